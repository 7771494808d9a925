package org.xingtan.program;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xingtan.platform.CreditHours;
import org.xingtan.program.ProgramDetail.PlacedLesson;

/**
 * How a completed lesson becomes credit hours.
 *
 * @param category category of the annual requirement, data of a policy ({@code COMMON}, {@code PROFESSIONAL}, …)
 */
public record CreditRule(String category, Measure measure, List<Cap> caps) {

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Fixed.class, name = "fixed"),
        @JsonSubTypes.Type(value = VerifiedMinutes.class, name = "verified-minutes")
    })
    public sealed interface Measure {}

    /** The same hours for each lesson. */
    public record Fixed(CreditHours perLesson) implements Measure {}

    /**
     * By the time the server measured. Converted on the program's running total, rounded down to hundredths; each entry
     * posts the difference, so nothing is lost to rounding.
     *
     * @param minutesPerHour 45 unless the authority says otherwise
     */
    public record VerifiedMinutes(int minutesPerHour) implements Measure {

        /** Hours that so many verified seconds of a program make. */
        public CreditHours hours(long seconds) {
            return CreditHours.ofHundredths(seconds * 100 / (minutesPerHour * 60L));
        }
    }

    /**
     * No more than {@code max} credited hours in a scope.
     *
     * @param scope PARENT caps parent and children together, for children whose switch says they count inside
     */
    public record Cap(Scope scope, CreditHours max) {

        public enum Scope { LESSON, COURSE, PHASE, PROGRAM, PARENT, CATEGORY, DAY, YEAR }
    }

    /** What all lessons of a program bring that has this rule, less what each cap takes away: nobody is credited more by it. */
    CreditHours most(ProgramDetail program) {
        var all = grouped(program.lessons(), PlacedLesson::phaseId, Cap.Scope.PHASE,
            phase -> grouped(phase, it -> it.course().id(), Cap.Scope.COURSE, course -> sum(course.stream().map(this::lesson))));
        var days = Math.max(1, program.learnWindows().stream().mapToLong(it -> Duration.between(it.opens(), it.closes()).toDays() + 1).sum());
        var years = 1 + days / 365 + (days > 1 ? 1 : 0);
        for (var scope : List.of(Cap.Scope.PROGRAM, Cap.Scope.PARENT, Cap.Scope.CATEGORY, Cap.Scope.YEAR, Cap.Scope.DAY)) {
            all = capped(scope, all, switch (scope) {
                case CATEGORY, YEAR -> years;
                case DAY -> days;
                default -> 1;
            });
        }
        return all;
    }

    private CreditHours grouped(List<PlacedLesson> lessons, Function<PlacedLesson, ?> by, Cap.Scope scope, Function<List<PlacedLesson>, CreditHours> hours) {
        return sum(lessons.stream().collect(Collectors.groupingBy(by)).values().stream().map(it -> capped(scope, hours.apply(it), 1)));
    }

    private CreditHours lesson(PlacedLesson lesson) {
        return capped(Cap.Scope.LESSON, switch (measure) {
            case Fixed(var hours) -> hours;
            case VerifiedMinutes minutes -> minutes.hours(lesson.lesson().duration());
        }, 1);
    }

    private CreditHours capped(Cap.Scope scope, CreditHours hours, long times) {
        return caps.stream().filter(it -> it.scope() == scope).map(it -> CreditHours.ofHundredths(it.max().hundredths() * times)).reduce(hours, CreditHours::min);
    }

    private static CreditHours sum(Stream<CreditHours> hours) {
        return hours.reduce(CreditHours.ZERO, CreditHours::plus);
    }
}
