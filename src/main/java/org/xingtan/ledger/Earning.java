package org.xingtan.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;

/**
 * Hours that somebody has earned, to be posted.
 *
 * @param organization the unit the person counts in for this program: its figure of hours grows
 * @param path         ltree path of that unit: gives the jurisdiction
 * @param place        where in the program, for caps by lesson, course and phase
 * @param capFamily    the programs whose credited hours share the PARENT cap with this one (parent and inside children), itself included
 * @param source       kind of activity, e.g. {@code lesson}; with {@code reference} it makes posting idempotent
 * @param evidence     what the hours rest on, e.g. verified seconds and the attempt
 * @param earnedOn     the day in Asia/Shanghai, of several the last; its year is the year of the standing
 * @param days         how many days the hours are of: none for what is no work of a day, as a paper is
 * @param by           who decided on it and why; null when the rules did
 */
public record Earning(TeacherId teacher, OrganizationId organization, String path, @Nullable ProgramId program, Place place,
                      CreditRule rule, int ruleVersion, List<UUID> capFamily, CreditHours earned, String source, String reference,
                      String title, Map<String, Object> evidence, LocalDate earnedOn, int days, @Nullable By by) {

    /** Earned by the rules alone. */
    public Earning(TeacherId teacher, OrganizationId organization, String path, @Nullable ProgramId program, Place place,
                   CreditRule rule, int ruleVersion, List<UUID> capFamily, CreditHours earned, String source, String reference,
                   String title, Map<String, Object> evidence, LocalDate earnedOn) {
        this(teacher, organization, path, program, place, rule, ruleVersion, capFamily, earned, source, reference, title, evidence, earnedOn, 1, null);
    }

    /** For a statement; null outside of any. */
    @Nullable UUID programId() {
        return program == null ? null : program.value();
    }

    /** Somebody's decision. */
    public record By(TeacherId person, String reason) {}

    public record Place(@Nullable UUID phase, @Nullable UUID course, @Nullable UUID lesson) {

        /** Somewhere in a program, or outside of any. */
        public static final Place NOWHERE = new Place(null, null, null);
    }
}
