package org.xingtan.recognition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.calendar.WorkingCalendar;

/**
 * Who reviews: the person's own unit, after it the authority above it. A unit right under a city has no county to pass; who would
 * review at his own unit goes straight to the next one.
 */
@Component
class Chain {

    static final Task TASK = Task.REVIEW_RECOGNITIONS;

    private static final Set<String> AUTHORITIES = Set.of("COUNTY", "CITY", "PROVINCE", "NATION");
    private static final String COUNTY = "COUNTY";
    private static final String OWN = "SCHOOL";

    private final Organizations organizations;
    private final Access access;
    private final WorkingCalendar calendar;

    Chain(Organizations organizations, Access access, WorkingCalendar calendar) {
        this.organizations = organizations;
        this.access = access;
        this.calendar = calendar;
    }

    /** Where a claim of the actor's own goes. */
    List<Claim.Step> of(Actor claimant, OrganizationCard unit, Kind kind, Kind.Policy policy, LocalDate today) {
        var above = above(unit.path());
        var reviewsHimself = access.scope(claimant, TASK).paths().contains(unit.path());
        return steps(unit, above, kind.needsCounty(), reviewsHimself, due(today, policy.firstDays()));
    }

    /** The rules alone. @param above the nearest authority; null where there is none */
    static List<Claim.Step> steps(OrganizationCard unit, @Nullable OrganizationCard above, boolean needsNext, boolean reviewsHimself, LocalDate due) {
        var skipsOwn = reviewsHimself && above != null;
        var steps = new ArrayList<Claim.Step>();
        steps.add(step(1, level(unit), unit.id(), skipsOwn, skipsOwn ? null : due));
        if (above != null) {
            var next = needsNext || skipsOwn;
            if (!AUTHORITIES.contains(unit.kind()) && !above.kind().equals(COUNTY)) {
                steps.add(step(2, COUNTY, null, true, null));
            }
            steps.add(step(steps.size() + 1, level(above), above.id(), !next, skipsOwn ? due : null));
        }
        return steps;
    }

    /** What a provider says is confirmed by one authority. */
    List<Claim.Step> confirmation(OrganizationCard authority, Kind.Policy policy, LocalDate today) {
        return List.of(step(1, level(authority), authority.id(), false, due(today, policy.nextDays())));
    }

    /** The nearest authority above a unit. */
    @Nullable OrganizationCard above(String path) {
        var lineage = organizations.lineage(path);
        return lineage.subList(0, Math.max(0, lineage.size() - 1)).reversed().stream().filter(it -> AUTHORITIES.contains(it.kind())).findFirst().orElse(null);
    }

    LocalDate due(LocalDate today, int days) {
        return calendar.days().after(today, days);
    }

    OrganizationCard unit(OrganizationId id) {
        return organizations.find(id).orElseThrow(() -> new NotFound(id));
    }

    Scope scope(Actor actor) {
        return access.scope(actor, TASK);
    }

    /** @throws NotFound when the unit is none of the actor's */
    void require(Actor actor, OrganizationId unit) {
        access.require(actor, TASK, unit);
    }

    boolean isBelow(OrganizationId unit, OrganizationCard authority) {
        return organizations.find(unit).filter(it -> new Scope(List.of(authority.path())).contains(it.path())).isPresent();
    }

    /** Whether it is the actor's own place to act for that unit, and not one above it. */
    boolean actsFor(Actor actor, @Nullable OrganizationId unit) {
        return Optional.ofNullable(unit).filter(it -> scope(actor).paths().contains(unit(it).path())).isPresent();
    }

    private static String level(OrganizationCard unit) {
        return AUTHORITIES.contains(unit.kind()) ? unit.kind() : OWN;
    }

    private static Claim.Step step(int position, String level, @Nullable OrganizationId unit, boolean skipped, @Nullable LocalDate due) {
        return new Claim.Step(position, level, unit, skipped ? Claim.Step.State.SKIPPED : Claim.Step.State.WAITING, due, null, null, null, "", null);
    }
}
