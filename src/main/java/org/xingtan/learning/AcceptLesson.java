package org.xingtan.learning;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;

/** Lets a lesson count as learned by somebody's decision. What the server has measured stays as it is, and its quiz must be passed. */
@Component
public class AcceptLesson {

    private final JdbcClient db;
    private final LessonPlaces places;
    private final CompleteLesson complete;
    private final Access access;
    private final Clock clock;

    AcceptLesson(JdbcClient db, LessonPlaces places, CompleteLesson complete, Access access, Clock clock) {
        this.db = db;
        this.places = places;
        this.complete = complete;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Hours, completion and certificate follow in the same transaction. Accepted again, nothing changes.
     *
     * @throws NotFound when the lesson is not there, or the person is none of the actor's units'
     */
    @Transactional
    public void accept(Actor actor, TeacherId teacher, ProgramId program, LessonId lesson, String reason) {
        var place = places.find(program, lesson);
        var participation = places.participation(teacher, place);
        access.require(actor, Task.DECIDE_APPEALS, participation.organization());
        db.sql("""
                insert into learning.accepted_lesson (teacher_id, program_id, lesson_id, accepted_at, accepted_by, reason)
                values (:teacher, :program, :lesson, :at, :by, :reason)
                on conflict (teacher_id, program_id, lesson_id) do nothing
                """)
            .param("teacher", teacher.value()).param("program", program.value()).param("lesson", lesson.value())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", actor.teacher().value()).param("reason", reason).update();
        complete.run(participation, place);
    }
}
