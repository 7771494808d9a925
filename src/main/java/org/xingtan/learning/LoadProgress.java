package org.xingtan.learning;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.catalog.Marking;
import org.xingtan.catalog.Question;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.CopyIn;
import org.xingtan.platform.persistence.Json;
import tools.jackson.databind.JsonNode;

/** Fills what people have learned by the million; whoever loads keeps the laws, the checks of the database see to it. */
@Component
public class LoadProgress {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final CopyIn copy;

    LoadProgress(CopyIn copy) {
        this.copy = copy;
    }

    /**
     * A session that has played a lesson from its beginning.
     *
     * @param endedAt null for the last session of a person: it lives until another one is opened
     * @param seconds how many seconds were played; no more than its life at the allowed rate gives
     * @param beats   how many beats were acknowledged, numbered from 1
     */
    public record Played(TeacherId teacher, ProgramId program, LessonId lesson, String device, Instant openedAt, Instant lastBeatAt,
                         @Nullable Instant endedAt, double maxRate, int seconds, int beats) {

        Object[] row() {
            return new Object[] {teacher, Uuids.next(), program, lesson, device, openedAt, endedAt, endedAt == null ? null : device, lastBeatAt,
                maxRate, endedAt == null ? 2 : 0, seconds == 0 ? "{}" : "{[0," + seconds + ")}", "{[1," + (beats + 1) + ")}"};
        }
    }

    /** A lesson that is complete: enough of it played, and its quiz passed. */
    public record Finished(TeacherId teacher, ProgramId program, LessonId lesson, Instant at, int verifiedSeconds) {}

    /**
     * What was drawn for an attempt and answered, marked. Many people may have handed in the same.
     *
     * @param questions as they are kept with the attempt
     * @param answers   by question
     */
    public record Paper(String questions, Map<UUID, String> answers, int passMark, int score, String results) {

        public static Paper of(List<Question> questions, Map<UUID, JsonNode> answers, int passMark) {
            var results = new LinkedHashMap<String, Boolean>();
            var saved = new LinkedHashMap<UUID, String>();
            for (var question : questions) {
                var answer = answers.get(question.id());
                results.put(question.id().toString(), answer != null && Marking.isCorrect(question, answer));
                if (answer != null) {
                    saved.put(question.id(), Json.write(answer));
                }
            }
            var right = results.values().stream().filter(it -> it).count();
            return new Paper(Json.write(questions), saved, passMark, (int) (100 * right / questions.size()), Json.write(results));
        }

        public boolean isPassed() {
            return score >= passMark;
        }
    }

    /** A submitted attempt. */
    public record Answered(TeacherId teacher, UUID id, ProgramId program, LessonId lesson, int number, Instant openedAt,
                           Instant submittedAt, Paper paper) {}

    public long sessions(Stream<Played> sessions) {
        return copy.copy("learning.session (teacher_id, id, program_id, lesson_id, device, opened_at, ended_at, ended_by, last_beat_at, "
            + "max_rate, allowance, covered, beats)", rows -> sessions.forEach(it -> rows.add(it.row())));
    }

    public long completions(Stream<Finished> completions) {
        return copy.copy("learning.lesson_completion (teacher_id, program_id, lesson_id, completed_at, verified_seconds)", rows ->
            completions.forEach(it -> rows.add(it.teacher(), it.program(), it.lesson(), it.at(), it.verifiedSeconds())));
    }

    public long attempts(List<Answered> attempts) {
        var count = copy.copy("learning.attempt (teacher_id, id, program_id, lesson_id, number, opened_at, closes_at, questions, pass_mark, "
            + "submitted_at, score, results)", rows -> attempts.forEach(it -> rows.add(it.teacher(), it.id(), it.program(), it.lesson(),
                it.number(), it.openedAt(), it.openedAt().plus(A_DAY), it.paper().questions(), it.paper().passMark(), it.submittedAt(),
                it.paper().score(), it.paper().results())));
        copy.copy("learning.answer (teacher_id, attempt_id, question_id, answer, answered_at)", rows -> attempts.forEach(it ->
            it.paper().answers().forEach((question, answer) -> rows.add(it.teacher(), it.id(), question, answer, it.submittedAt().minusSeconds(1)))));
        return count;
    }
}
