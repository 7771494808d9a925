package org.xingtan.showcase;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Verdict;
import org.xingtan.showcase.CaseStep.Act;

/**
 * Use case: the unit that a case lies with forwards or returns it; the authority of the program publishes it, and may withdraw it.
 * Of two who decide at once one does; sent twice it is done once.
 */
@Component
public class DecideCase {

    public static final int REASON = 500;

    private final CasesInCharge inCharge;
    private final TypicalCases cases;
    private final AuditTrail audit;
    private final Clock clock;

    DecideCase(CasesInCharge inCharge, TypicalCases cases, AuditTrail audit, Clock clock) {
        this.inCharge = inCharge;
        this.cases = cases;
        this.audit = audit;
        this.clock = clock;
    }

    /** To the unit above; where the case has come to whoever publishes the program, it is published. */
    @Transactional
    public void approve(Actor actor, UUID id, int version, String remark) {
        var it = cases.find(id);
        if (isDone(actor, it, version, Act.FORWARDED) || isDone(actor, it, version, Act.PUBLISHED)) {
            return;
        }
        var unit = waiting(actor, it, version);
        var reason = reason(remark, 0);
        if (it.isAtTheTop()) {
            move(actor, it, new Move(Act.PUBLISHED, TypicalCase.State.PUBLISHED, unit, reason));
            record(actor, "showcase.publish", it, TypicalCase.State.PUBLISHED, reason);
        } else {
            move(actor, it, new Move(Act.FORWARDED, TypicalCase.State.WAITING, unit, reason));
            record(actor, "showcase.forward", it, TypicalCase.State.WAITING, reason);
        }
    }

    /** To the unit that has written it, which may hand it in again. */
    @Transactional
    public void giveBack(Actor actor, UUID id, int version, String why) {
        var it = cases.find(id);
        if (isDone(actor, it, version, Act.RETURNED)) {
            return;
        }
        var unit = waiting(actor, it, version);
        var reason = reason(why, 4);
        move(actor, it, new Move(Act.RETURNED, TypicalCase.State.RETURNED, unit, reason));
        record(actor, "showcase.return", it, TypicalCase.State.RETURNED, reason);
    }

    /** For good: the page is gone for the public. */
    @Transactional
    public void withdraw(Actor actor, UUID id, int version, String why) {
        var it = cases.find(id);
        if (!inCharge.publishes(actor, it)) {
            throw new NotFound(id);
        }
        if (isDone(actor, it, version, Act.WITHDRAWN)) {
            return;
        }
        if (it.state() != TypicalCase.State.PUBLISHED || it.version() != version) {
            throw new Problem(409, "error.changed-meanwhile");
        }
        var reason = reason(why, 4);
        move(actor, it, new Move(Act.WITHDRAWN, TypicalCase.State.WITHDRAWN, it.owner(), reason));
        record(actor, "showcase.withdraw", it, TypicalCase.State.WITHDRAWN, reason);
    }

    private record Move(Act act, TypicalCase.State state, OrganizationId by, String reason) {}

    private boolean isDone(Actor actor, TypicalCase it, int version, Act act) {
        return it.version() > version && cases.steps(it.id()).stream()
            .anyMatch(step -> step.version() == version && step.act() == act && step.movedBy().equals(actor.teacher().value()));
    }

    private OrganizationId waiting(Actor actor, TypicalCase it, int version) {
        inCharge.read(actor, it);
        if (it.version() != version || it.state() != TypicalCase.State.WAITING) {
            throw new Problem(409, "error.changed-meanwhile");
        }
        return inCharge.requireDecider(actor, it);
    }

    private void move(Actor actor, TypicalCase it, Move move) {
        var to = move.act == Act.FORWARDED ? inCharge.above(it.lies(), it.owner()) : null;
        var now = clock.instant();
        cases.move(it, move.state, to, now);
        cases.addStep(it, move.act, move.by, move.reason, actor, now);
    }

    private void record(Actor actor, String act, TypicalCase it, TypicalCase.State state, String reason) {
        audit.record(actor, act, "organization:" + it.organization(), it.path(), Map.of("title", it.text().title(), "state", it.state()),
            Map.of("title", it.text().title(), "state", state, "reason", reason));
    }

    private static String reason(String typed, int shortest) {
        var reason = CaseText.clean(typed);
        Verdict.of(CaseText.between(shortest == 0 ? "showcase.remark" : "showcase.reason", reason, shortest, REASON)).orRefuse();
        return reason;
    }
}
