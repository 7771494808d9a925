package org.xingtan.offering;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.offering.Choosers.Asked;
import org.xingtan.platform.AuditCheck;

/** Lets go of what has changed, and counts some units anew in terms in which can be chosen and that somebody has looked at: no figure changes by it. */
@Component
class KeepChooserFigures implements AuditCheck {

    private static final int TERMS = 200;

    private final ChooserFigures figures;
    private final OfferedTerm.Terms terms;
    private final TransactionTemplate asOfOneMoment;
    private final Clock clock;

    KeepChooserFigures(ChooserFigures figures, OfferedTerm.Terms terms, PlatformTransactionManager transactions, Clock clock) {
        this.figures = figures;
        this.terms = terms;
        this.asOfOneMoment = new TransactionTemplate(transactions);
        this.asOfOneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.clock = clock;
    }

    /** On whichever node comes first. */
    @Scheduled(fixedDelay = 5_000, initialDelay = 30_000)
    void keep() {
        var now = clock.instant();
        figures.letGo();
        kept().stream().filter(it -> it.term().isAhead(now)).forEach(it -> figures.keep(it, ChooserFigures.UNITS));
    }

    /** Everywhere. */
    private List<Asked> kept() {
        return terms.at("", TERMS).stream()
            .flatMap(term -> term.years().stream().filter(year -> figures.isKept(term, year)).map(year -> new Asked(term, year, term.ownerPath(), null))).toList();
    }

    @Override
    public String name() {
        return "offering.figures";
    }

    /** What is kept is what the facts say. */
    @Override
    public List<String> findings(boolean repair) {
        var findings = new ArrayList<String>();
        kept().forEach(asked -> asOfOneMoment.executeWithoutResult(_ -> {
            if (!figures.facts(asked).equals(figures.mixed(asked))) {
                findings.add("term " + asked.term().code() + " of " + asked.root() + ": the figures of who has chosen are not what the facts say");
            }
            figures.falseSums(asked).forEach(path ->
                findings.add("term " + asked.term().code() + " of " + asked.root() + ": the sums of who has chosen are not those of the figures at " + path));
        }));
        return findings;
    }
}
