package org.xingtan.study;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.People;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;

/** Use cases: the leader or the administrator ticks who is there, himself left to another one; what was said of somebody before is corrected with a reason. Nobody is at two events at once. */
@Component
class EnterAttendance {

    static final int MOST = 500;

    private final KeepEvent keep;
    private final Events events;
    private final Attendances attendances;
    private final People people;
    private final Clock clock;

    EnterAttendance(KeepEvent keep, Events events, Attendances attendances, People people, Clock clock) {
        this.keep = keep;
        this.events = events;
        this.attendances = attendances;
        this.people = people;
        this.clock = clock;
    }

    /**
     * Those of whom nothing is said yet; who has said himself that he is there stays as he is.
     *
     * @return those who are at another event at that time and were left out, a condition for each
     * @throws org.xingtan.platform.Refused with the same when nobody else was ticked
     */
    @Transactional
    public Verdict tick(Actor actor, UUID id, List<TeacherId> present) {
        var event = open(actor, id, present);
        var unit = new Scope(List.of(keep.unit(event).path()));
        var known = new HashSet<>(attendances.of(id).stream().map(Attendance::teacher).toList());
        var elsewhere = new ArrayList<Condition>();
        var ticked = 0;
        for (var teacher : present.stream().distinct().limit(MOST).sorted(Comparator.comparing(TeacherId::value)).toList()) {
            people.find(unit, teacher).orElseThrow(() -> new NotFound(teacher));
            if (!known.add(teacher)) {
                continue;
            }
            var other = attendances.elsewhere(teacher, event);
            if (other.isPresent()) {
                elsewhere.add(keep.atAnother(teacher, other.get()));
            } else {
                attendances.set(teacher, id, Attendance.State.PRESENT, "TICKED", actor, "", clock.instant());
                ticked++;
            }
        }
        var verdict = Verdict.of(elsewhere);
        if (ticked == 0) {
            verdict.orRefuse();
            return verdict;
        }
        keep.record(actor, "study.attendance.tick", keep.unit(event), event, "");
        return verdict;
    }

    /** The same again changes nothing. Of whom an appeal has said that he was there, nobody says anything else. */
    @Transactional
    public void correct(Actor actor, UUID id, TeacherId teacher, Attendance.State state, String reason) {
        var event = open(actor, id, List.of(teacher));
        var before = attendances.find(teacher, id);
        if (before.isEmpty()) {
            people.find(new Scope(List.of(keep.unit(event).path())), teacher).orElseThrow(() -> new NotFound(teacher));
        }
        if (before.filter(it -> it.state() == state).isPresent()) {
            return;
        }
        var conditions = new ArrayList<>(List.of(Condition.of("study.reason", KeepPlan.isReason(reason, false), 500)));
        if (state != Attendance.State.PRESENT) {
            conditions.add(Condition.of("study.attendance.granted", !attendances.isGranted(teacher, id)));
        }
        if (state != Attendance.State.ABSENT) {
            attendances.elsewhere(teacher, event).ifPresent(other -> conditions.add(keep.atAnother(teacher, other)));
        }
        Verdict.of(conditions).orRefuse();
        attendances.set(teacher, id, state, "CORRECTED", actor, reason, clock.instant());
        keep.record(actor, "study.attendance.correct", keep.unit(event), event, reason);
    }

    /** @throws Forbidden when one of them is the actor himself: nobody says of himself that he was there */
    private Event open(Actor actor, UUID id, List<TeacherId> about) {
        var event = events.lock(id).orElseThrow(() -> new NotFound(id));
        keep.requireToEnter(actor, event, about);
        if (about.contains(actor.teacher())) {
            throw new Forbidden("study.attendance.own");
        }
        if (!event.isPlanned()) {
            throw new Problem(409, "study.event.over");
        }
        return event;
    }
}
