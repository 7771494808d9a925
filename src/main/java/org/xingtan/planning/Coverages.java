package org.xingtan.planning;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.program.AudienceSql;

/** Counts how far plans reach: one statement for all lines and all units right below, however many people there are. */
@Repository
class Coverages {

    /** By the units right below; the unit's own path stands for its own people. */
    private static final String PART = "public.subpath(o.path, 0, least(public.nlevel(o.path), public.nlevel(:within::public.ltree) + 1))::text";

    /**
     * What each {@code person} has of school-based study in the year, with whatever was taken back since or put in its place, which is little; nothing unless it is asked for.
     * What the day had no room for is earned and does not count.
     */
    static final String STUDIED = """
        changed as materialized (
            select r.teacher_id, r.reverses as of_id, r.id, r.category, r.earned, r.credited
              from person x
              join ledger.entry_card r on r.teacher_id = x.teacher_id and r.year = :year and r.reverses is not null
             union all
            select c.teacher_id, r.reverses, c.id, c.category, c.earned, c.credited
              from person x
              join ledger.entry_card r on r.teacher_id = x.teacher_id and r.year = :year and r.reverses is not null
              join ledger.entry_card c on c.teacher_id = r.teacher_id and c.source = 'correction' and c.reference = r.reverses::text),
        studied as (
            select e.teacher_id, e.id, e.category, e.earned, e.credited
              from person x
              join ledger.entry_card e on e.teacher_id = x.teacher_id and e.source = 'study' and e.year = :year
             where :studied
             union all
            select c.teacher_id, c.id, c.category, c.earned, c.credited
              from studied s
              join changed c on c.teacher_id = s.teacher_id and c.of_id = s.id),
        """;

    /**
     * The people of a unit with the lines they are in, and those of them who take part in a training of a line of theirs, with what they have completed and
     * earned there: its rows are people and what they have taken, never people times lines. School-based study stands among the trainings: whoever has hours of it
     * has taken part and is done with it. {@code %s} is one condition a line.
     */
    static final String FACTS = """
        -- all teachers: everybody of the unit
        with recursive person as materialized (
            select p.teacher_id, %part as part, array_remove(array[%s]::int[], null) as lines
              from directory.organization_card o
              join directory.person_card p on p.organization_id = o.id
             where o.path operator(public.<@) :within::public.ltree and (:ownership::text is null or o.ownership = :ownership)),
        line as materialized (
            select l.n, l.serving, l.category, l.hours from jsonb_to_recordset(:lines) as l (n int, serving uuid[], category text, hours numeric)),
        training as materialized (
            select l.n, t.id as program_id, l.category from line l cross join unnest(l.serving) as t (id)),
        """.replace("%part", PART) + STUDIED + """
        taken as materialized (
            select x.teacher_id, x.part, x.lines, a.program_id, c.teacher_id is not null as completed
              from (select distinct g.program_id from training g) g
              join enrollment.participation_card a on a.program_id = g.program_id
              join person x on x.teacher_id = a.teacher_id
              left join program.completion_card c on c.teacher_id = a.teacher_id and c.program_id = a.program_id
             union all
            select x.teacher_id, x.part, x.lines, :study::uuid, true
              from (select s.teacher_id from studied s group by s.teacher_id having sum(s.earned) > 0) h
              join person x on x.teacher_id = h.teacher_id),
        earned as materialized (
            select t.teacher_id, t.program_id, e.category, sum(e.credited) as hours
              from taken t
              join ledger.entry_card e on e.teacher_id = t.teacher_id and e.program_id = t.program_id and e.year = :year
             group by t.teacher_id, t.program_id, e.category
             union all
            select s.teacher_id, :study::uuid, s.category, sum(s.credited) from studied s group by s.teacher_id, s.category),
        took as materialized (
            select t.teacher_id, t.part, g.n, bool_or(t.completed) as completed, sum(e.hours) as hours
              from taken t
              join training g on g.program_id = t.program_id and g.n = any (t.lines)
              left join earned e on e.teacher_id = t.teacher_id and e.program_id = t.program_id and (g.category is null or e.category = g.category)
             group by t.teacher_id, t.part, g.n)
        """;

    private static final String COUNTS = FACTS + """
        select m.part, m.n, m.people, coalesce(k.taking, 0) as taking, coalesce(k.completed, 0) as completed, coalesce(k.hours, 0) as hours, coalesce(k.reached, 0) as reached
          from (select s.part, u.n, sum(s.people)::int as people
                  from (select x.part, x.lines, count(*) as people from person x group by x.part, x.lines) s
                 cross join unnest(s.lines) as u (n)
                 group by s.part, u.n) m
          left join (select k.part, k.n, count(*)::int as taking, (count(*) filter (where k.completed))::int as completed, sum(k.hours) as hours,
                            (count(*) filter (where k.hours >= l.hours))::int as reached
                       from took k
                       join line l on l.n = k.n
                      group by k.part, k.n) k on k.part = m.part and k.n = m.n
         union all
        select x.part, -1, count(*)::int, (count(*) filter (where cardinality(x.lines) = 0))::int,
               (count(*) filter (where cardinality(x.lines) > 0 and k.teacher_id is null))::int, 0, 0
          from person x
          left join (select distinct took.teacher_id from took) k on k.teacher_id = x.teacher_id
         group by x.part
        """;

    /** A line as the statement reads it. */
    private record Asked(int n, List<UUID> serving, @Nullable String category, @Nullable BigDecimal hours) {}

    private final JdbcClient db;
    private final Patience patience;
    private final Clock clock;

    Coverages(JdbcClient db, Patience patience, Clock clock) {
        this.db = db;
        this.patience = patience;
        this.clock = clock;
    }

    /** The day that years of service are counted to: today in the year of the plan, otherwise the nearest day of it. */
    LocalDate day(int year) {
        var today = LocalDate.ofInstant(clock.instant(), Window.ZONE);
        var first = LocalDate.of(year, 1, 1);
        var last = LocalDate.of(year, 12, 31);
        return today.isBefore(first) ? first : today.isAfter(last) ? last : today;
    }

    /** @param ownership {@code PUBLIC} or {@code PRIVATE}; null for units of both */
    @Transactional(readOnly = true)
    public Coverage of(TrainingPlan plan, List<PlanLine> lines, String within, @Nullable String ownership) {
        patience.extend();
        var parts = new HashMap<String, Coverage.Part>();
        ask(plan, lines, COUNTS, within, ownership).query(row -> {
            var n = row.getInt("n");
            var part = n < 0 ? new Coverage.Part(row.getInt("people"), row.getInt("taking"), row.getInt("completed"), Map.of())
                : new Coverage.Part(0, 0, 0, Map.of(lines.get(n).id(), new Coverage.Count(row.getInt("people"), row.getInt("taking"), row.getInt("completed"),
                    new CreditHours(row.getBigDecimal("hours")), row.getInt("reached"))));
            parts.merge(row.getString("part"), part, Coverage.Part::plus);
        });
        return Coverage.of(Map.copyOf(parts));
    }

    /** @param sql that begins with {@link #FACTS} */
    JdbcClient.StatementSpec ask(TrainingPlan plan, List<PlanLine> lines, String sql, String within, @Nullable String ownership) {
        var conditions = new ArrayList<String>();
        var params = new HashMap<String, Object>();
        var asked = new ArrayList<Asked>();
        for (var n = 0; n < lines.size(); n++) {
            var line = lines.get(n);
            var audience = AudienceSql.of(line.group().audience(), day(plan.year()), "line" + n + "_");
            conditions.add("case when " + audience.where() + " then " + n + " end");
            params.putAll(audience.params());
            asked.add(new Asked(n, line.serving(), line.category(), line.hours() == null ? null : line.hours().value()));
        }
        return db.sql(sql.formatted(String.join(", ", conditions))).params(params).param("within", within).param("ownership", ownership, Types.VARCHAR)
            .param("year", plan.year()).param("lines", Json.jsonb(asked)).param("study", PlanLine.STUDY).param("studied", lines.stream().anyMatch(PlanLine::study));
    }
}
