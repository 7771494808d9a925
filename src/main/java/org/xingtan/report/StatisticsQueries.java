package org.xingtan.report;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.tally.Measure;

/** Reads figures: subtotal + deltas not yet folded, in one statement, so that they are exact at its snapshot. */
@Repository
class StatisticsQueries {

    /** Figures of whole subtrees, and of the direct people of the unit in the middle. */
    record Read(Map<UUID, Figures> subtrees, Figures own) {

        Figures of(OrganizationId unit) {
            return subtrees.getOrDefault(unit.value(), Figures.NONE);
        }

        Read ofThoseWhoTakePart() {
            var taking = new HashMap<UUID, Figures>();
            subtrees.forEach((id, figures) -> taking.put(id, figures.ofThoseWhoTakePart()));
            return new Read(taking, own.ofThoseWhoTakePart());
        }
    }

    private static final String FIGURES = """
        with seen as materialized (
            select id, path from directory.organization_card where id = any (:units::uuid[])),
        counted as (
            select s.organization_id, false as own, s.measure, s.n
              from report.subtotal s
             where s.program_id = any (:programs::uuid[]) and s.organization_id = any (:units::uuid[]) %1$s
             union all
            select seen.id, false, d.measure, d.n
              from tally.delta_card d
              join directory.organization_card place on place.id = d.organization_id
              join seen on seen.path @> place.path
             where d.program_id = any (:programs::uuid[]) %1$s
             union all
            select f.organization_id, true, f.measure, f.n
              from tally.figure_card f
             where f.program_id = any (:programs::uuid[]) and f.organization_id = :unit %1$s)
        select organization_id, own, measure, sum(n)::bigint as n
          from counted
         group by organization_id, own, measure
        """;
    /** All measures of a unit lie together; to name each would only be more to compare. */
    private static final String ALL = FIGURES.formatted("");
    private static final String SOME = FIGURES.formatted("and measure = any (:measures::text[])");

    private final JdbcClient db;

    StatisticsQueries(JdbcClient db) {
        this.db = db;
    }

    /**
     * @param unit  whose direct people are counted too
     * @param units whose subtrees are counted, the unit itself among them
     */
    Read figures(Collection<ProgramId> programs, OrganizationId unit, Collection<OrganizationId> units, Collection<Measure> measures) {
        var subtrees = new HashMap<UUID, Map<Measure, Long>>();
        var own = new EnumMap<Measure, Long>(Measure.class);
        db.sql(measures.size() == Measure.values().length ? ALL : SOME)
            .param("units", units.stream().map(OrganizationId::value).toArray(UUID[]::new))
            .param("programs", programs.stream().map(ProgramId::value).toArray(UUID[]::new))
            .param("unit", unit.value())
            .param("measures", measures.stream().map(Measure::name).toArray(String[]::new))
            .query(row -> {
                var into = row.getBoolean("own") ? own
                    : subtrees.computeIfAbsent(row.getObject("organization_id", UUID.class), _ -> new EnumMap<>(Measure.class));
                if (Measure.NAMES.contains(row.getString("measure"))) {
                    into.put(Measure.valueOf(row.getString("measure")), row.getLong("n"));
                }
            });
        var figures = new HashMap<UUID, Figures>();
        subtrees.forEach((id, counted) -> figures.put(id, Figures.of(counted)));
        return new Read(figures, Figures.of(own));
    }

    /** How the unit's subtree stood at the ends of days, from the one before the first day on. */
    Trend.Known days(Collection<ProgramId> programs, OrganizationId unit, LocalDate first) {
        var known = new Trend.Known();
        db.sql("""
                select program_id, measure, day, n
                  from report.day_total
                 where program_id = any (:programs::uuid[]) and organization_id = :unit and day >= :first
                 union all
                (select distinct on (program_id, measure) program_id, measure, day, n
                   from report.day_total
                  where program_id = any (:programs::uuid[]) and organization_id = :unit and day < :first
                  order by program_id, measure, day desc)
                """)
            .param("programs", programs.stream().map(ProgramId::value).toArray(UUID[]::new))
            .param("unit", unit.value())
            .param("first", first)
            .query(row -> {
                if (Measure.NAMES.contains(row.getString("measure"))) {
                    known.add(new ProgramId(row.getObject("program_id", UUID.class)), Measure.valueOf(row.getString("measure")),
                        row.getObject("day", LocalDate.class), row.getLong("n"));
                }
            });
        return known;
    }
}
