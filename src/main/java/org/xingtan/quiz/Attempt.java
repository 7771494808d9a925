package org.xingtan.quiz;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/**
 * One attempt at a lesson's quiz.
 *
 * @param closesAt    on the server's clock; what was saved by then counts
 * @param questions   what was drawn, in the order it is asked
 * @param answers     a JSON array in the order of the questions, {@code null} where nothing was answered
 * @param submittedAt null while it is open
 * @param results     right or wrong, in the order of the questions; null while it is open
 * @param accepted    why it counts as passed by somebody's decision; null when nobody decided so
 */
record Attempt(TeacherId teacher, UUID id, ProgramId program, LessonId lesson, int number, Instant openedAt, Instant closesAt,
               List<UUID> questions, String answers, int passMark, @Nullable Instant submittedAt, @Nullable Integer score,
               @Nullable List<Boolean> results, @Nullable String accepted) {

    boolean isOpen() {
        return submittedAt == null;
    }

    boolean isOverdue(Instant now) {
        return isOpen() && now.isAfter(closesAt);
    }

    boolean passed() {
        return accepted != null || score != null && score >= passMark;
    }

    Attempt numbered(int n) {
        return new Attempt(teacher, id, program, lesson, n, openedAt, closesAt, questions, answers, passMark, submittedAt, score, results, accepted);
    }

    Attempt submitted(Instant at, Marks marks) {
        return new Attempt(teacher, id, program, lesson, number, openedAt, closesAt, questions, answers, passMark, at, marks.score(), marks.results(), null);
    }
}
