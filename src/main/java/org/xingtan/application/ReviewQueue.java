package org.xingtan.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** Lists of applications for those who review: first come, first read. Always inside a scope. */
@Repository
public class ReviewQueue {

    /** Which applications a list shows. */
    public enum Which {
        /** With a unit of the reader's. */
        MINE,
        /** With a unit below or above. */
        ELSEWHERE,
        /** Returned to the person, who has to correct it. */
        RETURNED,
        /** Decided, or taken back. */
        CLOSED;

        static Which of(@Nullable String name) {
            for (var which : values()) {
                if (which.name().equalsIgnoreCase(name)) {
                    return which;
                }
            }
            return MINE;
        }

        public String query() {
            return "which=" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** An application with what a list needs. */
    public record Row(Chain chain, String name, @Nullable String stage, boolean rural, boolean privately) {

        public String href() {
            return "/console/applications/" + chain.application().id();
        }
    }

    private static final String LIST = """
        -- all teachers: whoever reviews sees all who have applied from his units
        select y.*, t.name, p.stage
          from (
        """ + Applications.CHAIN.replace("t.submitted_at, t.served", "t.submitted_at, t.served, t.rural, t.ownership") + """
                 where t.program_id = :program) y
          join directory.teacher_card t on t.teacher_id = y.teacher_id
          left join directory.person_card p on p.teacher_id = y.teacher_id
        """;

    private static final String WHERE = """
         where (cast(y.step_school_path as public.ltree) <@ any (cast(:scope as public.ltree[]))
                or cast(y.owner_path as public.ltree) <@ any (cast(:scope as public.ltree[])) or cast(y.last_path as public.ltree) <@ any (cast(:scope as public.ltree[])))
           and case :which
               when 'RETURNED' then y.state = 'RETURNED'
               when 'CLOSED' then y.state not in ('SUBMITTED', 'RETURNED')
               else y.state = 'SUBMITTED' and (:which = 'MINE') =
                    (case y.level when 'SCHOOL' then y.step_school_path when 'COUNTY' then y.step_county_path else y.last_path end = any (:paths)) end
        """;

    /** With the last day of the school: whom it lets pass by its silence, whoever has him on that day lets pass. */
    private static final String WITH_SILENCE = Applications.CHAIN.replace("t.submitted_at, t.served",
        "t.submitted_at, t.served, cast((t.silent_from - interval '1 second') at time zone 'Asia/Shanghai' as date) as last_day");

    private final JdbcClient db;

    ReviewQueue(JdbcClient db) {
        this.db = db;
    }

    Page<Row> page(ProgramId program, Scope scope, Which which, Instant now, @Nullable String cursor, int size) {
        var after = Page.Key.decode(cursor);
        var rows = ask(LIST + WHERE + """
                   and (cast(:key as timestamptz) is null or (y.submitted_at, y.id) > (cast(:key as timestamptz), cast(:id as uuid)))
                 order by y.submitted_at, y.id
                 limit :limit
                """, program, scope, which, now)
            .param("key", after == null ? null : after.instant()).param("id", after == null ? null : after.id()).param("limit", size + 1)
            .query((row, _) -> row(row)).list();
        return Page.of(rows, size, row -> row.chain().application().submittedAt() + "/" + row.chain().application().id());
    }

    /** The one that came first of those with the reader's units; not his own. */
    Optional<Row> next(ProgramId program, Scope scope, TeacherId reader, Instant now) {
        return page(program, scope, Which.MINE, now, null, 2).items().stream().filter(row -> !row.chain().application().teacher().equals(reader)).findFirst();
    }

    int count(ProgramId program, Scope scope, Which which, Instant now) {
        return ask("""
                -- all teachers: the same as the list
                select count(*) from (
                """ + LIST + WHERE + ") counted", program, scope, which, now).query(Integer.class).single();
    }

    private JdbcClient.StatementSpec ask(String sql, ProgramId program, Scope scope, Which which, Instant now) {
        return db.sql(sql).param("program", program.value()).param("scope", scope.toArray()).param("paths", scope.toArray()).param("which", which.name())
            .param("now", now.atOffset(ZoneOffset.UTC));
    }

    /** How many applications of a call lie at each level, how many of these can still be decided there, and how many are in each state at all. */
    Map<String, Integer> figures(ProgramId program, Instant now) {
        var figures = new HashMap<String, Integer>();
        db.sql("""
                -- all teachers: whoever has applied to a call
                select y.state, y.level, count(*)::int as n,
                       (count(*) filter (where y.closes_at is null or y.closes_at + interval '1 second' > :now))::int as open
                  from (
                """ + Applications.CHAIN + " where t.program_id = :program) y group by y.state, y.level")
            .param("program", program.value()).param("now", now.atOffset(ZoneOffset.UTC))
            .query(row -> {
                figures.merge(row.getString("state"), row.getInt("n"), Integer::sum);
                if (row.getString("state").equals("SUBMITTED")) {
                    figures.merge("AT_" + Level.valueOf(row.getString("level")), row.getInt("n"), Integer::sum);
                    figures.merge("OPEN_" + Level.valueOf(row.getString("level")), row.getInt("open"), Integer::sum);
                }
            });
        return figures;
    }

    /**
     * How many others a school has passed on, or let pass, to trainings that touch these days, on whom nobody has decided yet; whoever is admitted on them already is away anyhow. Whom the school
     * before has passed on or let pass, unless it went up in this one, and who comes from where the training does not reach, this one has never had before it.
     */
    int passedOn(TrainingDays days, OrganizationId school, TeacherId besides, Instant now) {
        return db.sql("-- all teachers: whoever has applied from one school\nselect count(distinct y.teacher_id)::int from (" + WITH_SILENCE + """
                 where t.teacher_id in (select p.teacher_id
                                          from directory.organization_card o
                                          join directory.person_card p on p.organization_id = o.id
                                         where (o.id = :school or o.parent_id = :school and o.kind = 'TEACHING_POINT') and p.teacher_id <> :besides
                                           and p.state = 'ACTIVE')
                   and t.state = 'SUBMITTED') y
                  join application.call c on c.program_id = y.program_id and c.cancelled_at is null and c.training && cast(:days as datemultirange)
                 where y.level <> 'SCHOOL'
                   and case when y.school_id is not null then directory.heir(y.school_id) = :school
                            when y.silent then y.served and exists (
                                 select from directory.service_history_card h
                                   join directory.organization_card u on u.id = h.organization_id
                                  where h.teacher_id = y.teacher_id and h.during @> y.last_day
                                    and directory.heir(case when u.kind = 'TEACHING_POINT' then u.parent_id else u.id end) = :school)
                            else y.served end
                   and not exists (select from application.application b where b.teacher_id = y.teacher_id and b.state = 'ADMITTED' and b.training && c.training)
                """)
            .param("school", school.value()).param("besides", besides.value()).param("days", days.toString()).param("now", now.atOffset(ZoneOffset.UTC))
            .query(Integer.class).single();
    }

    /** Names of people, for lists that are made of chains. */
    Map<TeacherId, String> names(List<TeacherId> people) {
        var names = new HashMap<TeacherId, String>();
        db.sql("select teacher_id, name from directory.teacher_card where teacher_id = any (:people)").param("people", TeacherId.array(people))
            .query(row -> {
                names.put(new TeacherId(row.getObject(1, UUID.class)), row.getString(2));
            });
        return names;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(Applications.chain(row), row.getString("name"), row.getString("stage"), row.getBoolean("rural"), "PRIVATE".equals(row.getString("ownership")));
    }
}
