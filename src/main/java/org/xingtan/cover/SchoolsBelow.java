package org.xingtan.cover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.web.Page;

/** In which schools of an authority many are away on one day: numbers of a week, read for all of them together and the same as each of them sees. */
@Repository
public class SchoolsBelow {

    /** Which of them, and in what order. */
    public enum Which {
        /** By their codes. */
        ALL,
        /** Those first of which the greatest share is away on one day; one person alone is not many. */
        FULLEST,
        /** The same, and no others than those of which many are. */
        MANY;

        static Which of(@Nullable String name) {
            return Arrays.stream(values()).filter(it -> it.name().equals(name)).findFirst().orElse(ALL);
        }
    }

    /**
     * A school with its teaching points.
     *
     * @param above    the unit in which it lies
     * @param people   how many serve it
     * @param day      on which most of them are away; null where nobody is
     * @param most     how many lessons miss on that day
     * @param absences that take lessons
     * @param open     those of them for which nothing is arranged
     */
    public record School(OrganizationId id, String code, Localized name, Localized above, int people, @Nullable LocalDate day, int most, int absences, int open, int rank) {

        public boolean many() {
            return LookAtCover.isMany(most, people);
        }
    }

    /** What each school reads of itself in {@link LookAtCover}, {@link Causes} and {@link Arrangement#against}: said here of many at once. */
    private static final String COUNTS = """
        -- all teachers: numbers of the units below
        with schools as materialized (
            select o.id, o.code, o.name, o.name_en, o.parent_id
              from directory.organization_card o
             where %s and o.kind = 'SCHOOL' and o.closed_on is null
               and (cast(:which as text) <> 'ALL' or cast(:code as text) is null or o.code > :code)
             order by o.code
             limit case when cast(:which as text) = 'ALL' then cast(:limit as int) end),
        places as (
            select s.id as school, s.id as place from schools s
             union all
            select s.id, o.id from schools s join directory.organization_card o on o.parent_id = s.id and o.kind = 'TEACHING_POINT'),
        served as materialized (
            select w.school, w.place, p.teacher_id from places w join directory.person_card p on p.organization_id = w.place and p.state = 'ACTIVE'),
        away as materialized (
            select s.school, s.place, t.teacher_id, t.cause, d.day::date as day, coalesce(t.begins, :lessons) as begins, coalesce(t.ends, :over) as ends
              from (%s) t
              join served s on s.teacher_id = t.teacher_id
             cross join lateral generate_series(greatest(t.first, cast(:from as date))::timestamp, least(t.last, cast(:to as date))::timestamp, interval '1 day') d (day)
             where d.day::date = any (cast(:working as date[])) and (t.begins is null or t.begins < :over and t.ends > :lessons)),
        lines as (
            select distinct l.school, l.place, l.teacher_id, l.cause, l.day from away l),
        fullest as (
            select distinct on (n.school) n.school, n.day, n.most
              from (select l.school, l.day, count(distinct l.teacher_id)::int as most from lines l group by l.school, l.day) n
             order by n.school, n.most desc, n.day),
        sums as (
            select l.school, count(*)::int as absences, count(*) filter (where l.day >= :today and not exists (%s))::int as open from lines l group by l.school),
        staff as (
            select s.school, count(*)::int as people from served s group by s.school)
        select s.id, s.code, s.name, s.name_en, u.name as above, u.name_en as above_en, coalesce(p.people, 0) as people, f.day, coalesce(f.most, 0) as most,
               coalesce(n.absences, 0) as absences, coalesce(n.open, 0) as open, r.rank
          from schools s
          left join directory.organization_card u on u.id = s.parent_id
          left join staff p on p.school = s.id
          left join fullest f on f.school = s.id
          left join sums n on n.school = s.id
         cross join lateral (select case when cast(:which as text) = 'ALL' then 0 when coalesce(f.most, 0) < 2 then coalesce(f.most, 0)
                                         else 1 + f.most * 1000 / p.people end as rank) r
         where (cast(:which as text) <> 'MANY' or f.most > 1 and f.most * :share > p.people)
           and (cast(:code as text) is null or r.rank < :rank or r.rank = :rank and s.code > :code)
         order by r.rank desc, s.code
         limit :limit
        """;

    /** That something holds of a line: said by the unit, by somebody who is there, and with nothing that came up afterwards. */
    private static final String SEEN_TO = """
        select from cover.arrangement h
         where h.teacher_id = l.teacher_id and h.day = l.day and h.cause = l.cause and h.state = 'ARRANGED' and h.unit_id in (l.school, l.place)
           and (h.covered_by is null
                or exists (select from directory.person_card c
                             join directory.organization_card k on k.id = c.organization_id
                            where c.teacher_id = h.covered_by and (k.id = h.unit_id or k.parent_id = h.unit_id and k.kind = 'TEACHING_POINT'))
                   and not exists (select from away x
                                     join away y on y.teacher_id = h.covered_by and y.day = x.day and y.begins < x.ends and x.begins < y.ends
                                    where x.teacher_id = l.teacher_id and x.day = l.day and x.cause = l.cause and y.cause <> all (h.accepted)))""";

    /** Those in which one knows one's schools; whoever stands above opens one of them, and has before him the schools that lie in none. */
    private static final Set<String> OF_ALL_BELOW = Set.of("COUNTY", "CITY");
    private static final Pattern KEY = Pattern.compile("(\\d{1,7})/(.{1,64})");

    private final JdbcClient db;
    private final Absences absences;

    SchoolsBelow(JdbcClient db, Absences absences) {
        this.db = db;
        this.absences = absences;
    }

    static boolean isOver(OrganizationCard unit) {
        return Organizations.AUTHORITIES.contains(unit.kind());
    }

    /** Whether it reads the schools of all units below it, and not those alone that lie right below it. */
    static boolean isOfAllBelow(OrganizationCard unit) {
        return OF_ALL_BELOW.contains(unit.kind());
    }

    /** Whether there is a list of them at all: an authority over cities has one only where an open school lies right below it. */
    boolean any(OrganizationCard unit) {
        return isOfAllBelow(unit) || isOver(unit) && db.sql("select exists (select from directory.organization_card where parent_id = :unit and kind = 'SCHOOL' and closed_on is null)")
            .param("unit", unit.id().value()).query(Boolean.class).single();
    }

    /** Of an authority, at any depth; above cities those right below it. @param days a week of them, in their order @param cursor of the page before; null for the first */
    Page<School> of(OrganizationCard authority, List<LocalDate> days, LocalDate today, Which which, @Nullable String cursor, int limit) {
        var key = Page.decode(cursor);
        var after = key == null ? null : KEY.matcher(key);
        if (after != null && !after.matches()) {
            throw new Problem(400, "error.cursor");
        }
        var working = absences.working();
        return Page.of(db.sql(COUNTS.formatted(isOfAllBelow(authority) ? "o.path <@ cast(:path as public.ltree)" : "o.parent_id = :authority", away(), SEEN_TO))
            .param("path", authority.path()).param("authority", authority.id().value()).param("which", which.name())
            .param("code", after == null ? null : after.group(2), Types.VARCHAR).param("rank", after == null ? 0 : Integer.parseInt(after.group(1))).param("limit", limit + 1)
            .param("from", days.getFirst()).param("to", days.getLast()).param("today", today).param("working", days.stream().filter(working::includes).map(LocalDate::toString).toArray(String[]::new))
            .param("lessons", Away.LESSONS.from()).param("over", Away.LESSONS.to()).param("share", CoverView.SHARE)
            .query((row, _) -> school(row)).list(), limit, it -> it.rank() + "/" + it.code());
    }

    /** Whoever answers for absences says where all of these people are. */
    private String away() {
        return absences.statements("select w.teacher_id from served w").map("select a.teacher_id, a.cause, a.first, a.last, a.begins, a.ends from (%s) a"::formatted)
            .collect(Collectors.joining(" union all "));
    }

    private static School school(ResultSet row) throws SQLException {
        return new School(new OrganizationId(row.getObject("id", UUID.class)), row.getString("code"), new Localized(row.getString("name"), row.getString("name_en")),
            new Localized(row.getString("above") == null ? "" : row.getString("above"), row.getString("above_en")), row.getInt("people"), row.getObject("day", LocalDate.class),
            row.getInt("most"), row.getInt("absences"), row.getInt("open"), row.getInt("rank"));
    }
}
