package org.xingtan.summary;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Verdict;

/** Use case: the authority accepts a report, or returns it with what is missing. */
@Component
public class ReviewSummary {

    static final int REASON = 500;

    private final SummariesInCharge inCharge;
    private final Summaries summaries;
    private final AuditTrail audit;
    private final Clock clock;

    ReviewSummary(SummariesInCharge inCharge, Summaries summaries, AuditTrail audit, Clock clock) {
        this.inCharge = inCharge;
        this.summaries = summaries;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Asked again, it changes nothing.
     *
     * @param version the one that was read
     * @throws Problem 409 when it is not handed in, or no longer what was read
     */
    @Transactional
    public void decide(Actor actor, UUID call, OrganizationId unit, int version, boolean accepted, String reason) {
        var summary = summaries.find(inCharge.mine(actor, call), unit);
        var state = accepted ? Summary.State.ACCEPTED : Summary.State.RETURNED;
        if (summary.state() == state) {
            return;
        }
        if (summary.state() != Summary.State.SUBMITTED || summary.version() != version) {
            throw new Problem(409, "error.changed-meanwhile");
        }
        if (actor.teacher().value().equals(summary.submittedBy())) {
            throw new Forbidden("summary.own");
        }
        var why = reason.strip();
        Verdict.of(Condition.of("summary.reason", why.length() <= REASON && (accepted || why.length() >= 4), 4, REASON)).orRefuse();
        summaries.move(summary, state);
        summaries.addStep(summary, state, why, actor, clock.instant());
        audit.record(actor, accepted ? "summary.accept" : "summary.return", "organization:" + unit, summary.path(),
            Map.of("state", summary.state()), Map.of("state", state, "reason", why));
    }
}
