package org.xingtan.fee;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Patience;

/**
 * Use case: statements for all who owe something for a term. It is asked for in a request and moves on, step by step, on whatever node
 * is there: each step is a transaction of its own that remembers how far it has come, so that a crash costs one step. The first issue
 * bills every place; each later one what has changed since. Asked twice at once, it is one issue.
 */
@Component
public class IssueStatements {

    private final FeesInCharge inCharge;
    private final FeeTerms terms;
    private final Issues issues;
    private final Acts acts;
    private final Clock clock;

    IssueStatements(FeesInCharge inCharge, FeeTerms terms, Issues issues, Acts acts, Clock clock) {
        this.inCharge = inCharge;
        this.terms = terms;
        this.issues = issues;
        this.acts = acts;
        this.clock = clock;
    }

    /** What a step is carried out with, and the trail that tells of the issue. */
    @Component
    record Acts(PayerRuleBook book, WriteLines lines, Organizations organizations, TransactionTemplate transactions, Patience patience, AuditTrail audit) {}

    /** Whether statements can be issued now. */
    Verdict verdict(FeeTerm term) {
        var now = clock.instant();
        var rules = rules(term);
        var missing = terms.due(term.id().value()).stream().map(FeeTerms.Due::category).filter(it -> rules.flatMap(r -> r.of(it)).isEmpty()).toList();
        return Verdict.of(
            term.chosenUntil() == null ? Condition.of("window.unset", false)
                : Condition.of(term.isChosen(now) ? "fee.issue.chosen" : "fee.issue.choosing", term.isChosen(now), term.chosenUntil()),
            Condition.of("fee.issue.rules", rules.isPresent()),
            missing.isEmpty() ? Condition.of("fee.issue.every-category", true) : Condition.of("fee.issue.category", false, missing));
    }

    /** What would be billed to nobody if statements were issued now. */
    @Transactional(readOnly = true)
    public Issues.WithoutPayer withoutPayer(FeeTerm term) {
        acts.patience.extend();
        return rules(term).map(rules -> acts.lines.withoutPayer(term, rules)).orElse(Issues.WithoutPayer.NONE);
    }

    private Optional<PayerRules> rules(FeeTerm term) {
        return acts.book.inForce(term.ownerPath(), clock.instant().atZone(Window.ZONE).toLocalDate());
    }

    /**
     * Begins. While one of this term is under way, asking changes nothing.
     *
     * @throws org.xingtan.platform.Refused with every reason
     */
    @Transactional
    public void ask(Actor actor, UUID id) {
        var term = inCharge.settles(actor, id);
        verdict(term).orRefuse();
        if (issues.begin(id, rules(term).orElseThrow(), actor, clock.instant())) {
            acts.audit.record(actor, "fee.issue", "term:" + id, term.ownerPath(), null, Map.of("code", term.code()));
        }
    }

    @Scheduled(fixedDelay = 2_000, initialDelay = 2_000)
    public void goOn() {
        var more = true;
        while (more) {
            more = step();
        }
    }

    /** @return whether there was something to do that no other node was doing */
    public boolean step() {
        return Boolean.TRUE.equals(acts.transactions.execute(_ -> {
            var claimed = issues.claim();
            claimed.ifPresent(this::take);
            return claimed.isPresent();
        }));
    }

    /** No unit goes up in another one meanwhile: an account that is made then would be left with the one that is closed. */
    private void take(Issues.Issue issue) {
        acts.patience.extend();
        acts.organizations.keepStill();
        var step = issues.next(issue);
        var now = clock.instant();
        if (step.last() == null) {
            issues.finish(issue, terms.find(issue.term()).orElseThrow(), now.atZone(Window.ZONE).toLocalDate(), now);
        } else {
            issues.advance(issue, step, acts.lines.write(issue, step.last()), now);
        }
    }
}
