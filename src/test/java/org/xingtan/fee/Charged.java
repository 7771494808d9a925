package org.xingtan.fee;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.program.CreditRule;
import org.xingtan.selection.DefineTerm;
import org.xingtan.selection.LoadChoices;
import org.xingtan.selection.OfferProgram;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Fixture;

/** Terms with priced courses, chosen while they were open and over by now: every call makes new ones. */
@Fixture
class Charged {

    private static final AtomicInteger NEXT = new AtomicInteger(1);

    private final DefineTerm terms;
    private final OfferProgram offer;
    private final LoadChoices choices;
    private final Curriculum curriculum;
    private final TransactionTemplate transactions;
    private final SetPayerRules rules;
    private final IssueStatements issue;
    private final Clock clock;
    private final JdbcClient db;

    Charged(DefineTerm terms, OfferProgram offer, LoadChoices choices, Curriculum curriculum, TransactionTemplate transactions, SetPayerRules rules,
            IssueStatements issue, Clock clock, JdbcClient db) {
        this.terms = terms;
        this.offer = offer;
        this.choices = choices;
        this.curriculum = curriculum;
        this.transactions = transactions;
        this.rules = rules;
        this.issue = issue;
        this.clock = clock;
        this.db = db;
    }

    /** Chosen in from twenty days ago to ten days ago. */
    TermId term(Cast.Place owner) {
        var id = terms.define(new DefineTerm.Definition(owner.id(), "23%04d期".formatted(NEXT.getAndIncrement()), new Localized("学期", "Term"), null, 6,
            List.of(window(Window.Kind.SELECT, -20, -10))));
        terms.publish(id);
        return id;
    }

    /** It is not over yet: whoever waits may still get a place. */
    void learn(TermId term) {
        terms.set(term, window(Window.Kind.LEARN, -10, 20), "learning");
    }

    /** A round of what is left, open now or over again. */
    void makeup(TermId term, boolean open) {
        terms.set(term, open ? window(Window.Kind.MAKEUP, -1, 1) : window(Window.Kind.MAKEUP, -9, -8), "makeup");
    }

    private Window window(Window.Kind kind, int from, int to) {
        var now = clock.instant();
        return new Window(kind, now.plus(Duration.ofDays(from)), now.plus(Duration.ofDays(to)));
    }

    OfferingId course(TermId term, Cast.Place owner, String category, String price, int places, int waiting) {
        var program = curriculum.aProgram(owner.id()).title("Course " + NEXT.getAndIncrement())
            .credit(new CreditRule(category, new CreditRule.Fixed(CreditHours.of("0.50")), List.of())).publish().id();
        return offer.offer(OfferProgram.Definition.online(term, program, category, CreditHours.of("4.00"), new BigDecimal(price), places, waiting));
    }

    void choose(OfferingId offering, TeacherId... teachers) {
        var at = clock.instant().minus(Duration.ofDays(15));
        transactions.executeWithoutResult(_ -> choices.load(Arrays.stream(teachers).map(it -> new LoadChoices.Wanted(it, offering, at)).toList()));
    }

    /** {@code "COMMON", "PROVINCE", "PROFESSIONAL", "UNIT"}. */
    void rules(Actor finance, Cast.Place authority, String... payers) {
        var lines = IntStream.range(0, payers.length / 2).boxed().toList();
        rules.set(finance, authority.id(), new SetPayerRules.Typed(LocalDate.of(2022, 1, 1).toString(), "收款单位：中心", "30",
            lines.stream().map(i -> payers[2 * i]).toList(), lines.stream().map(i -> payers[2 * i + 1]).toList(),
            lines.stream().map(_ -> "粤人社规〔2018〕11号").toList()));
    }

    /** Asked for, and gone on with until it is finished, by whomever: jobs run in tests as well. */
    void issue(Actor finance, TermId term) {
        transactions.executeWithoutResult(_ -> issue.ask(finance, term.value()));
        finish(term);
    }

    void finish(TermId term) {
        while (db.sql("select exists (select from fee.issue where term_id = :term and finished_at is null)").param("term", term.value()).query(Boolean.class).single()) {
            if (!issue.step()) {
                Thread.onSpinWait();
            }
        }
    }

    /** The newest statement for whom in that term. */
    UUID statement(TermId term, Cast.Place debtor) {
        return db.sql("""
                select s.id from fee.statement s join fee.account a on a.id = s.account_id
                 where a.term_id = :term and a.debtor_id = :debtor and s.number is not null order by s.number desc limit 1
                """).param("term", term.value()).param("debtor", debtor.id().value()).query(UUID.class).single();
    }
}
