package org.xingtan.appeal;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.appeal.Appeal.Act;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Verdict;

/** Use case: the teacher takes an appeal back, or to the next level. Done again, nothing changes. */
@Component
public class MoveAppeal {

    private final Appeals appeals;
    private final Instances instances;
    private final Deadlines deadlines;
    private final AuditTrail audit;
    private final Clock clock;

    MoveAppeal(Appeals appeals, Instances instances, Deadlines deadlines, AuditTrail audit, Clock clock) {
        this.appeals = appeals;
        this.instances = instances;
        this.deadlines = deadlines;
        this.audit = audit;
        this.clock = clock;
    }

    /** While nobody has decided. */
    @Transactional
    public void withdraw(Actor actor, UUID id) {
        var appeal = lock(actor, id);
        if (appeal.state() != Appeal.State.WITHDRAWN) {
            Verdict.of(Condition.of("appeal.waiting", appeal.isWaiting())).orRefuse();
            appeals.withdraw(appeal);
            appeals.addStep(appeal, Act.WITHDRAWN, appeal.level(), actor, "", clock.instant());
            audit.record(actor, "appeal.withdraw", "teacher:" + actor.teacher(), instances.path(appeal.unit()), Map.of("appeal", id, "state", appeal.state()),
                Map.of("appeal", id, "state", Appeal.State.WITHDRAWN));
        }
    }

    /**
     * After a rejection at the first level, or when it has let its time pass.
     *
     * @param reason what the person adds; may be empty
     */
    @Transactional
    public void escalate(Actor actor, UUID id, String reason) {
        var appeal = lock(actor, id);
        if (appeal.level() == 1) {
            Verdict.of(Condition.of("appeal.escalable", appeal.mayEscalate(deadlines.today()))).orRefuse();
            appeals.escalate(appeal, deadlines.from(Deadlines.Term.DECIDE));
            appeals.addStep(appeal, Act.ESCALATED, 2, actor, reason, clock.instant());
            audit.record(actor, "appeal.escalate", "teacher:" + actor.teacher(), instances.path(appeal.unit()), Map.of("appeal", id, "level", 1),
                Map.of("appeal", id, "level", 2));
        }
    }

    private Appeal lock(Actor actor, UUID id) {
        return appeals.lock(actor.teacher(), id).orElseThrow(() -> new NotFound(id));
    }
}
