package org.xingtan.learning;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.catalog.Question;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/**
 * One attempt at a lesson's quiz.
 *
 * @param closesAt    on the server's clock; what was saved by then counts
 * @param questions   as they were drawn: their order of options, and the key they are marked by
 * @param submittedAt null while it is open
 * @param results     question → right; null while it is open
 */
record Attempt(TeacherId teacher, UUID id, ProgramId program, LessonId lesson, int number, Instant openedAt, Instant closesAt,
               List<Question> questions, int passMark, @Nullable Instant submittedAt, @Nullable Integer score,
               @Nullable Map<String, Boolean> results) {

    boolean isOpen() {
        return submittedAt == null;
    }

    boolean isOverdue(Instant now) {
        return isOpen() && now.isAfter(closesAt);
    }

    boolean passed() {
        return score != null && score >= passMark;
    }

    /** @throws org.xingtan.platform.NotFound when the attempt did not draw it */
    Question question(UUID question) {
        return questions.stream().filter(it -> it.id().equals(question)).findFirst()
            .orElseThrow(() -> new org.xingtan.platform.NotFound(question));
    }
}
