package org.xingtan.learning;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.catalog.Marking;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import tools.jackson.databind.JsonNode;

/** Use cases: an answer is saved; an attempt is closed and marked, once, by the key it was drawn with. */
@Service
class SubmitAttempt {

    private final Attempts attempts;
    private final LessonPlaces places;
    private final CompleteLesson complete;
    private final Clock clock;

    SubmitAttempt(Attempts attempts, LessonPlaces places, CompleteLesson complete, Clock clock) {
        this.attempts = attempts;
        this.places = places;
        this.complete = complete;
        this.clock = clock;
    }

    /**
     * Saves one answer; it may be overwritten until the attempt is over.
     *
     * @throws Problem 400 when the answer cannot be one to this question, 410 when the attempt is over
     */
    @Transactional
    public void save(TeacherId teacher, UUID id, UUID question, JsonNode answer) {
        var attempt = attempts.find(teacher, id).orElseThrow(() -> new NotFound(id));
        var drawn = attempt.question(question);
        if (!attempt.isOpen() || attempt.isOverdue(clock.instant())) {
            throw new Problem(410, "learning.attempt-over");
        }
        if (!Marking.accepts(drawn.kind(), drawn.options(), drawn.targets(), answer)) {
            throw new Problem(400, "learning.answer-malformed");
        }
        if (!attempts.save(attempt, question, answer, clock.instant())) {
            throw new Problem(410, "learning.attempt-over");
        }
    }

    /** The same for a whole form that is being handed in: what comes too late or makes no sense is left out, the rest counts. */
    @Transactional
    public void saveInTime(TeacherId teacher, UUID id, UUID question, JsonNode answer) {
        var attempt = attempts.find(teacher, id).orElseThrow(() -> new NotFound(id));
        var drawn = attempt.question(question);
        if (Marking.accepts(drawn.kind(), drawn.options(), drawn.targets(), answer)) {
            attempts.save(attempt, question, answer, clock.instant());
        }
    }

    /** Closes the attempt and marks what was saved in time. Again: the same result. */
    @Transactional
    public Attempt close(TeacherId teacher, UUID id) {
        var attempt = attempts.lock(teacher, id).orElseThrow(() -> new NotFound(id));
        if (!attempt.isOpen()) {
            return attempt;
        }
        var results = mark(attempt);
        var right = results.values().stream().filter(it -> it).count();
        var score = (int) Math.floor(100.0 * right / attempt.questions().size());
        attempts.close(attempt, clock.instant(), score, results);
        var closed = attempts.find(teacher, id).orElseThrow();
        if (closed.passed()) {
            var place = places.find(attempt.program(), attempt.lesson());
            complete.run(places.participation(teacher, place), place);
        }
        return closed;
    }

    private Map<String, Boolean> mark(Attempt attempt) {
        var answers = attempts.answers(attempt);
        var results = new LinkedHashMap<String, Boolean>();
        for (var question : attempt.questions()) {
            var answer = answers.get(question.id());
            results.put(question.id().toString(), answer != null && Marking.isCorrect(question, answer));
        }
        return results;
    }
}
