package org.xingtan.quiz;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.catalog.Marking;
import org.xingtan.catalog.Questions;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import tools.jackson.databind.JsonNode;

/**
 * Use case: a question that is asked inside a lesson is answered. Any answer lets the time beyond it count; a wrong one may
 * be given again. If that completes the lesson, it is complete in the same transaction.
 */
@Service
class AnswerInLesson {

    private final JdbcClient db;
    private final Questions bank;
    private final LessonPlaces places;
    private final LessonUnderWay underWay;
    private final LessonAdvanced advanced;
    private final Clock clock;

    AnswerInLesson(JdbcClient db, Questions bank, LessonPlaces places, LessonUnderWay underWay, LessonAdvanced advanced, Clock clock) {
        this.db = db;
        this.bank = bank;
        this.places = places;
        this.underWay = underWay;
        this.advanced = advanced;
        this.clock = clock;
    }

    /** @param explanation of a right answer; empty after a wrong one, which may be tried again */
    record Feedback(boolean correct, String explanation) {}

    /**
     * Saves the answer and says whether it is right.
     *
     * @throws NotFound when the lesson does not ask this question
     * @throws Problem  400 when the answer cannot be one to this question
     */
    @Transactional
    public Feedback answer(TeacherId teacher, LessonPlaces.Place place, UUID question, JsonNode answer) {
        var participation = places.participation(teacher, place);
        var asked = bank.askedIn(place.lesson().id()).stream().filter(it -> it.question().id().equals(question)).findFirst()
            .orElseThrow(() -> new NotFound(question));
        var now = clock.instant();
        var window = places.learnable(place, now);
        if (!window.met() && !underWay.isUnderWay(teacher, place, now)) {
            window.orRefuse();
        }
        if (!Marking.accepts(asked.question().kind(), asked.question().options(), asked.question().targets(), answer)) {
            throw new Problem(400, "quiz.answer-malformed");
        }
        var correct = Marking.isCorrect(asked.question(), answer);
        db.sql("""
                insert into quiz.lesson_answer as a (teacher_id, program_id, lesson_id, second, question_id, answer, correct, answered_at)
                values (:teacher, :program, :lesson, :second, :question, :answer, :correct, :now)
                    on conflict (teacher_id, program_id, lesson_id, second)
                    do update set question_id = excluded.question_id, answer = excluded.answer, correct = excluded.correct,
                                  answered_at = excluded.answered_at
                 where not a.correct
                """)
            .param("teacher", teacher.value()).param("program", place.program().id().value()).param("lesson", place.lesson().id().value())
            .param("second", asked.second()).param("question", question).param("answer", Json.jsonb(answer)).param("correct", correct)
            .param("now", now.atOffset(ZoneOffset.UTC)).update();
        advanced.lessonAdvanced(participation, place);
        return new Feedback(correct, correct ? asked.question().explanation() : "");
    }
}
