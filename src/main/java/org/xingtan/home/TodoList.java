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
import org.xingtan.home.Desks.Desk;
import org.xingtan.home.TodoItem.Kind;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.Eligibility;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.selection.ChoosingTerms;

/** What a person has to do: at most one thing to learn in each program, and what the modules ask for; the nearest close first. */
@Component
class TodoList {

    /** How long a new certificate is announced. */
    private static final Duration NEWS = Duration.ofDays(14);
    private static final Comparator<TodoItem> ORDER = Comparator
        .comparing(TodoList::rank)
        .thenComparing(TodoItem::due, Comparator.nullsLast(Comparator.naturalOrder()))
        .thenComparing(TodoItem::kind);

    private final Desks desks;
    private final Programs programs;
    private final Eligibility eligibility;
    private final ChoosingTerms terms;
    private final Clock clock;

    TodoList(Desks desks, Programs programs, Eligibility eligibility, ChoosingTerms terms, Clock clock) {
        this.desks = desks;
        this.programs = programs;
        this.eligibility = eligibility;
        this.terms = terms;
        this.clock = clock;
    }

    private static Kind rank(TodoItem item) {
        return item.kind().compareTo(Kind.JOIN) >= 0 ? item.kind() : Kind.QUIZ;
    }

    /** Where it comes in the list: texts in its order. */
    static String place(TodoItem item) {
        var due = item.due();
        return rank(item).ordinal() + (due == null ? "~" : "%020d%09d".formatted(due.getEpochSecond(), due.getNano())) + item.kind().ordinal();
    }

    List<TodoItem> of(TeacherId teacher) {
        return of(desks.of(teacher));
    }

    List<TodoItem> of(Desk desk) {
        var now = clock.instant();
        var items = new ArrayList<TodoItem>();
        desk.takings().forEach(taking -> add(taking, now, items));
        desk.duties().forEach(duty -> items.add(TodoItem.of(duty)));
        terms.of(desk.candidate().organizationPath(), now).forEach(duty -> items.add(TodoItem.of(duty)));
        join(desk, now, items);
        items.sort(ORDER);
        return List.copyOf(items);
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

    private void join(Desk desk, Instant now, List<TodoItem> items) {
        var joined = desk.takings().stream().map(taking -> taking.program().id()).collect(Collectors.toSet());
        for (var program : programs.open(now)) {
            if (!joined.contains(program.id()) && eligibility.takes(program, desk.candidate())) {
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
