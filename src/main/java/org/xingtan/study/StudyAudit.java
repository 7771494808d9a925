package org.xingtan.study;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ProvenSource;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.persistence.Patience;

/** Who was there at a closed event has its hours once, as they were posted or as somebody has put them right since, and nobody else has any; nobody was at two of them at once; what an appeal has granted stands, and nothing else that says so. */
@Repository
class StudyAudit implements AuditCheck {

    /** The hours that it proves. */
    @Configuration(proxyBeanMethods = false)
    static class Proven {

        @Bean
        ProvenSource studySource(Events events, KeepEvent keep, Limits limits, Ledger ledger) {
            return new ProvenSource(CloseEvent.SOURCE, new OneEvent(events, keep, limits, ledger));
        }
    }

    private static final String CHECK = """
        -- all teachers: the laws hold for everybody
        with recursive posted as materialized (
            select e.teacher_id, e.id, split_part(e.reference, '/', 1) as event, e.reference, e.earned, e.credited,
                   count(*) over (partition by e.teacher_id, split_part(e.reference, '/', 1)) as times,
                   exists (select from ledger.entry_card r where r.teacher_id = e.teacher_id and r.reverses = e.id) as reversed,
                   exists (select from ledger.entry_card c
                            where c.teacher_id = e.teacher_id and c.source = 'correction' and c.reference = e.id::text
                              and not exists (select from ledger.entry_card r where r.teacher_id = c.teacher_id and r.reverses = c.id)) as corrected
              from ledger.entry_card e where e.source = 'study'),
        given as (
            select p.teacher_id, p.event, p.id, p.credited
              from posted p
             where p.times > 1 or exists (select from ledger.entry_card c where c.teacher_id = p.teacher_id and c.source = 'correction' and c.reference = p.id::text)
             union all
            select g.teacher_id, g.event, n.id, n.credited
              from given g
              join ledger.entry_card n on n.teacher_id = g.teacher_id and n.source = 'correction' and n.reference = g.id::text),
        due as materialized (
            select a.teacher_id, a.event_id, a.earned, a.credited, v.hours,
                   case when v.posting <= 1 then v.id::text else v.id || '/' || v.posting end as reference
              from study.attendance a
              join study.event v on v.id = a.event_id and v.state = 'CLOSED'
              join study.plan p on p.id = v.plan_id
             where (a.state = 'PRESENT' or a.state = 'LATE' and p.late_counts) and a.left_out is null)
        select 'event ' || d.event_id || ' gave ' || d.teacher_id || ' ' || d.hours || ' hours, and the ledger has ' || count(e.id) || ' entries of them' as finding
          from due d
          left join posted e on e.teacher_id = d.teacher_id and e.reference = d.reference and e.earned = d.hours and e.credited = d.credited and e.earned = d.earned
         group by d.event_id, d.teacher_id, d.hours having count(e.id) <> 1
         union all
        select 'entry ' || e.id || ' of ' || e.teacher_id || ' counts for event ' || e.event || ' without attendance at a closed one'
          from posted e
         where (not e.reversed or e.corrected) and not exists (select from due d where d.teacher_id = e.teacher_id and d.reference = e.reference)
           and not (e.reversed and exists (select from study.attendance a where a.teacher_id = e.teacher_id and a.event_id::text = e.event and a.earned is null))
         union all
        select 'event ' || v.id || ' gave ' || g.teacher_id || ' ' || sum(g.credited + coalesce(r.credited, 0)) || ' of its ' || v.hours || ' hours'
          from given g
          join study.event v on v.id::text = g.event
          left join ledger.entry_card r on r.teacher_id = g.teacher_id and r.reverses = g.id
         group by v.id, g.teacher_id having sum(g.credited + coalesce(r.credited, 0)) > v.hours
         union all
        select 'attendance of ' || a.teacher_id || ' at event ' || a.event_id || ' has hours that are not posted'
          from study.attendance a join study.event v on v.id = a.event_id
         where a.earned is not null and v.state <> 'CLOSED'
         union all
        select 'event ' || v.id || ' says ' || v.people || ' people and ' || v.credited || ' hours, its attendance ' || count(a.credited) || ' and ' || coalesce(sum(a.credited), 0)
          from study.event v left join study.attendance a on a.event_id = v.id
         where v.state = 'CLOSED'
         group by v.id having v.people <> count(a.credited) or v.credited <> coalesce(sum(a.credited), 0)
         union all
        select a.teacher_id || ' is at event ' || v.id || ' and at event ' || o.id || ' at once'
          from study.event v
          join study.attendance a on a.event_id = v.id and a.state <> 'ABSENT'
          join study.attendance b on b.teacher_id = a.teacher_id and b.event_id > a.event_id and b.state <> 'ABSENT'
          join study.event o on o.id = b.event_id and o.day = v.day and o.starts < v.ends and o.ends > v.starts and o.state <> 'CANCELED'
         where v.state <> 'CANCELED'
         union all
        select 'appeal ' || p.id || ' of ' || p.teacher_id || ' was granted, and at event ' || p.reference || ' he does not stand as present'
          from appeal.appeal_card p
         where p.kind = 'ATTENDANCE' and p.state = 'GRANTED' and p.late is null
           and not exists (select from study.attendance a where a.teacher_id = p.teacher_id and a.event_id = p.reference and a.state <> 'ABSENT')
         union all
        select 'attendance of ' || a.teacher_id || ' at event ' || a.event_id || ' was put right by an appeal that nobody has granted'
          from study.attendance a
         where a.how = 'APPEALED'
           and not exists (select from appeal.appeal_card p
                            where p.teacher_id = a.teacher_id and p.kind = 'ATTENDANCE' and p.reference = a.event_id and p.state = 'GRANTED')
         union all
        select 'appeal ' || p.id || ' of ' || p.teacher_id || case when p.late is null then ' was granted, and event ' || v.id || ' was called off since'
                                                                   else ' was granted too late, and event ' || v.id || ' is not called off' end
          from appeal.appeal_card p join study.event v on v.id = p.reference
         where p.kind = 'ATTENDANCE' and p.state = 'GRANTED' and p.late is distinct from case v.state when 'CANCELED' then 'EVENT_CANCELED' end
         limit 100
        """;

    private final JdbcClient db;
    private final Patience patience;

    StudyAudit(JdbcClient db, Patience patience) {
        this.db = db;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "study.hours";
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> findings(boolean repair) {
        patience.extend();
        return db.sql(CHECK).query(String.class).list();
    }
}
