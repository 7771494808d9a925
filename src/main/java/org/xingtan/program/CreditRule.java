package org.xingtan.program;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.xingtan.platform.CreditHours;

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
}
