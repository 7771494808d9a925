package org.xingtan.report;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.monitoring.ProgramChoice;
import org.xingtan.monitoring.Units;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.Window;
import org.xingtan.tally.Measure;

/** Use case: somebody looks at the figures of a unit in his scope. */
@Component
public class Statistics {

    private final Access access;
    private final Units units;
    private final ProgramChoice programs;
    private final StatisticsQueries queries;
    private final Clock clock;

    Statistics(Access access, Units units, ProgramChoice programs, StatisticsQueries queries, Clock clock) {
        this.access = access;
        this.units = units;
        this.programs = programs;
        this.queries = queries;
        this.clock = clock;
    }

    /**
     * @param program an id as it came in; null for all programs of the year
     * @param year    as it came in; null for the current one
     * @throws org.xingtan.platform.NotFound when the unit is not in the actor's scope, whatever the rest of the question
     */
    public UnitStatistics of(Actor actor, OrganizationId organization, @Nullable String program, @Nullable String year) {
        access.require(actor, Task.VIEW_STATISTICS, organization);
        return of(units.get(organization), program, year);
    }

    /** The same of a unit that the reader may look at. */
    UnitStatistics of(OrganizationCard unit, @Nullable String program, @Nullable String year) {
        var children = units.children(unit);
        var asked = new ArrayList<OrganizationId>();
        asked.add(unit.id());
        children.forEach(child -> asked.add(child.id()));
        var asOf = clock.instant();
        var read = read(program, year, unit.id(), asked, List.of(Measure.values()));
        var parts = children.stream().map(child -> new UnitStatistics.Part(child, read.of(child.id()))).toList();
        return new UnitStatistics(asOf, unit, read.of(unit.id()), parts,
            children.isEmpty() || read.own().isEmpty() ? null : read.own());
    }

    /** How the unit came to what {@link #of} has found: the last thirty days. */
    Trend trend(UnitStatistics found, @Nullable String program) {
        var chosen = programs.chosen(program, null);
        var today = LocalDate.ofInstant(found.asOf(), Window.ZONE);
        var from = today.minusDays(Trend.DAYS - 1L);
        return Trend.of(from, today, queries.days(chosen, found.unit().id(), from), found.figures());
    }

    /** What {@link #of} has found, and the units one level further down. */
    UnitMap map(UnitStatistics found, @Nullable String program) {
        var below = units.grandchildren(found.unit(), UnitMap.TILES + 1);
        var shown = below.size() > UnitMap.TILES ? List.<OrganizationCard>of() : below;
        var read = read(program, null, found.unit().id(), shown.stream().map(OrganizationCard::id).toList(), UnitMap.SHOWN);
        return UnitMap.of(found.children(), shown.stream().map(unit -> new UnitStatistics.Part(unit, read.of(unit.id()))).toList());
    }

    private StatisticsQueries.Read read(@Nullable String program, @Nullable String year, OrganizationId unit, Collection<OrganizationId> units, Collection<Measure> measures) {
        var one = programs.one(program);
        var read = queries.figures(programs.chosen(program, year), unit, units, measures);
        return one == null || one.isForAll() ? read : read.ofThoseWhoTakePart();
    }
}
