package org.xingtan.catalog;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CourseId;
import org.xingtan.platform.LessonId;

/**
 * A lesson as other modules know it.
 *
 * @param duration seconds; the minimum time of texts and documents
 * @param required share of the duration that must be covered, e.g. 0.95
 */
public record LessonCard(LessonId id, CourseId courseId, int position, String title, Kind kind, int duration, double required,
                         @Nullable Quiz quiz) {

    public enum Kind { VIDEO, TEXT, DOCUMENT }

    /**
     * @param questions   how many are drawn for an attempt
     * @param passMark    of 100
     * @param timeLimit   seconds on the server's clock; null for none but the day
     * @param maxAttempts null for unlimited
     */
    public record Quiz(int questions, int passMark, @Nullable Integer timeLimit, @Nullable Integer maxAttempts) {}

    /** Seconds that must be covered. */
    public int requiredSeconds() {
        return (int) Math.ceil(duration * required - 1e-9);
    }
}
