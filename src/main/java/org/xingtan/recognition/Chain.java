package org.xingtan.recognition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
 * Who reviews: the person's own unit, of a teaching point the school it belongs to, after it the authority above it. A unit that a city keeps
 * has no county to pass; who would review at his own unit goes straight to the next one. What waits where nobody can decide on it any more, because
 * a unit was moved or is another kind of unit now, goes where it would go if it was filed now.
 */
@Component
class Chain implements Organizations.Follower, Organizations.Heir {

    static final Task TASK = Task.REVIEW_RECOGNITIONS;

    private static final String COUNTY = "COUNTY";
    private static final String OWN = "SCHOOL";

    private final Organizations organizations;
    private final Access access;
    private final WorkingCalendar calendar;
    private final Claims claims;

    Chain(Organizations organizations, Access access, WorkingCalendar calendar, Claims claims) {
        this.claims = claims;
        this.organizations = organizations;
        this.access = access;
        this.calendar = calendar;
    }

    /** Where a claim of the actor's own goes. */
    List<Claim.Step> of(Actor claimant, OrganizationCard unit, Kind kind, Kind.Policy policy, LocalDate today) {
        var own = organizations.acting(unit);
        var reviewsHimself = access.scope(claimant, TASK).paths().contains(own.path());
        return steps(own, above(unit), kind.needsCounty(), reviewsHimself, due(today, policy.firstDays()));
    }

    /** The rules alone. @param above the nearest authority; null where there is none */
    static List<Claim.Step> steps(OrganizationCard unit, @Nullable OrganizationCard above, boolean needsNext, boolean reviewsHimself, LocalDate due) {
        var skipsOwn = reviewsHimself && above != null;
        var steps = new ArrayList<Claim.Step>();
        steps.add(step(1, level(unit), unit.id(), skipsOwn, skipsOwn ? null : due));
        if (above != null) {
            var next = needsNext || skipsOwn;
            if (!Organizations.AUTHORITIES.contains(unit.kind()) && !above.kind().equals(COUNTY)) {
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

    @Override
    public Runnable beforeChange(UUID[] units) {
        return () -> follow(units);
    }

    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        claims.inherit(unit, into);
        follow(new UUID[] {into.value()});
    }

    /** What was filed while a unit was moved, and what is left from before anything followed. */
    void followAll() {
        follow(claims.waitingUnits());
    }

    private void follow(UUID[] units) {
        for (var id : claims.astray(units)) {
            var unit = unit(id);
            claims.send(id, organizations.acting(unit), above(unit));
        }
    }

    /** The authority above a unit; null where there is none. */
    @Nullable OrganizationCard above(OrganizationCard unit) {
        return organizations.authorityAbove(unit).orElse(null);
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
        return Optional.ofNullable(unit).filter(it -> scope(actor).paths().contains(organizations.acting(unit(it)).path())).isPresent();
    }

    private static String level(OrganizationCard unit) {
        return Organizations.AUTHORITIES.contains(unit.kind()) ? unit.kind() : OWN;
    }

    private static Claim.Step step(int position, String level, @Nullable OrganizationId unit, boolean skipped, @Nullable LocalDate due) {
        return new Claim.Step(position, level, unit, skipped ? Claim.Step.State.SKIPPED : Claim.Step.State.WAITING, due, null, null, null, "", null);
    }
}
