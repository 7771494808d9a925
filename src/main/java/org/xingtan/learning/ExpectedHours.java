package org.xingtan.learning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.LessonId;
import org.xingtan.program.CreditRule;
import org.xingtan.program.ProgramDetail;

/**
 * The hours that completed lessons make under the rules: the same answer as the ledger's, reached another way. Lessons are
 * walked through in the order of their completion, with a running sum for every scope that a cap can have.
 */
final class ExpectedHours {

    private final Function<UUID, ProgramDetail> programs;
    private final Function<UUID, List<UUID>> families;

    ExpectedHours(Function<UUID, ProgramDetail> programs, Function<UUID, List<UUID>> families) {
        this.programs = programs;
        this.families = families;
    }

    /** A completed lesson. {@code day} is the day of its completion in Asia/Shanghai. */
    record Lesson(UUID program, UUID lesson, int seconds, LocalDate day) {}

    record Sum(BigDecimal earned, BigDecimal credited) {

        static final Sum NOTHING = new Sum(new BigDecimal("0.00"), new BigDecimal("0.00"));
    }

    /** @param lessons of one person, in the order of completion */
    Map<UUID, Sum> of(List<Lesson> lessons) {
        var sums = new LinkedHashMap<UUID, Sum>();
        var seconds = new HashMap<UUID, Long>();
        Map<Object, BigDecimal> used = new HashMap<>();
        for (var lesson : lessons) {
            var program = programs.apply(lesson.program);
            var before = sums.getOrDefault(lesson.program, Sum.NOTHING);
            var total = seconds.merge(lesson.program, (long) lesson.seconds, Long::sum);
            var earned = switch (program.rules().credit().measure()) {
                case CreditRule.Fixed fixed -> fixed.perLesson();
                case CreditRule.VerifiedMinutes minutes -> minutes.hours(total).minus(new CreditHours(before.earned));
            };
            var credited = earned;
            for (var cap : program.rules().credit().caps()) {
                credited = credited.min(cap.max().minus(new CreditHours(sum(used, keys(cap, program, lesson)))));
            }
            spend(used, program, lesson, credited);
            sums.put(lesson.program, new Sum(before.earned.add(earned.value()), before.credited.add(credited.value())));
        }
        return sums;
    }

    private static BigDecimal sum(Map<Object, BigDecimal> used, List<?> keys) {
        return keys.stream().map(key -> used.getOrDefault(key, new BigDecimal("0.00"))).reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    private List<?> keys(CreditRule.Cap cap, ProgramDetail program, Lesson lesson) {
        return switch (cap.scope()) {
            case PARENT -> families.apply(lesson.program).stream().map(member -> List.of(CreditRule.Cap.Scope.PROGRAM, member)).toList();
            default -> List.of(key(cap.scope(), program, lesson));
        };
    }

    private static Object key(CreditRule.Cap.Scope scope, ProgramDetail program, Lesson lesson) {
        var placed = program.lesson(new LessonId(lesson.lesson)).orElseThrow();
        return switch (scope) {
            case LESSON -> List.of(scope, lesson.program, lesson.lesson);
            case COURSE -> List.of(scope, lesson.program, placed.course().id());
            case PHASE -> List.of(scope, lesson.program, placed.phaseId());
            case PROGRAM, PARENT -> List.of(CreditRule.Cap.Scope.PROGRAM, lesson.program);
            case CATEGORY -> List.of(scope, program.rules().credit().category(), lesson.day.getYear());
            case DAY -> List.of(scope, lesson.day);
            case YEAR -> List.of(scope, lesson.day.getYear());
        };
    }

    private static void spend(Map<Object, BigDecimal> used, ProgramDetail program, Lesson lesson, CreditHours credited) {
        for (var scope : CreditRule.Cap.Scope.values()) {
            if (scope != CreditRule.Cap.Scope.PARENT) {
                used.merge(key(scope, program, lesson), credited.value(), BigDecimal::add);
            }
        }
    }
}
