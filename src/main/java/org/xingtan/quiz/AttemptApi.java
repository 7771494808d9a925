package org.xingtan.quiz;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.catalog.Marking;
import org.xingtan.catalog.Question;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Dates;
import tools.jackson.databind.JsonNode;

/** Attempts at quizzes. The key never leaves the server before the attempt is closed. */
@RestController
@RequestMapping("/api/v1")
class AttemptApi {

    private final StartAttempt startAttempt;
    private final SaveAnswer saveAnswer;
    private final SubmitAttempt submitAttempt;
    private final Sheet sheet;
    private final LessonPlaces places;

    AttemptApi(StartAttempt startAttempt, SaveAnswer saveAnswer, SubmitAttempt submitAttempt, Sheet sheet, LessonPlaces places) {
        this.startAttempt = startAttempt;
        this.saveAnswer = saveAnswer;
        this.submitAttempt = submitAttempt;
        this.sheet = sheet;
        this.places = places;
    }

    record InProgram(String program) {

        InProgram {
            if (program == null) {
                throw new Problem(400, "error.malformed");
            }
        }
    }

    record Started(UUID attempt, String closesAt, List<QuestionJson> questions) {}

    /** @param targets only of a MATCHING question */
    record QuestionJson(UUID id, String kind, String text, List<Question.Choice> options,
                        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Question.Choice> targets) {

        static QuestionJson of(Question question) {
            return new QuestionJson(question.id(), question.kind().name(), question.text(), question.options(),
                question.targets().isEmpty() ? null : question.targets());
        }
    }

    record Answer(JsonNode answer) {

        Answer {
            if (answer == null || answer.isNull()) {
                throw new Problem(400, "quiz.answer-malformed");
            }
            answer = Marking.written(answer);
        }
    }

    record Nothing() {}

    record Result(int score, int passMark, boolean passed, List<QuestionResult> perQuestion) {

        static Result of(Attempt attempt) {
            var results = java.util.Objects.requireNonNull(attempt.results());
            return new Result(java.util.Objects.requireNonNull(attempt.score()), attempt.passMark(), attempt.passed(),
                IntStream.range(0, results.size()).mapToObj(n -> new QuestionResult(attempt.questions().get(n), results.get(n))).toList());
        }
    }

    record QuestionResult(UUID question, boolean correct) {}

    @PostMapping("/lessons/{lesson}/attempts")
    @ResponseStatus(HttpStatus.CREATED)
    Started start(Actor actor, @PathVariable LessonId lesson, @RequestBody InProgram body) {
        var attempt = startAttempt.start(actor, places.find(new ProgramId(Uuids.parse(body.program())), lesson));
        return new Started(attempt.id(), Dates.rfc3339(attempt.closesAt()), sheet.of(attempt).stream().map(QuestionJson::of).toList());
    }

    @PutMapping("/attempts/{attempt}/answers/{question}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(Actor actor, @PathVariable UUID attempt, @PathVariable UUID question, @RequestBody Answer body) {
        saveAnswer.save(actor.teacher(), attempt, question, body.answer);
    }

    @PostMapping("/attempts/{attempt}/submission")
    Result submit(Actor actor, @PathVariable UUID attempt, @RequestBody(required = false) @Nullable Nothing body) {
        return Result.of(submitAttempt.close(actor.teacher(), attempt));
    }
}
