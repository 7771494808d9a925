package org.xingtan.learning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.program.CreditRule;
import org.xingtan.program.ProgramDetail;

/**
 * The hours that completed lessons make under the rules: the same answer as the ledger's, reached another way. Lessons are
 * walked through in the order in which they were counted, with a running sum for every scope that a cap can have.
 */
final class ExpectedHours {

    private final Function<UUID, ProgramDetail> programs;
    private final Function<UUID, List<UUID>> families;
    private final BiFunction<UUID, OffsetDateTime, CreditRule> rules;

    /** @param rules of a program that were out at an instant: a later version does not rewrite what was earned before */
    ExpectedHours(Function<UUID, ProgramDetail> programs, Function<UUID, List<UUID>> families, BiFunction<UUID, OffsetDateTime, CreditRule> rules) {
        this.programs = programs;
        this.families = families;
        this.rules = rules;
    }

    /**
     * Seconds of a lesson that were counted at once.
     *
     * @param day in Asia/Shanghai on which they were learned
     * @param at  when they were counted, by the rules of then
     */
    record Lesson(UUID program, UUID lesson, Part part, int seconds, LocalDate day, OffsetDateTime at) {

        /** The lesson as it became complete; more of it; as it became complete when minutes were converted on all that had been earned. */
        enum Part { FIRST, MORE, ON_ALL_EARNED }
    }

    /** An entry of the ledger. */
    sealed interface Step {}

    /**
     * One of a program, without what it credits; {@code reverses} names an earlier one, and the year asked so much of the day.
     *
     * @param kept the category of what a correction stands for; null for the one that the rules say
     */
    record Posted(UUID id, UUID program, @Nullable UUID lesson, @Nullable String kept, LocalDate day, @Nullable CreditHours dayMax, OffsetDateTime at, BigDecimal earned,
                  @Nullable UUID reverses) implements Step {}

    /** One from outside of any, which fills what caps count over programs. */
    record Outside(String category, LocalDate day, int days, BigDecimal credited) implements Step {}

    record Sum(BigDecimal earned, BigDecimal credited) {

        static final Sum NOTHING = new Sum(new BigDecimal("0.00"), new BigDecimal("0.00"));
    }

    /** @param lessons of one person, in the order in which they were counted */
    Map<UUID, Sum> of(List<Lesson> lessons) {
        var rooms = new CapRooms(programs, families);
        var sums = new LinkedHashMap<UUID, Sum>();
        var seconds = new HashMap<UUID, Long>();
        for (var lesson : lessons) {
            var before = sums.getOrDefault(lesson.program, Sum.NOTHING);
            var total = seconds.merge(lesson.program, (long) lesson.seconds, Long::sum);
            var rule = rules.apply(lesson.program, lesson.at);
            var earned = switch (rule.measure()) {
                case CreditRule.Fixed fixed -> lesson.part == Lesson.Part.MORE ? CreditHours.ZERO : fixed.perLesson();
                case CreditRule.VerifiedMinutes minutes -> minutes.hours(total).minus(
                    lesson.part == Lesson.Part.ON_ALL_EARNED ? new CreditHours(before.earned) : minutes.hours(total - lesson.seconds));
            };
            var credited = rooms.take(new CapRooms.Place(lesson.program, lesson.lesson, lesson.day, null, rule), earned);
            sums.put(lesson.program, new Sum(before.earned.add(earned.value()), before.credited.add(credited)));
        }
        return sums;
    }

    /**
     * What is credited in each program where something has been reversed. The order of posting matters then: what a
     * reversal gives back is there for what is posted later, and for nothing before it.
     *
     * @param steps of one person, in the order of posting
     */
    Map<UUID, BigDecimal> credited(List<Step> steps) {
        var rooms = new CapRooms(programs, families);
        var taken = new HashMap<UUID, BigDecimal>();
        var sums = new LinkedHashMap<UUID, BigDecimal>();
        var places = new HashMap<UUID, CapRooms.Place>();
        for (var one : steps) {
            if (one instanceof Outside outside) {
                rooms.fill(outside.category, outside.day, outside.days, outside.credited);
                continue;
            }
            var step = (Posted) one;
            var place = places.getOrDefault(step.reverses == null ? step.id : step.reverses,
                new CapRooms.Place(step.program, step.lesson, step.day, step.dayMax, rule(step)));
            places.put(step.id, place);
            var change = BigDecimal.ZERO;
            if (step.reverses == null) {
                change = rooms.take(place, new CreditHours(step.earned));
                taken.put(step.id, change);
            } else {
                change = taken.getOrDefault(step.reverses, BigDecimal.ZERO).negate();
                rooms.giveBack(place, change.negate());
            }
            sums.merge(step.program, change, BigDecimal::add);
        }
        return sums;
    }

    private CreditRule rule(Posted step) {
        var rule = rules.apply(step.program, step.at);
        return step.kept == null ? rule : new CreditRule(step.kept, rule.measure(), rule.caps());
    }
}
