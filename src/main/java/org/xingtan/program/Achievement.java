package org.xingtan.program;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;

/**
 * What a participant has done in a program: the facts that {@link CompletionRule}s look at.
 *
 * @param lessons       lessons that are complete in this program
 * @param quizzesPassed lessons whose quiz is passed
 * @param hours         credited hours of this program
 */
public record Achievement(ProgramDetail program, Set<UUID> lessons, Set<UUID> quizzesPassed, CreditHours hours) {

    int lessonsIn(@Nullable UUID phase) {
        return (int) program.lessons().stream().filter(lesson -> phase == null || lesson.phaseId().equals(phase)).count();
    }

    int completedIn(@Nullable UUID phase) {
        return (int) program.lessons().stream()
            .filter(lesson -> phase == null || lesson.phaseId().equals(phase))
            .filter(lesson -> lessons.contains(lesson.lesson().id().value())).count();
    }

    String phaseTitle(UUID phase) {
        return program.phases().stream().filter(it -> it.id().equals(phase)).map(ProgramDetail.Phase::title).findFirst().orElse("");
    }

    String lessonTitle(UUID lesson) {
        return program.lessons().stream().filter(it -> it.lesson().id().value().equals(lesson))
            .map(it -> it.lesson().title()).findFirst().orElse("");
    }
}
