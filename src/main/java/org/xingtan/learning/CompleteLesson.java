package org.xingtan.learning;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.enrollment.Participation;
import org.xingtan.enrollment.Participations;
import org.xingtan.ledger.Receipt;
import org.xingtan.platform.Window;

/**
 * Use case: judge whether a lesson is complete, and do all that follows: hours, the program's completion, the certificate.
 * In the person's own transaction and idempotent: whoever finds the conditions met runs it, and running it again changes
 * nothing. However late it runs, the hours are of the day on which the lesson was learned; the rules are those of the day on which it runs.
 */
@Service
class CompleteLesson {

    private final JdbcClient db;
    private final ProgressQueries progress;
    private final Participations participations;
    private final PostLessonHours hours;
    private final JudgeCompletion judge;
    private final Clock clock;

    CompleteLesson(JdbcClient db, ProgressQueries progress, Participations participations, PostLessonHours hours,
                   JudgeCompletion judge, Clock clock) {
        this.db = db;
        this.progress = progress;
        this.participations = participations;
        this.hours = hours;
        this.judge = judge;
        this.clock = clock;
    }

    /**
     * @param complete whether the lesson is complete now
     * @param receipt  the hours that this run posted
     */
    record Outcome(boolean complete, Optional<Receipt> receipt) {

        static final Outcome NOT_YET = new Outcome(false, Optional.empty());
    }

    /** @param seen as the caller has read it; the unit it counts in and its track may be others by now */
    @Transactional
    public Outcome run(Participation seen, LessonPlaces.Place place) {
        var participation = participations.lock(seen.teacher(), seen.program());
        var lesson = place.lesson();
        var played = progress.coverage(participation.teacher(), place.program().id(), lesson.id()).seconds();
        var covered = played < lesson.requiredSeconds() && isAccepted(participation, place) ? lesson.requiredSeconds() : played;
        if (covered < lesson.requiredSeconds() || lesson.quiz() != null && !quizPassed(participation, place)) {
            return Outcome.NOT_YET;
        }
        var counted = record(participation, place, covered);
        if (counted.isEmpty()) {
            return new Outcome(true, Optional.empty());
        }
        var receipt = hours.post(participation, place, counted.get());
        judge.judge(place.program(), participation);
        return new Outcome(true, receipt);
    }

    /** Whether somebody has decided that it counts as learned. */
    private boolean isAccepted(Participation participation, LessonPlaces.Place place) {
        return db.sql("""
                select exists (select from learning.accepted_lesson
                                where teacher_id = :teacher and program_id = :program and lesson_id = :lesson)
                """)
            .param("teacher", participation.teacher().value()).param("program", participation.program().value())
            .param("lesson", place.lesson().id().value()).query(Boolean.class).single();
    }

    private boolean quizPassed(Participation participation, LessonPlaces.Place place) {
        return db.sql("""
                select exists (select from quiz.attempt_card
                                where teacher_id = :teacher and program_id = :program and lesson_id = :lesson and passed)
                """)
            .param("teacher", participation.teacher().value()).param("program", participation.program().value())
            .param("lesson", place.lesson().id().value()).query(Boolean.class).single();
    }

    /** @return what is counted anew: the whole lesson, or what has been played of it since it was complete */
    private Optional<PostLessonHours.Counted> record(Participation participation, LessonPlaces.Place place, int covered) {
        var before = counted(participation, place);
        if (before.isPresent() && before.get() >= covered) {
            return Optional.empty();
        }
        var now = clock.instant();
        var learned = progress.learned(participation.teacher(), place.program().id(), place.lesson().id(), now);
        var day = LocalDate.ofInstant(learned, Window.ZONE);
        if (before.isEmpty()) {
            statement(participation, place, covered, """
                insert into learning.lesson_completion (teacher_id, program_id, lesson_id, completed_at, counted_at, verified_seconds)
                values (:teacher, :program, :lesson, :learned, :now, :covered)
                """).param("learned", learned.atOffset(ZoneOffset.UTC)).param("now", now.atOffset(ZoneOffset.UTC)).update();
            return Optional.of(new PostLessonHours.Counted(true, covered, day));
        }
        statement(participation, place, covered, """
            insert into learning.lesson_growth (teacher_id, program_id, lesson_id, from_seconds, to_seconds, grown_at, counted_at)
            select teacher_id, program_id, lesson_id, verified_seconds, :covered, :learned, :now
              from learning.lesson_completion
             where teacher_id = :teacher and program_id = :program and lesson_id = :lesson
            """).param("learned", learned.atOffset(ZoneOffset.UTC)).param("now", now.atOffset(ZoneOffset.UTC)).update();
        statement(participation, place, covered, """
            update learning.lesson_completion set verified_seconds = :covered
             where teacher_id = :teacher and program_id = :program and lesson_id = :lesson
            """).update();
        return Optional.of(new PostLessonHours.Counted(false, covered - before.get(), day));
    }

    private Optional<Integer> counted(Participation participation, LessonPlaces.Place place) {
        return db.sql("""
                select verified_seconds from learning.lesson_completion
                 where teacher_id = :teacher and program_id = :program and lesson_id = :lesson
                """)
            .param("teacher", participation.teacher().value()).param("program", participation.program().value())
            .param("lesson", place.lesson().id().value()).query(Integer.class).optional();
    }

    private JdbcClient.StatementSpec statement(Participation participation, LessonPlaces.Place place, int covered, String sql) {
        return db.sql(sql)
            .param("teacher", participation.teacher().value()).param("program", participation.program().value())
            .param("lesson", place.lesson().id().value()).param("covered", covered);
    }
}
