package org.xingtan.quiz;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;

/** Lets a failed attempt count as passed by somebody's decision. Its score stays what its answers make. */
@Component
public class AcceptAttempt {

    private final Attempts attempts;
    private final LessonPlaces places;
    private final LessonAdvanced advanced;
    private final Access access;
    private final Clock clock;

    AcceptAttempt(Attempts attempts, LessonPlaces places, LessonAdvanced advanced, Access access, Clock clock) {
        this.attempts = attempts;
        this.places = places;
        this.advanced = advanced;
        this.access = access;
        this.clock = clock;
    }

    /**
     * What waited for the quiz follows in the same transaction. Of one that is passed already nothing changes.
     *
     * @throws NotFound when there is no such attempt, or it is none of the actor's units'
     * @throws Refused while it is open
     */
    @Transactional
    public void accept(Actor actor, TeacherId teacher, UUID id, String reason) {
        var attempt = attempts.find(teacher, id).orElseThrow(() -> new NotFound(id));
        var place = places.find(attempt.program(), attempt.lesson());
        var participation = places.participation(teacher, place);
        access.require(actor, Task.DECIDE_APPEALS, participation.organization());
        if (actor.teacher().equals(teacher)) {
            throw new Forbidden("quiz.own");
        }
        if (attempt.isOpen()) {
            throw new Refused("quiz.attempt-closed");
        }
        if (!attempt.passed() && attempts.accept(attempt, actor.teacher(), reason, clock.instant())) {
            advanced.lessonAdvanced(participation, place);
        }
    }
}
