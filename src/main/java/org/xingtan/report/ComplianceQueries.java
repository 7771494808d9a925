package org.xingtan.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;
import org.xingtan.platform.web.Page;

/** Reads how many meet which line: subtotal + deltas not yet folded, in one statement; and who does not. */
@Repository
public class ComplianceQueries {

    /**
     * Who belongs to a unit in a year.
     *
     * @param over      then it stays with those who asked: whom those on the unit's way up have asked in it, and whom those at or below it have
     *                  asked, wherever their units lie since; otherwise whoever is counted at or below it, by those who ask there
     * @param before    who has asked people that were counted at or below the unit, and lies neither on its way up nor below it since
     * @param elsewhere whether those at or below it have asked anybody whose unit lies elsewhere since
     */
    record Reach(boolean over, List<OrganizationId> before, boolean elsewhere) {

        /** Of a year that is not over. */
        static final Reach NOW = new Reach(false, List.of(), false);
    }

    /**
     * Figures of whole subtrees by the id of their unit, and {@code OWN} of the direct people of the unit in the middle, {@code ELSEWHERE} of whom it
     * has asked as an authority and whose units lie elsewhere since the year ended, {@code BEFORE} of those whom others have asked who are not found
     * on its way up any more.
     */
    record Read(Map<String, Compliance.Met> parts, Reach reach) {

        Compliance.Met of(OrganizationId unit) {
            return of(unit.toString());
        }

        Compliance.Met of(String part) {
            return parts.getOrDefault(part, Compliance.Met.NOBODY);
        }
    }

    /** Whoever does not meet the line with that code. @param stage in which they teach; null for any */
    record Who(String line, @Nullable String stage) {}

    /** Somebody who does not meet a line. */
    public record Lacking(TeacherId teacher, String name, @Nullable String document, Localized unit, String path) {}

    /** Of several authorities a line has several. */
    private record Sum(String of, String code, @Nullable Long asked, @Nullable Long met) {

        static Sum read(ResultSet row) throws SQLException {
            return new Sum(row.getString("part"), row.getString("code"), row.getObject("asked", Long.class), row.getObject("met", Long.class));
        }

        static Compliance.Met met(List<Sum> sums) {
            return new Compliance.Met(numbers(sums, Sum::asked), numbers(sums, Sum::met));
        }

        private static Map<String, Long> numbers(List<Sum> sums, Function<Sum, @Nullable Long> number) {
            return sums.stream().filter(it -> number.apply(it) != null).collect(Collectors.toUnmodifiableMap(Sum::code, number, Long::sum));
        }
    }

    private record Place(UUID id, String path) {}

    private static final String LACKING = """
        select s.teacher_id, t.name, t.document_masked, o.name as unit, o.name_en as unit_en, o.path::text as path
          from %s o
          join standing.state_card s on s.organization_id = o.id
          join directory.teacher_card t on t.teacher_id = s.teacher_id
         where s.year = :year and s.asked @> array[:code]::text[] and not s.met @> array[:code]::text[] and (cast(:stage as text) is null or t.stage = cast(:stage as text)) %s
         order by o.path, s.teacher_id
         limit :limit
        """;

    static final String ASKED_THEN = """
        and exists (select from directory.organization_card j
                     where j.id = s.jurisdiction
                       and (j.path <@ :root::public.ltree or o.path <@ :root::public.ltree and (j.path @> :root::public.ltree or j.id = any (:before::uuid[]))))
        """;

    private static final String WITHIN = "select id, path, name, name_en from directory.organization_card where path <@ :root::public.ltree";

    /** Units that lie elsewhere since an authority at or below this one has asked people there. */
    static final String ELSEWHERE = """
        select distinct x.id, x.path, x.name, x.name_en
          from standing.counted_line_card l
          join directory.organization_card j on j.id = l.jurisdiction and j.path <@ :root::public.ltree
          join tally.figure_card f on f.program_id = l.id and f.measure = 'ASKED' and f.n <> 0
          join directory.organization_card x on x.id = f.organization_id and not x.path <@ :root::public.ltree
         where l.year = :year and l.code = 'ALL'""";

    /** Those that ask on the way up or below, and others that are named. */
    private static final String LINES = """
        with line as materialized (
            select l.id, l.code, j.path, %1$s as is_before
              from standing.counted_line_card l
              join directory.organization_card j on j.id = l.jurisdiction
             where l.year = :year and (j.path @> :path::public.ltree or j.path <@ :path::public.ltree or %1$s)),
        seen as materialized (
            select id, path from directory.organization_card where id = :unit or parent_id = :unit),
        part as (
            select s.organization_id, s.program_id, s.measure, s.n
              from report.subtotal s
             where s.program_id = any (array(select id from line)) and s.organization_id = any (array(select id from seen))
             union all
            select seen.id, d.program_id, d.measure, d.n
              from tally.delta_card d
              join directory.organization_card place on place.id = d.organization_id
              join seen on seen.path @> place.path
             where d.program_id = any (array(select id from line))),
        """;

    private static final String COUNTED = """
        counted as (
            select organization_id, 'ALL' as whose, program_id, measure, n from part
             union all
            select f.organization_id, 'OWN', f.program_id, f.measure, f.n
              from tally.figure_card f
             where f.program_id = any (array(select id from line)) and f.organization_id = :unit)
        """;

    /** Of an authority at or below a unit all whom it has asked; of one above it, or above it then, those of the unit alone. */
    private static final String COUNTED_THEN = """
        total as materialized (
            select s.program_id, s.measure, s.n
              from report.subtotal s
             where s.program_id = any (array(select id from line where path <@ :path::public.ltree))
               and s.organization_id = any (array(select id from directory.organization_card where parent_id is null))
             union all
            select d.program_id, d.measure, d.n from tally.delta_card d where d.program_id = any (array(select id from line where path <@ :path::public.ltree))),
        outside as (
            select t.program_id, t.measure, t.n from total t
             union all
            select p.program_id, p.measure, -p.n
              from part p
             where p.organization_id = :unit and p.program_id = any (array(select id from line where path <@ :path::public.ltree))),
        counted as (
            select p.organization_id, 'ALL' as whose, p.program_id, p.measure, p.n
              from part p
              join seen on seen.id = p.organization_id
              join line on line.id = p.program_id and (line.is_before or line.path @> seen.path and line.path <> seen.path)
             union all
            select p.organization_id, 'BEFORE', p.program_id, p.measure, p.n
              from part p
             where p.organization_id = :unit and p.program_id = any (array(select id from line where is_before))
             union all
            select seen.id, 'ALL', t.program_id, t.measure, t.n
              from total t
              join line on line.id = t.program_id
              join seen on seen.path @> line.path
             union all
            select f.organization_id, 'OWN', f.program_id, f.measure, f.n
              from tally.figure_card f
             where f.program_id = any (array(select id from line where is_before or path @> :path::public.ltree)) and f.organization_id = :unit
             union all
            select :unit, 'OUTSIDE', program_id, measure, n from outside
             union all
            select :unit, 'ELSEWHERE', program_id, measure, n from outside where program_id = any (array(select id from line where path = :path::public.ltree)))
        """;

    private static final String SUMS = """
        select case c.whose when 'ALL' then c.organization_id::text else c.whose end as part, line.code, sum(c.n) filter (where c.measure = 'ASKED')::bigint as asked,
               sum(c.n) filter (where c.measure = 'MET')::bigint as met
          from counted c
          join line on line.id = c.program_id
         group by c.organization_id, c.whose, line.code
        """;

    private static final int UNITS = 64;
    /** Read from the database at a time. */
    private static final int AT_ONCE = 2_000;
    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient db;

    ComplianceQueries(JdbcClient db) {
        this.db = db;
    }

    /**
     * Of the unit and of those right below it.
     *
     * @param over   whether the year is, so that it stays with those who asked in it
     * @param before as {@link #before(OrganizationId, String, int)} says of a year that is over
     */
    static Reading<Read> figures(OrganizationCard unit, int year, boolean over, List<OrganizationId> before) {
        return Query.of(LINES.formatted(before.isEmpty() ? "false" : "l.jurisdiction = any (:before::uuid[])") + (over ? COUNTED_THEN : COUNTED) + SUMS)
            .param("year", year).param("path", unit.path()).param("unit", unit.id().value()).param("before", ids(before))
            .list(Sum::read).as(sums -> read(sums, over, before));
    }

    private static Read read(List<Sum> sums, boolean over, List<OrganizationId> before) {
        var parts = sums.stream().collect(Collectors.groupingBy(Sum::of, Collectors.collectingAndThen(Collectors.toList(), Sum::met)));
        return new Read(parts, new Reach(over, before, parts.getOrDefault("OUTSIDE", Compliance.Met.NOBODY).asked() > 0));
    }

    private static UUID[] ids(List<OrganizationId> units) {
        return units.stream().map(OrganizationId::value).toArray(UUID[]::new);
    }

    /**
     * Who has asked people that were counted at or below a unit, and lies neither on its way up nor below it since. A unit that asked itself in
     * that year shows whom it has asked, and nobody else's people. For whoever else tells figures of the unit: of a year that is over.
     */
    public List<OrganizationId> before(OrganizationId unit, String path, int year) {
        return db.sql("""
                select l.jurisdiction
                  from standing.counted_line_card l
                  join directory.organization_card j on j.id = l.jurisdiction
                 where l.year = :year and l.code = 'ALL' and not (j.path @> :path::public.ltree or j.path <@ :path::public.ltree)
                   and not exists (select from standing.counted_line_card own where own.jurisdiction = :unit and own.year = :year)
                   and (select sum(f.n)
                          from (select s.n from report.subtotal s where s.program_id = l.id and s.organization_id = :unit and s.measure = 'ASKED'
                                 union all
                                select d.n
                                  from tally.delta_card d
                                  join directory.organization_card o on o.id = d.organization_id and o.path <@ :path::public.ltree
                                 where d.program_id = l.id and d.measure = 'ASKED') f) > 0
                 order by l.jurisdiction
                """)
            .param("path", path).param("year", year).param("unit", unit.value())
            .query((row, _) -> new OrganizationId(row.getObject(1, UUID.class))).list();
    }

    /** All of them in the order of the tree, but no more than so many, read in one statement, some at a time in memory. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void each(Compliance of, Who who, int most, Consumer<Lacking> reader) {
        db.sql(everybody(of.reach()))
            .param("root", of.unit().path()).param("before", ids(of.reach().before())).param("year", of.year()).param("code", who.line).param("stage", who.stage).param("limit", most)
            .withFetchSize(AT_ONCE).query((RowCallbackHandler) row -> reader.accept(lacking(row)));
    }

    static String everybody(Reach reach) {
        return LACKING.formatted("(" + WITHIN + (reach.elsewhere() ? "\nunion all\n" + ELSEWHERE : "") + ")", reach.over() ? ASKED_THEN : "");
    }

    /** Unit by unit in the order of the tree; so many units are looked through, and then the page ends, short or not. */
    Page<Lacking> lacking(Compliance of, Who who, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor);
        if (after != null && !Page.isPath(after.key())) {
            throw new Problem(400, "error.cursor");
        }
        var units = units(of, after);
        var rows = db.sql(LACKING.formatted("directory.organization_card", """
                and o.id = any (:units::uuid[]) and (o.path is distinct from cast(:from as public.ltree) or s.teacher_id > :behind)
                """ + (of.reach().over() ? ASKED_THEN : "")))
            .param("units", units.stream().limit(UNITS).map(Place::id).toArray(UUID[]::new)).param("root", of.unit().path())
            .param("before", ids(of.reach().before())).param("year", of.year()).param("code", who.line).param("stage", who.stage).param("from", after == null ? null : after.key())
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
    private List<Place> units(Compliance of, @Nullable Cursor after) {
        return db.sql("""
                select id, path::text as path
                  from ((select id, path
                           from directory.organization_card
                          where path <@ :root::public.ltree and path >= greatest(:root::public.ltree, cast(:from as public.ltree))
                          order by path limit :units)
                         %s) u
                 order by u.path limit :units
                """.formatted(of.reach().elsewhere() ? "union all (select e.id, e.path from (" + ELSEWHERE + """
                    ) e where cast(:from as public.ltree) is null or e.path >= cast(:from as public.ltree) order by e.path limit :units)
                    """ : ""))
            .param("root", of.unit().path()).param("year", of.year()).param("from", after == null ? null : after.key())
            .param("units", UNITS + 1).query((row, _) -> new Place(row.getObject(1, UUID.class), row.getString(2))).list();
    }
}
