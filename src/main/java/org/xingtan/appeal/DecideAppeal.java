package org.xingtan.appeal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.appeal.Appeal.Act;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;

/** Use case: who answers for the deciding unit grants an appeal or rejects it. What is granted is written in the same transaction. */
@Component
public class DecideAppeal {

    private final Appeals appeals;
    private final Matters matters;
    private final Instances instances;
    private final Deadlines deadlines;
    private final Access access;
    private final AuditTrail audit;

    DecideAppeal(Appeals appeals, Matters matters, Instances instances, Deadlines deadlines, Access access, AuditTrail audit) {
        this.appeals = appeals;
        this.matters = matters;
        this.instances = instances;
        this.deadlines = deadlines;
        this.access = access;
        this.audit = audit;
    }

    /**
     * Sent again by the same person, the same decision changes nothing.
     *
     * @throws NotFound when it is not for the actor's units to decide
     * @throws org.xingtan.platform.Refused when it is decided already, his own, or about what he did or decided himself
     */
    @Transactional
    public void decide(Actor actor, TeacherId teacher, UUID id, Appeal.State decision, Matter.Remedy remedy) {
        var appeal = appeals.lock(teacher, id).orElseThrow(() -> new NotFound(id));
        access.require(actor, Task.DECIDE_APPEALS, appeal.instance());
        var steps = appeals.steps(teacher, id);
        var act = Act.valueOf(decision.name());
        if (steps.stream().anyMatch(it -> it.act() == act && it.level() == appeal.level() && it.by().equals(actor.teacher()))) {
            return;
        }
        var conditions = new ArrayList<>(mayDecide(actor, appeal, matters.acted(appeal, matters.of(appeal.kind()).find(teacher, appeal.reference()).orElse(null)), steps).conditions());
        conditions.add(Condition.of("appeal.reason", !remedy.reason().isBlank()));
        Verdict.of(conditions).orRefuse();
        var late = matters.conclude(actor, appeal, decision, remedy);
        write(actor, appeal, decision, new Appeals.Word(remedy.reason(), late), deadlines.now());
        audit.record(actor, decision == Appeal.State.GRANTED ? "appeal.grant" : "appeal.reject", "teacher:" + teacher, instances.path(appeal.unit()),
            Map.of("appeal", id, "state", appeal.state()), facts(appeal, decision, remedy, late));
    }

    private static Map<String, Object> facts(Appeal appeal, Appeal.State decision, Matter.Remedy remedy, @Nullable String late) {
        var facts = new HashMap<String, Object>(Map.of("appeal", appeal.id(), "state", decision, "level", appeal.level(), "reason", remedy.reason()));
        if (late != null) {
            facts.put("late", late);
        }
        return facts;
    }

    /** Whether somebody whose unit decides may do it himself. @param acted whose acts it is about */
    static Verdict mayDecide(Actor actor, Appeal appeal, Set<TeacherId> acted, List<Appeal.Step> steps) {
        return Verdict.of(
            Condition.of("appeal.waiting", appeal.isWaiting()),
            Condition.of("appeal.of-another", !actor.teacher().equals(appeal.teacher())),
            Condition.of("appeal.not-his-act", !acted.contains(actor.teacher())),
            Condition.of("appeal.first-time", steps.stream().noneMatch(it -> it.act().decides() && it.by().equals(actor.teacher()))));
    }

    private void write(Actor actor, Appeal appeal, Appeal.State decision, Appeals.Word word, Instant now) {
        var asksNext = decision == Appeal.State.REJECTED && appeal.level() == 1 && appeal.second() != null;
        appeals.decide(appeal, decision, actor.teacher(), now, asksNext ? deadlines.from(Deadlines.Term.ESCALATE) : deadlines.today());
        appeals.addStep(appeal, Act.valueOf(decision.name()), appeal.level(), actor, word, now);
    }
}
