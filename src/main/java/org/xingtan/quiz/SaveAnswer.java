package org.xingtan.quiz;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.xingtan.catalog.Marking;
import org.xingtan.catalog.Question;
import org.xingtan.catalog.Questions;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Use case: answers are saved while the attempt is open; they may be overwritten until it is over. */
@Service
class SaveAnswer {

    /** How often single answers may come in between reading a form's attempt and saving it. */
    private static final int TRIES = 20;

    private final Attempts attempts;
    private final Questions bank;
    private final Sheet sheet;
    private final Clock clock;

    SaveAnswer(Attempts attempts, Questions bank, Sheet sheet, Clock clock) {
        this.attempts = attempts;
        this.bank = bank;
        this.sheet = sheet;
        this.clock = clock;
    }

    /**
     * Saves one answer: one statement, unless there is something wrong with it.
     *
     * @throws NotFound when the person has no such attempt, or it did not draw the question
     * @throws Problem  410 when the attempt is over, 400 when the answer cannot be one to this question
     */
    void save(TeacherId teacher, UUID id, UUID question, JsonNode answer) {
        var now = clock.instant();
        var asked = bank.find(question);
        var isOne = asked.isPresent() && accepts(asked.get(), answer);
        if (isOne && attempts.save(teacher, id, question, answer, now)) {
            return;
        }
        var attempt = attempts.find(teacher, id).orElseThrow(() -> new NotFound(id));
        if (!attempt.questions().contains(question)) {
            throw new NotFound(question);
        }
        throw isOne || !attempt.isOpen() || attempt.isOverdue(now) ? new Problem(410, "quiz.attempt-over") : new Problem(400, "quiz.answer-malformed");
    }

    /** Saves a whole form that is being handed in: what comes too late or makes no sense is left out, the rest counts. */
    void saveAll(TeacherId teacher, UUID id, Map<UUID, JsonNode> given) {
        for (var tries = 0; tries < TRIES; tries++) {
            var attempt = attempts.find(teacher, id).orElseThrow(() -> new NotFound(id));
            if (!attempt.isOpen() || attempt.isOverdue(clock.instant()) || attempts.save(attempt, merged(attempt, given), clock.instant())) {
                return;
            }
        }
    }

    private JsonNode merged(Attempt attempt, Map<UUID, JsonNode> given) {
        var answers = (ArrayNode) Json.read(attempt.answers(), JsonNode.class);
        var questions = sheet.of(attempt);
        for (var i = 0; i < questions.size(); i++) {
            var answer = given.get(questions.get(i).id());
            if (answer != null && accepts(questions.get(i), answer)) {
                answers.set(i, answer);
            }
        }
        return answers;
    }

    private static boolean accepts(Question question, JsonNode answer) {
        return Marking.accepts(question.kind(), question.options(), question.targets(), answer);
    }
}
