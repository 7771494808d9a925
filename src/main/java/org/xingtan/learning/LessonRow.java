package org.xingtan.learning;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.LessonId;
import org.xingtan.program.ProgramDetail;

/** A lesson of a program with one person's progress in it: a line of the lesson list. */
public record LessonRow(ProgramDetail.PlacedLesson placed, LessonProgress progress) {

    public LessonId id() {
        return placed.lesson().id();
    }

    /** Null for unlimited, or without a quiz. */
    public @Nullable Integer attemptsLeft() {
        var quiz = placed.lesson().quiz();
        return quiz == null || quiz.maxAttempts() == null ? null : Math.max(0, quiz.maxAttempts() - progress.attempts());
    }

    /** Played far enough; the quiz may be missing still. */
    public boolean played() {
        return progress.covered() >= placed.lesson().requiredSeconds();
    }

    /** What is still to be played before it can be complete. */
    public int secondsLeft() {
        return Math.max(0, placed.lesson().requiredSeconds() - progress.covered());
    }

    /** Played far enough, and its quiz is what is left. */
    public boolean awaitsQuiz() {
        return !progress.complete() && !progress.voided() && played() && placed.lesson().quiz() != null && !progress.passed();
    }

    public int percent() {
        return Math.min(100, progress.covered() * 100 / placed.lesson().duration());
    }
}
