package org.xingtan.authoring;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.xingtan.platform.CreditHours;
import org.xingtan.program.Achievement;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.CreditRule;
import org.xingtan.program.CreditRule.Cap;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.ProgramDetail.PlacedLesson;

/** Whether anybody could meet a rule: it is held against somebody who has done everything and been credited the most there is. */
record Attainable(ProgramDetail program) {

    /** A rule that asks for nothing on purpose is not in question. */
    boolean is(CompletionRule rule) {
        return rule instanceof CompletionRule.Never || rule.verdict(best()).met();
    }

    private Achievement best() {
        var lessons = program.lessons().stream().map(it -> it.lesson().id().value()).collect(Collectors.toSet());
        var quizzes = program.lessons().stream().filter(it -> it.lesson().quiz() != null).map(it -> it.lesson().id().value()).collect(Collectors.toSet());
        return new Achievement(program, lessons, quizzes, mostHours());
    }

    /** What all lessons bring, less what each cap takes away. */
    CreditHours mostHours() {
        var all = grouped(PlacedLesson::phaseId, Cap.Scope.PHASE, phase ->
            sum(phase.stream().collect(Collectors.groupingBy(it -> it.course().id())).values().stream()
                .map(course -> capped(Cap.Scope.COURSE, sum(course.stream().map(this::lesson).toList()))).toList()));
        for (var scope : List.of(Cap.Scope.PROGRAM, Cap.Scope.PARENT, Cap.Scope.CATEGORY, Cap.Scope.YEAR)) {
            all = scope == Cap.Scope.CATEGORY || scope == Cap.Scope.YEAR ? capped(scope, all, years()) : capped(scope, all);
        }
        return capped(Cap.Scope.DAY, all, days());
    }

    private CreditHours grouped(Function<PlacedLesson, ?> by, Cap.Scope scope, Function<List<PlacedLesson>, CreditHours> hours) {
        return sum(program.lessons().stream().collect(Collectors.groupingBy(by)).values().stream().map(it -> capped(scope, hours.apply(it))).toList());
    }

    private CreditHours lesson(PlacedLesson lesson) {
        return capped(Cap.Scope.LESSON, switch (program.rules().credit().measure()) {
            case CreditRule.Fixed(var hours) -> hours;
            case CreditRule.VerifiedMinutes minutes -> minutes.hours(lesson.lesson().duration());
        });
    }

    private CreditHours capped(Cap.Scope scope, CreditHours hours) {
        return capped(scope, hours, 1);
    }

    private CreditHours capped(Cap.Scope scope, CreditHours hours, long times) {
        return program.rules().credit().caps().stream().filter(it -> it.scope() == scope)
            .map(it -> CreditHours.ofHundredths(it.max().hundredths() * times)).reduce(hours, CreditHours::min);
    }

    private long days() {
        return Math.max(1, program.learnWindows().stream().mapToLong(it -> Duration.between(it.opens(), it.closes()).toDays() + 1).sum());
    }

    private long years() {
        return 1 + days() / 365 + (days() > 1 ? 1 : 0);
    }

    private static CreditHours sum(List<CreditHours> hours) {
        return hours.stream().reduce(CreditHours.ZERO, CreditHours::plus);
    }
}
