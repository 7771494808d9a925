package org.xingtan.quiz;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.catalog.LessonCard;
import org.xingtan.program.ProgramDetail;

/**
 * What a person reads before he begins a quiz.
 *
 * @param open the attempt that is under way
 */
public record QuizIntro(ProgramDetail program, ProgramDetail.PlacedLesson placed, LessonCard.Quiz quiz, List<AttemptPage> attempts,
                        @Nullable AttemptPage open) {

    public boolean passed() {
        return attempts.stream().anyMatch(AttemptPage::passed);
    }

    public boolean attemptLeft() {
        return quiz.maxAttempts() == null || attempts.size() < quiz.maxAttempts();
    }
}
