package org.xingtan.quiz;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.catalog.Marking;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Page;
import tools.jackson.databind.JsonNode;

/** The questions that a lesson asks while it is played. */
@RestController
@RequestMapping("/api/v1/lessons/{lesson}")
class LessonQuestionApi {

    private final AnswerInLesson answerInLesson;
    private final LessonQuestions questions;
    private final LessonPlaces places;

    LessonQuestionApi(AnswerInLesson answerInLesson, LessonQuestions questions, LessonPlaces places) {
        this.answerInLesson = answerInLesson;
        this.questions = questions;
        this.places = places;
    }

    /** @param correct null while it is not answered */
    record Item(int second, AttemptApi.QuestionJson question, @Nullable Boolean correct) {}

    record Given(String program, JsonNode answer) {

        Given {
            if (program == null) {
                throw new Problem(400, "error.malformed");
            }
            if (answer == null || answer.isNull()) {
                throw new Problem(400, "quiz.answer-malformed");
            }
            answer = Marking.written(answer);
        }
    }

    @GetMapping("/questions")
    Page<Item> questions(Actor actor, @PathVariable LessonId lesson, @RequestParam ProgramId program, @RequestParam(required = false) @Nullable Integer limit,
                         @RequestParam(required = false) @Nullable String cursor) {
        var place = places.find(program, lesson);
        places.participation(actor.teacher(), place);
        return Page.part(questions.of(actor.teacher(), program, lesson), it -> "%010d".formatted(it.second()), it -> it.question().id().toString(), limit, cursor)
            .map(it -> new Item(it.second(), AttemptApi.QuestionJson.of(it.question()), it.correct()));
    }

    @PutMapping("/answers/{question}")
    AnswerInLesson.Feedback answer(Actor actor, @PathVariable LessonId lesson, @PathVariable UUID question, @RequestBody Given body) {
        return answerInLesson.answer(actor.teacher(), places.find(new ProgramId(Uuids.parse(body.program)), lesson), question, body.answer);
    }
}
