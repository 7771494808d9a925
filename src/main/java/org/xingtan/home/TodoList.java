package org.xingtan.home;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.xingtan.catalog.LessonCard;
import org.xingtan.home.TodoItem.Kind;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.Candidates;
import org.xingtan.program.Eligibility;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** What a person has to do, over all programs: at most one thing to learn in each, the nearest close first. */
@Component
class TodoList {

    /** How long a new certificate is announced. */
    private static final Duration NEWS = Duration.ofDays(14);
    private static final Comparator<TodoItem> ORDER = Comparator
        .comparing((TodoItem item) -> item.kind().compareTo(Kind.JOIN) >= 0 ? item.kind() : Kind.QUIZ)
        .thenComparing(TodoItem::due, Comparator.nullsLast(Comparator.naturalOrder()))
        .thenComparing(TodoItem::kind);

    private final Takings takings;
    private final Programs programs;
    private final Candidates candidates;
    private final Eligibility eligibility;
    private final Clock clock;

    TodoList(Takings takings, Programs programs, Candidates candidates, Eligibility eligibility, Clock clock) {
        this.takings = takings;
        this.programs = programs;
        this.candidates = candidates;
        this.eligibility = eligibility;
        this.clock = clock;
    }

    /** What somebody takes part in, and what follows from it. */
    record Desk(List<Taking> takings, List<TodoItem> items) {}

    Desk of(TeacherId teacher) {
        var now = clock.instant();
        var mine = takings.of(teacher);
        var items = new ArrayList<TodoItem>();
        mine.forEach(taking -> add(taking, now, items));
        join(teacher, mine, now, items);
        items.sort(ORDER);
        return new Desk(mine, List.copyOf(items));
    }

    private static void add(Taking taking, Instant now, List<TodoItem> items) {
        var program = taking.program();
        if (taking.completedAt() == null) {
            taking.quizzes(now).forEach(it -> items.add(new TodoItem(Kind.QUIZ, it.lesson().title(), program.title(),
                taking.due(it, now), quizMinutes(it.lesson()), lesson(program, it) + "/quiz")));
            taking.next(now).ifPresent(it -> items.add(new TodoItem(Kind.CONTINUE, it.lesson().title(), program.title(),
                taking.due(it, now), taking.minutesLeft(it), lesson(program, it))));
        }
        var certificate = taking.certificate();
        if (certificate != null && certificate.issuedAt().plus(NEWS).isAfter(now)) {
            items.add(new TodoItem(Kind.CERTIFICATE, program.title(), program.title(), null, 0, "/certificates"));
        }
    }

    private void join(TeacherId teacher, List<Taking> mine, Instant now, List<TodoItem> items) {
        var joined = mine.stream().map(taking -> taking.program().id()).collect(Collectors.toSet());
        var others = programs.open(now).stream().filter(program -> !joined.contains(program.id())).toList();
        if (others.isEmpty()) {
            return;
        }
        var candidate = candidates.of(teacher);
        for (var program : others) {
            if (eligibility.joining(program, candidate, now).values().stream().anyMatch(verdict -> verdict.met())) {
                items.add(new TodoItem(Kind.JOIN, program.title(), program.title(), Taking.due(program.learnWindows(), now),
                    minutes(program), "/programs/" + program.id()));
            }
        }
    }

    private static String lesson(ProgramDetail program, ProgramDetail.PlacedLesson lesson) {
        return "/programs/" + program.id() + "/lessons/" + lesson.lesson().id();
    }

    private static int quizMinutes(LessonCard lesson) {
        var quiz = lesson.quiz();
        return quiz == null ? 0 : quiz.questions();
    }

    private static int minutes(ProgramDetail program) {
        return Math.ceilDiv(program.lessons().stream().mapToInt(it -> it.lesson().requiredSeconds()).sum(), 60);
    }
}
