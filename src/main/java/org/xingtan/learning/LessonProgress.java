package org.xingtan.learning;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a person is in one lesson of a program.
 *
 * @param covered   seconds of the lesson that have been played
 * @param attempts  attempts of its quiz so far
 * @param lastScore score of the newest closed attempt
 * @param verified  seconds counted at completion
 * @param voided    it was complete, and its hours have been reversed: it does not count until they are put right
 */
public record LessonProgress(UUID lesson, int covered, boolean complete, boolean passed, int attempts, @Nullable Integer lastScore,
                             int verified, boolean voided) {

    static LessonProgress none(UUID lesson) {
        return new LessonProgress(lesson, 0, false, false, 0, null, 0, false);
    }
}
