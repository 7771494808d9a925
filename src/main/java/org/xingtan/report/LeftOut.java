package org.xingtan.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.monitoring.Cursor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;
import org.xingtan.platform.web.Page;

/** Reads who counts in a unit and is asked nothing all year: he is in no denominator of it, and this says why. */
@Repository
public class LeftOut {

    /** Of who was exempt for several reasons, the one of most months; of who was not, that he was hired after the months that are asked of him. */
    public enum Why { LEAVE, SECONDMENT, ILLNESS, PARENTAL, OTHER, HIRED_LATER }

    /** Somebody who is asked nothing. */
    public record Person(TeacherId teacher, String name, @Nullable String document, Localized unit, String path, Why why) {}

    /** @param why null for any reason */
    public record People(Compliance of, @Nullable Why why, Page<Person> page) {

        /** The same list, for another reason. */
        public String asks(@Nullable Why other) {
            return of.excluded(other == null ? null : other.name());
        }
    }

    private static final String FROM = """
          from (select id, path, name, name_en from directory.organization_card where path <@ :root::public.ltree %s) o
          join standing.state_card s on s.organization_id = o.id and s.year = :year and s.months = 0 and s.jurisdiction is not null %s
          left join lateral (select e.kind
                               from standing.exemption_card e
                              where e.teacher_id = s.teacher_id and e.year = s.year and e.ended_at is null
                              order by upper(e.months) - lower(e.months) desc, e.id
                              limit 1) x on true
        """;

    private final JdbcOperations db;

    LeftOut(JdbcOperations db) {
        this.db = db;
    }

    private static Query asks(String sql, OrganizationCard unit, ComplianceQueries.Reach reach, int year) {
        return Query.of(sql.formatted(FROM.formatted(reach.elsewhere() ? "union all " + ComplianceQueries.ELSEWHERE : "", reach.over() ? ComplianceQueries.ASKED_THEN : "")))
            .param("root", unit.path()).param("year", year).param("before", reach.before().stream().map(OrganizationId::value).toArray(UUID[]::new));
    }

    /** How many there are for each reason that anybody has. */
    Reading<Map<Why, Long>> count(OrganizationCard unit, ComplianceQueries.Reach reach, int year) {
        return asks("""
                -- all teachers: those of a unit who are asked nothing.
                select coalesce(x.kind, 'HIRED_LATER'), count(*) %s group by 1
                """, unit, reach, year)
            .rows(rows -> {
                var found = new EnumMap<Why, Long>(Why.class);
                while (rows.next()) {
                    found.put(Why.valueOf(rows.getString(1)), rows.getLong(2));
                }
                return Collections.unmodifiableMap(found);
            });
    }

    /** In the order of the tree. */
    Page<Person> people(Compliance of, @Nullable Why why, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor);
        if (after != null && !Page.isPath(after.key())) {
            throw new Problem(400, "error.cursor");
        }
        var rows = asks("""
                -- all teachers: those of a unit who are asked nothing.
                select s.teacher_id, t.name, t.document_masked, o.name as unit, o.name_en as unit_en, o.path::text as path, coalesce(x.kind, 'HIRED_LATER') as why
                %s
                  join directory.teacher_card t on t.teacher_id = s.teacher_id
                 where (cast(:why as text) is null or coalesce(x.kind, 'HIRED_LATER') = cast(:why as text))
                   and (cast(:from as public.ltree) is null or (o.path, s.teacher_id) > (cast(:from as public.ltree), cast(:behind as uuid)))
                 order by o.path, s.teacher_id
                 limit :limit
                """, of.unit(), of.reach(), of.year())
            .param("why", why == null ? null : why.name()).param("from", after == null ? null : after.key()).param("behind", after == null ? null : after.id().toString())
            .param("limit", limit + 1).list(LeftOut::person).from(db);
        return Page.of(rows, limit, row -> Cursor.key(row.path(), row.teacher()));
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"), row.getString("document_masked"),
            new Localized(row.getString("unit"), row.getString("unit_en")), row.getString("path"), Why.valueOf(row.getString("why")));
    }

    /** All reasons together. */
    static long sum(Map<Why, Long> excluded) {
        return excluded.values().stream().mapToLong(it -> it).sum();
    }
}
