package org.xingtan.delivery;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;

/** Use case: whoever keeps a training says of many at once who was there and how, himself left to another one; what was said of somebody before is corrected with a reason. */
@Component
class EnterAttendance {

    private final KeepSessions keep;
    private final Attendances attendances;
    private final Leaves leaves;
    private final Participations participations;
    private final Clock clock;

    EnterAttendance(KeepSessions keep, Attendances attendances, Leaves leaves, Participations participations, Clock clock) {
        this.keep = keep;
        this.attendances = attendances;
        this.leaves = leaves;
        this.participations = participations;
        this.clock = clock;
    }

    /**
     * The same again changes nothing. Who was there has begun the course, and does not give it back any more.
     *
     * @param reason of a leave, and where something else was said of somebody before; else it may be empty
     * @throws Forbidden when one of them is the actor himself: nobody says of himself that he was there
     * @throws NotFound  when one of them does not take part
     * @throws org.xingtan.platform.Refused with everything that is not as it must be; then nothing is said of anybody
     */
    @Transactional
    public void enter(Actor actor, UUID id, List<TeacherId> people, Attendance.State state, String reason) {
        var held = keep.holdPlanned(actor, id);
        if (people.contains(actor.teacher())) {
            throw new Forbidden("delivery.own");
        }
        var there = keep.people(held).stream().map(Participants.Participant::teacher).collect(Collectors.toSet());
        people.stream().filter(it -> !there.contains(it)).findFirst().ifPresent(stranger -> {
            throw new NotFound(stranger);
        });
        var said = attendances.of(id).stream().collect(Collectors.toMap(Attendance::teacher, Function.identity()));
        var meant = people.stream().distinct().filter(it -> !said.containsKey(it) || said.get(it).state() != state).sorted(Comparator.comparing(TeacherId::value)).toList();
        var corrected = meant.stream().filter(said::containsKey).count();
        var granted = state == Attendance.State.PRESENT ? Set.<TeacherId>of() : attendances.granted(id);
        var begun = !clock.instant().isBefore(held.session().begins());
        Verdict.of(
            Condition.of("delivery.attendance.somebody", !people.isEmpty()),
            Condition.of("delivery.attendance.granted", meant.stream().noneMatch(granted::contains)),
            Condition.of("delivery.attendance.begun", state == Attendance.State.EXCUSED || begun, held.session().begins()),
            Condition.of("delivery.attendance.reason", meant.isEmpty() || SessionForm.isReason(reason) || reason.isEmpty() && state != Attendance.State.EXCUSED && corrected == 0,
                SessionForm.LONGEST)).orRefuse();
        var now = clock.instant();
        attendances.setSilent(meant, new Attendances.Word(id, state, "TICKED", reason), actor, now);
        meant.stream().filter(said::containsKey).forEach(teacher -> attendances.set(new Attendances.Said(teacher, id, state, "CORRECTED", reason), actor, now));
        if (state.isThere()) {
            participations.markStarted(meant, held.training().program(), now);
        }
        if (!meant.isEmpty()) {
            keep.record(actor, corrected == 0 ? "delivery.attendance.tick" : "delivery.attendance.correct", held, reason);
        }
    }

    /** The same of all who take part, of whom nothing is said, who wait for no answer, and are not the actor himself. Nobody left, nothing changes. */
    @Transactional
    public void enterAll(Actor actor, UUID id, Attendance.State state, String reason) {
        var held = keep.holdPlanned(actor, id);
        var known = Stream.of(attendances.of(id).stream().map(Attendance::teacher), leaves.of(id).stream().filter(Leave::isAsked).map(Leave::teacher), Stream.of(actor.teacher()))
            .flatMap(Function.identity()).collect(Collectors.toSet());
        var people = keep.people(held).stream().map(Participants.Participant::teacher).filter(it -> !known.contains(it)).toList();
        if (!people.isEmpty()) {
            enter(actor, id, people, state, reason);
        }
    }
}
