package org.xingtan.validation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Page;
import org.xingtan.standing.Years;

/** Use case: somebody in charge looks at how far the people of his units have come in a year. */
@Component
public class LookAtUnit {

    /** Whoever may see the people of a unit may look at their years. */
    static final Task LOOK = Task.VIEW_TEACHERS;
    /** What is said of them, and asked of them. */
    static final Task TASK = Task.CORRECT_HOURS;

    private static final int AT_ONCE = 50;

    /** People of a unit, so many at a time. */
    public record People(UnitYear of, String which, Page<UnitQueries.Row> page) {}

    private final Access access;
    private final Organizations organizations;
    private final Calls calls;
    private final UnitQueries queries;
    private final Years years;
    private final Clock clock;

    LookAtUnit(Access access, Organizations organizations, Calls calls, UnitQueries queries, Years years, Clock clock) {
        this.access = access;
        this.organizations = organizations;
        this.calls = calls;
        this.queries = queries;
        this.years = years;
        this.clock = clock;
    }

    /** @param organization null for the one for which he acts, else for one at which he looks @throws NotFound when it is none of the actor's */
    OrganizationCard unit(Actor actor, @Nullable String organization) {
        if (organization == null || organization.isEmpty()) {
            var kept = access.scope(actor, TASK);
            return organizations.roots(kept.isEmpty() ? scope(actor) : kept).getFirst();
        }
        var id = OrganizationId.of(organization);
        access.require(actor, LOOK, id);
        return organizations.find(id).orElseThrow(() -> new NotFound(id));
    }

    /**
     * One for which, or for a unit above which, he acts.
     *
     * @throws NotFound  when it is none of the actor's
     * @throws Forbidden when he may look at it alone
     */
    OrganizationCard kept(Actor actor, @Nullable String organization) {
        var unit = unit(actor, organization);
        if (!keeps(actor, unit.path())) {
            throw new Forbidden("validation.look");
        }
        return unit;
    }

    /** Whether he acts for what lies there, or above it; whoever does not looks at it. */
    boolean keeps(Actor actor, String path) {
        return access.scope(actor, TASK).contains(path);
    }

    /** Whether somebody counts today where he looks: the other years of whoever has left are told where he is now. */
    boolean looksAt(Actor actor, PersonCard person) {
        return person.path() != null && access.scope(actor, LOOK).contains(person.path());
    }

    /** Whether it is his own place to act for that unit, and not one above it. */
    boolean actsFor(Actor actor, OrganizationCard unit) {
        return access.scope(actor, TASK).paths().contains(organizations.acting(unit).path());
    }

    /** Whether it confirms the years of those who keep the units right below it. */
    public static boolean isAuthority(OrganizationCard unit) {
        return Organizations.AUTHORITIES.contains(unit.kind());
    }

    /** What a unit says of its people is said by nobody else. */
    static Forbidden notYours() {
        return new Forbidden("validation.level");
    }

    Scope scope(Actor actor) {
        var scope = access.scope(actor, LOOK);
        if (scope.isEmpty()) {
            throw new NotFound("validation");
        }
        return scope;
    }

    /** The newest year that anybody called for here, when none is named. */
    int year(OrganizationCard unit, @Nullable Integer asked) {
        if (asked != null) {
            return years.of(asked);
        }
        return calls.all().stream().filter(it -> it.isPublished() && (it.covers(unit.path()) || new Scope(List.of(unit.path())).contains(it.owner().path())))
            .mapToInt(Call::year).max().orElseGet(years::current);
    }

    /** Whether he acts for the authority that called for the year there, or for one above it. */
    boolean isAuthority(Actor actor, OrganizationCard unit, int year) {
        return calls.of(unit, year).filter(call -> keeps(actor, call.owner().path())).isPresent();
    }

    UnitYear at(Actor actor, @Nullable String organization, @Nullable Integer asked) {
        var scope = scope(actor);
        var unit = unit(actor, organization);
        var year = year(unit, asked);
        var counts = queries.count(unit, year, years.isOver(year));
        var children = organizations.children(scope, unit.id()).stream()
            .map(child -> new UnitYear.Part(child, counts.getOrDefault(child.path(), UnitYear.Count.NOBODY))).filter(part -> part.count().people() > 0).toList();
        var own = counts.getOrDefault(unit.path(), UnitYear.Count.NOBODY);
        var call = calls.of(unit, year).orElse(null);
        var all = counts.values().stream().reduce(UnitYear.Count.NOBODY, UnitYear.Count::plus);
        return new UnitYear(clock.instant(), year, current(), unit, organizations.lineage(unit.path()).stream().filter(it -> scope.contains(it.path())).toList(),
            organizations.roots(scope), call, all, children, children.isEmpty() || own.people() == 0 ? null : own, call != null && keeps(actor, call.owner().path()), actsFor(actor, unit),
            keeps(actor, unit.path()));
    }

    People people(Actor actor, @Nullable String organization, @Nullable Integer year, String which, @Nullable String after) {
        var of = at(actor, organization, year);
        return new People(of, which, queries.people(of.unit(), of.year(), years.isOver(of.year()), which, after, AT_ONCE));
    }

    private int current() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE).getYear();
    }
}
