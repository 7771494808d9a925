package org.xingtan.learning;

import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.CopyIn;

/** Fills what people have learned by the million; whoever loads keeps the laws, the checks of the database see to it. */
@Component
public class LoadProgress {

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

    public long sessions(Stream<Played> sessions) {
        return copy.copy("learning.session (teacher_id, id, program_id, lesson_id, device, opened_at, ended_at, ended_by, last_beat_at, "
            + "max_rate, allowance, covered, beats)", rows -> sessions.forEach(it -> rows.add(it.row())));
    }

    public long completions(Stream<Finished> completions) {
        return copy.copy("learning.lesson_completion (teacher_id, program_id, lesson_id, completed_at, verified_seconds)", rows ->
            completions.forEach(it -> rows.add(it.teacher(), it.program(), it.lesson(), it.at(), it.verifiedSeconds())));
    }
}
