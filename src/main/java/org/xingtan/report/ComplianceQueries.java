package org.xingtan.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.monitoring.Cursor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** Reads how many meet which line: subtotal + deltas not yet folded, in one statement; and who does not. */
@Repository
public class ComplianceQueries {

    /** Figures of whole subtrees, and of the direct people of the unit in the middle. */
    record Read(Map<UUID, Compliance.Met> subtrees, Compliance.Met own) {

        Compliance.Met of(OrganizationId unit) {
            return subtrees.getOrDefault(unit.value(), Compliance.Met.NOBODY);
        }
    }

    /** Somebody who does not meet a line. */
    public record Lacking(TeacherId teacher, String name, @Nullable String document, Localized unit, String path) {}

    private static final class Counted {

        private final Map<String, Long> asked = new HashMap<>();
        private final Map<String, Long> numbers = new HashMap<>();

        void add(ResultSet row) throws SQLException {
            put(asked, row.getString("code"), row.getObject("asked", Long.class));
            put(numbers, row.getString("code"), row.getObject("met", Long.class));
        }

        /** Of several authorities a line has several counts. */
        private static void put(Map<String, Long> into, String code, @Nullable Long n) {
            if (n != null) {
                into.merge(code, n, Long::sum);
            }
        }

        Compliance.Met met() {
            return new Compliance.Met(Map.copyOf(asked), Map.copyOf(numbers));
        }
    }

    private record Place(UUID id, String path) {}

    private static final String LACKING = """
        select s.teacher_id, t.name, t.document_masked, o.name as unit, o.name_en as unit_en, o.path::text as path
          from directory.organization_card o
          join standing.state_card s on s.organization_id = o.id
          join directory.teacher_card t on t.teacher_id = s.teacher_id
         where %s and s.year = :year and s.asked @> array[:code]::text[] and not s.met @> array[:code]::text[]
         order by o.path, s.teacher_id
         limit :limit
        """;

    private static final int UNITS = 64;
    /** Read from the database at a time. */
    private static final int AT_ONCE = 2_000;
    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient db;

    ComplianceQueries(JdbcClient db) {
        this.db = db;
    }

    /** @param units whose subtrees are counted, the unit itself among them */
    Read figures(OrganizationCard unit, Collection<OrganizationId> units, int year) {
        var subtrees = new HashMap<UUID, Counted>();
        var own = new Counted();
        db.sql("""
                with line as materialized (
                    select l.id, l.code
                      from standing.counted_line_card l
                      join directory.organization_card j on j.id = l.jurisdiction
                     where l.year = :year and (j.path @> :path::public.ltree or j.path <@ :path::public.ltree)),
                seen as materialized (
                    select id, path from directory.organization_card where id = any (:units::uuid[])),
                counted as (
                    select s.organization_id, false as own, s.program_id, s.measure, s.n
                      from report.subtotal s
                     where s.program_id = any (array(select id from line)) and s.organization_id = any (:units::uuid[])
                     union all
                    select seen.id, false, d.program_id, d.measure, d.n
                      from tally.delta_card d
                      join directory.organization_card place on place.id = d.organization_id
                      join seen on seen.path @> place.path
                     where d.program_id = any (array(select id from line))
                     union all
                    select f.organization_id, true, f.program_id, f.measure, f.n
                      from tally.figure_card f
                     where f.program_id = any (array(select id from line)) and f.organization_id = :unit)
                select c.organization_id, c.own, line.code, sum(c.n) filter (where c.measure = 'ASKED')::bigint as asked,
                       sum(c.n) filter (where c.measure = 'MET')::bigint as met
                  from counted c
                  join line on line.id = c.program_id
                 group by c.organization_id, c.own, line.code
                """)
            .param("year", year).param("path", unit.path()).param("unit", unit.id().value())
            .param("units", units.stream().map(OrganizationId::value).toArray(UUID[]::new))
            .query(row -> {
                (row.getBoolean("own") ? own : subtrees.computeIfAbsent(row.getObject("organization_id", UUID.class), _ -> new Counted())).add(row);
            });
        var read = new HashMap<UUID, Compliance.Met>();
        subtrees.forEach((id, counted) -> read.put(id, counted.met()));
        return new Read(read, own.met());
    }

    /** All of them in the order of the tree, but no more than so many, read in one statement, some at a time in memory. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void each(OrganizationCard unit, int year, String code, int most, Consumer<Lacking> reader) {
        db.sql(LACKING.formatted("o.path <@ :root::public.ltree"))
            .param("root", unit.path()).param("year", year).param("code", code).param("limit", most).withFetchSize(AT_ONCE)
            .query((RowCallbackHandler) row -> reader.accept(lacking(row)));
    }

    /** Unit by unit in the order of the tree; so many units are looked through, and then the page ends, short or not. */
    Page<Lacking> lacking(OrganizationCard unit, int year, String code, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor);
        if (after != null && !Page.isPath(after.key())) {
            throw new Problem(400, "error.cursor");
        }
        var units = units(unit, after);
        var rows = db.sql(LACKING.formatted("o.id = any (:units::uuid[]) and (o.path is distinct from cast(:from as public.ltree) or s.teacher_id > :behind)"))
            .param("units", units.stream().limit(UNITS).map(Place::id).toArray(UUID[]::new))
            .param("year", year).param("code", code).param("from", after == null ? null : after.key())
            .param("behind", after == null ? NOBODY : after.id()).param("limit", limit + 1)
            .query((row, _) -> lacking(row)).list();
        var page = Page.of(rows, limit, row -> Cursor.key(row.path(), row.teacher()));
        return page.next() == null && units.size() > UNITS ? page.goingOn(Cursor.behind(units.get(UNITS - 1).path())) : page;
    }

    private static Lacking lacking(ResultSet row) throws SQLException {
        return new Lacking(new TeacherId(row.getObject(1, UUID.class)), row.getString(2), row.getString(3), new Localized(row.getString(4), row.getString(5)),
            row.getString(6));
    }

    /** The next in which anybody is counted, one more than are looked through. */
    private List<Place> units(OrganizationCard unit, @Nullable Cursor after) {
        return db.sql("""
                select id, path::text as path
                  from directory.organization_card
                 where path <@ :root::public.ltree and path >= greatest(:root::public.ltree, cast(:from as public.ltree))
                 order by path limit :units
                """)
            .param("root", unit.path()).param("from", after == null ? null : after.key()).param("units", UNITS + 1)
            .query((row, _) -> new Place(row.getObject(1, UUID.class), row.getString(2))).list();
    }
}
