package org.xingtan.learning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xingtan.ledger.HoursOfDays;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.LessonId;
import org.xingtan.program.CreditRule;
import org.xingtan.program.CreditRule.Cap;
import org.xingtan.program.ProgramDetail;

/** What one person has been credited so far in every scope that a cap can have: the ledger's sums, kept another way. */
final class CapRooms {

    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private final Function<UUID, ProgramDetail> programs;
    private final Function<UUID, List<UUID>> families;
    private final Map<Object, BigDecimal> used = new HashMap<>();
    private final HoursOfDays days = new HoursOfDays();

    CapRooms(Function<UUID, ProgramDetail> programs, Function<UUID, List<UUID>> families) {
        this.programs = programs;
        this.families = families;
    }

    /**
     * @param day    in Asia/Shanghai
     * @param dayMax what the year asked of it when the hours were posted; null for nothing
     * @param rule   of the program when the hours were earned
     */
    record Place(UUID program, @Nullable UUID lesson, LocalDate day, @Nullable CreditHours dayMax, CreditRule rule) {}

    /** Takes what the caps of the place's program and its day leave of the earning. */
    BigDecimal take(Place place, CreditHours earned) {
        var credited = place.dayMax == null ? earned : earned.min(days.left(one(place), place.dayMax));
        for (var cap : place.rule.caps()) {
            credited = cap.scope() == Cap.Scope.DAY ? credited.min(days.left(one(place), cap.max())) : credited.min(left(cap, place, credited));
        }
        add(place, credited.value());
        return credited.value();
    }

    private CreditHours left(Cap cap, Place place, CreditHours all) {
        var keys = keys(cap.scope(), place);
        return keys.isEmpty() ? all : cap.max().minus(new CreditHours(keys.stream().map(key -> used.getOrDefault(key, NOTHING)).reduce(NOTHING, BigDecimal::add)));
    }

    private static HoursOfDays.Days one(Place place) {
        return HoursOfDays.Days.until(place.day, 1);
    }

    void giveBack(Place place, BigDecimal credited) {
        add(place, credited.negate());
    }

    /** What came from outside of any program. @param count of the days that it is of; {@code day} is the last one */
    void fill(String category, LocalDate day, int count, BigDecimal credited) {
        List.of(category(category, day), year(day)).forEach(key -> used.merge(key, credited, BigDecimal::add));
        if (count > 0) {
            days.add(HoursOfDays.Days.until(day, count), credited);
        }
    }

    private static Object category(String category, LocalDate day) {
        return List.of(Cap.Scope.CATEGORY, category, day.getYear());
    }

    private static Object year(LocalDate day) {
        return List.of(Cap.Scope.YEAR, day.getYear());
    }

    private void add(Place place, BigDecimal credited) {
        days.add(one(place), credited);
        for (var scope : Cap.Scope.values()) {
            if (scope != Cap.Scope.PARENT) {
                keys(scope, place).forEach(key -> used.merge(key, credited, BigDecimal::add));
            }
        }
    }

    /** None where the place does not lie in such a scope, and for days, which are kept by themselves. */
    private List<Object> keys(Cap.Scope scope, Place place) {
        return switch (scope) {
            case LESSON, COURSE, PHASE -> place.lesson == null ? List.of() : List.of(inside(scope, place.program, place.lesson));
            case PROGRAM -> List.of(program(place.program));
            case PARENT -> new ArrayList<>(families.apply(place.program).stream().map(CapRooms::program).toList());
            case CATEGORY -> List.of(category(place.rule.category(), place.day));
            case DAY -> List.of();
            case YEAR -> List.of(year(place.day));
        };
    }

    private Object inside(Cap.Scope scope, UUID program, UUID lesson) {
        var placed = programs.apply(program).lesson(new LessonId(lesson)).orElseThrow();
        return switch (scope) {
            case COURSE -> List.of(scope, program, placed.course().id());
            case PHASE -> List.of(scope, program, placed.phaseId());
            default -> List.of(scope, program, lesson);
        };
    }

    private static Object program(UUID program) {
        return List.of(Cap.Scope.PROGRAM, program);
    }
}
