package org.xingtan.home;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.ProgramDetail.PlacedLesson;

/**
 * One person's part in one program, with what is done in it.
 *
 * @param done        lessons that are complete
 * @param passed      lessons whose quiz is passed
 * @param covered     seconds that count of lessons that are begun and not complete: up to a question that is open
 * @param latest      the lesson that was opened last
 * @param credited    hours that count
 * @param certificate the valid certificate; null without one
 */
public record Taking(ProgramDetail program, String track, @Nullable Instant completedAt, Set<UUID> done, Set<UUID> passed,
                     Map<UUID, Integer> covered, @Nullable UUID latest, CreditHours credited, @Nullable Held certificate) {

    /** A valid certificate. */
    public record Held(UUID id, String number, Instant issuedAt) {}

    /** Where to go on: the lesson opened last unless it is complete, else the first that is not; only lessons open now. */
    Optional<PlacedLesson> next(Instant now) {
        var open = todo(now);
        return open.stream().filter(it -> id(it).equals(latest) && !isCovered(it)).findFirst()
            .or(() -> open.stream().filter(it -> !isCovered(it)).findFirst());
    }

    /** Lessons whose time is done and whose quiz is not. */
    List<PlacedLesson> quizzes(Instant now) {
        return todo(now).stream().filter(it -> it.lesson().quiz() != null && isCovered(it) && !passed.contains(id(it))).toList();
    }

    /** Whole minutes that are still to be learned of a lesson, at least one. */
    int minutesLeft(PlacedLesson lesson) {
        var left = lesson.lesson().requiredSeconds() - covered.getOrDefault(id(lesson), 0);
        return Math.max(1, Math.ceilDiv(left, 60));
    }

    /** When a lesson closes; null when it cannot be learned now. */
    @Nullable Instant due(PlacedLesson lesson, Instant now) {
        return due(lesson.windows(), now);
    }

    static @Nullable Instant due(List<Window> windows, Instant now) {
        Instant due = null;
        for (var window : windows) {
            if (window.contains(now) && (due == null || window.closes().isAfter(due))) {
                due = window.closes();
            }
        }
        return due;
    }

    /** The window that is open now, else the last one. */
    public @Nullable Window window(Instant now) {
        var windows = program.learnWindows();
        return windows.stream().filter(window -> window.contains(now)).max(Comparator.comparing(Window::closes))
            .or(() -> windows.stream().max(Comparator.comparing(Window::closes))).orElse(null);
    }

    public int lessonsDone() {
        return (int) program.lessons().stream().filter(it -> done.contains(id(it))).count();
    }

    private List<PlacedLesson> todo(Instant now) {
        return program.lessons().stream().filter(it -> !done.contains(id(it)) && due(it, now) != null).toList();
    }

    private boolean isCovered(PlacedLesson lesson) {
        return covered.getOrDefault(id(lesson), 0) >= lesson.lesson().requiredSeconds();
    }

    private static UUID id(PlacedLesson lesson) {
        LessonId id = lesson.lesson().id();
        return id.value();
    }
}
