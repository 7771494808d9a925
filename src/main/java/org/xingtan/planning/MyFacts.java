package org.xingtan.planning;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/** Where one person stands in some programs: what he takes, has completed, waits for and has applied for, and when places of them are chosen. */
@Repository
class MyFacts {

    private final JdbcClient db;

    MyFacts(JdbcClient db) {
        this.db = db;
    }

    /** By the program. */
    Map<ProgramId, MyPlan.Fact> of(TeacherId teacher, Collection<ProgramId> programs, Instant now) {
        var found = new HashMap<ProgramId, MyPlan.Fact>();
        db.sql("""
                select g.id, a.teacher_id is not null as taking, c.teacher_id is not null as completed,
                       exists (select from selection.selection_card s join selection.offering_card f on f.offering_id = s.offering_id
                                where s.teacher_id = :teacher and f.program_id = g.id and s.state = 'WAITING') as waiting,
                       exists (select from application.application_card p
                                where p.teacher_id = :teacher and p.program_id = g.id and p.submitted_at is not null and p.state not in ('WITHDRAWN', 'REJECTED', 'RESIGNED', 'ABSENT')) as applied,
                       o.offering_id, o.opens_at, o.closes_at
                  from unnest(cast(:programs as uuid[])) as g (id)
                  left join enrollment.participation_card a on a.teacher_id = :teacher and a.program_id = g.id
                  left join program.completion_card c on c.teacher_id = :teacher and c.program_id = g.id
                  left join lateral (select f.offering_id, w.opens_at, w.closes_at
                                       from selection.offering_card f
                                       join selection.term_card t on t.id = f.term_id and t.published_at is not null
                                       join selection.window_card w on w.term_id = t.id and w.kind in ('SELECT', 'MAKEUP')
                                      where f.program_id = g.id and f.withdrawn_at is null
                                      order by w.closes_at < :now, case when w.closes_at < :now then -extract(epoch from w.closes_at) else extract(epoch from w.opens_at) end, f.offering_id
                                      limit 1) o on true
                """)
            .param("teacher", teacher.value()).param("programs", programs.stream().map(ProgramId::value).toArray(UUID[]::new)).param("now", now.atOffset(ZoneOffset.UTC))
            .query(row -> {
                var opens = row.getObject("opens_at", OffsetDateTime.class);
                var closes = row.getObject("closes_at", OffsetDateTime.class);
                found.put(new ProgramId(row.getObject("id", UUID.class)), new MyPlan.Fact(row.getBoolean("taking"), row.getBoolean("completed"), row.getBoolean("waiting"),
                    row.getBoolean("applied"), row.getObject("offering_id", UUID.class), opens == null ? null : opens.toInstant(), closes == null ? null : closes.toInstant()));
            });
        return found;
    }

    /** Hours of a year from what serves lines. @param earned whether there is something of it, although the day may have had no room for it */
    record Hours(UUID serving, String category, CreditHours hours, boolean earned) {}

    /** @param serving as lines name them */
    List<Hours> hours(TeacherId teacher, Collection<UUID> serving, int year) {
        return db.sql("with recursive person as (select :teacher::uuid as teacher_id),\n" + Coverages.STUDIED + """
                earned as (
                    select e.program_id as serving, e.category, e.earned, e.credited from ledger.entry_card e
                     where e.teacher_id = :teacher and e.year = :year and e.program_id = any (:serving)
                     union all
                    select :study::uuid, s.category, s.earned, s.credited from studied s)
                select e.serving, e.category, sum(e.credited) as hours, sum(e.earned) > 0 as earned from earned e group by e.serving, e.category
                """)
            .param("teacher", teacher.value()).param("year", year).param("serving", serving.toArray(UUID[]::new)).param("study", PlanLine.STUDY)
            .param("studied", serving.contains(PlanLine.STUDY))
            .query((row, _) -> new Hours(row.getObject("serving", UUID.class), row.getString("category"), new CreditHours(row.getBigDecimal("hours")), row.getBoolean("earned")))
            .list();
    }
}
