package org.xingtan.delivery;

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

/** Who was at a closed session has its hours once, as they were posted or as somebody has put them right since, and nobody else has any; a closed session counts those who were there as they stand, and each stands as the last act says, and as an appeal has found. */
@Repository
class DeliveryAudit implements AuditCheck {

    /** The hours that it proves. */
    @Configuration(proxyBeanMethods = false)
    static class Proven {

        @Bean
        ProvenSource deliverySource(Sessions sessions, Trainings trainings, Hours hours, Ledger ledger) {
            return new ProvenSource(CloseSession.SOURCE, new OneSession(sessions, trainings, hours, ledger));
        }
    }

    private static final String CHECK = """
        -- all teachers: the laws hold for everybody
        with recursive posted as materialized (
            select e.teacher_id, e.id, split_part(e.reference, '/', 1) as session, e.reference, e.earned, e.credited,
                   count(*) over (partition by e.teacher_id, split_part(e.reference, '/', 1)) as times,
                   exists (select from ledger.entry_card r where r.teacher_id = e.teacher_id and r.reverses = e.id) as reversed,
                   exists (select from ledger.entry_card c
                            where c.teacher_id = e.teacher_id and c.source = 'correction' and c.reference = e.id::text
                              and not exists (select from ledger.entry_card r where r.teacher_id = c.teacher_id and r.reverses = c.id)) as corrected
              from ledger.entry_card e where e.source = 'delivery'),
        given as (
            select p.teacher_id, p.session, p.id, p.credited
              from posted p
             where p.times > 1 or exists (select from ledger.entry_card c where c.teacher_id = p.teacher_id and c.source = 'correction' and c.reference = p.id::text)
             union all
            select g.teacher_id, g.session, n.id, n.credited
              from given g
              join ledger.entry_card n on n.teacher_id = g.teacher_id and n.source = 'correction' and n.reference = g.id::text),
        there as materialized (
            select a.teacher_id, a.session_id, a.state, a.earned, a.credited, a.left_out, s.hours, s.state as at,
                   case when s.posting <= 1 then s.id::text else s.id || '/' || s.posting end as reference
              from delivery.attendance a
              join delivery.session s on s.id = a.session_id),
        due as materialized (select * from there where earned is not null)
        select 'session ' || d.session_id || ' gave ' || d.teacher_id || ' ' || d.hours || ' hours, and the ledger has ' || count(e.id) || ' entries of them' as finding
          from due d
          left join posted e on e.teacher_id = d.teacher_id and e.reference = d.reference and e.earned = d.hours and e.credited = d.credited and e.earned = d.earned
         group by d.session_id, d.teacher_id, d.hours having count(e.id) <> 1
         union all
        select 'entry ' || e.id || ' of ' || e.teacher_id || ' counts for session ' || e.session || ' without attendance at a closed one'
          from posted e
         where (not e.reversed or e.corrected) and not exists (select from due d where d.teacher_id = e.teacher_id and d.reference = e.reference and d.at = 'CLOSED')
           and not (e.reversed and exists (select from there t where t.teacher_id = e.teacher_id and t.session_id::text = e.session and t.earned is null))
         union all
        select 'session ' || s.id || ' gave ' || g.teacher_id || ' ' || sum(g.credited + coalesce(r.credited, 0)) || ' of its ' || s.hours || ' hours'
          from given g
          join delivery.session s on s.id::text = g.session
          left join ledger.entry_card r on r.teacher_id = g.teacher_id and r.reverses = g.id
         group by s.id, g.teacher_id having sum(g.credited + coalesce(r.credited, 0)) > s.hours
         union all
        select 'attendance of ' || t.teacher_id || ' at session ' || t.session_id || ' has hours that are not posted'
          from there t where t.earned is not null and t.at <> 'CLOSED'
         union all
        select t.teacher_id || ' was at session ' || t.session_id || ' and has none of its ' || t.hours || ' hours'
          from there t
         where t.at = 'CLOSED' and t.state = 'PRESENT' and t.hours > 0 and t.earned is null and t.left_out is null
         union all
        select 'session ' || t.session_id || ' gave hours to ' || count(t.earned) || ' of ' || count(*) || ' who were late'
          from there t
         where t.at = 'CLOSED' and t.state = 'LATE' and t.hours > 0 and t.left_out is null
         group by t.session_id having count(t.earned) not in (0, count(*))
         union all
        select 'attendance of ' || t.teacher_id || ' at session ' || t.session_id || ' is ' || t.state || ', and its last act says ' || coalesce(l.after, 'nothing')
          from there t
          left join lateral (select c.after from delivery.attendance_act c where c.teacher_id = t.teacher_id and c.session_id = t.session_id order by c.n desc limit 1) l on true
         where l.after is distinct from t.state
         union all
        select 'session ' || s.id || ' says ' || s.attended || ' of ' || s.expected || ', its attendance otherwise'
          from delivery.session s
          left join there t on t.session_id = s.id
         where s.state = 'CLOSED'
         group by s.id
        having s.expected <> count(t.session_id) filter (where t.state <> 'EXCUSED')
            or s.attended <> count(t.session_id) filter (where t.state in ('PRESENT', 'LATE', 'LEFT_EARLY'))
         union all
        select 'appeal ' || p.id || ' of ' || p.teacher_id || ' was granted, and at session ' || p.reference || ' he does not stand as present'
          from appeal.appeal_card p
         where p.kind = 'SESSION' and p.state = 'GRANTED' and p.late is null
           and not exists (select from delivery.attendance a where a.teacher_id = p.teacher_id and a.session_id = p.reference and a.state in ('PRESENT', 'LATE'))
         union all
        select 'attendance of ' || a.teacher_id || ' at session ' || a.session_id || ' was put right by an appeal that nobody has granted'
          from delivery.attendance a
         where a.how = 'APPEALED'
           and not exists (select from appeal.appeal_card p
                            where p.teacher_id = a.teacher_id and p.kind = 'SESSION' and p.reference = a.session_id and p.state = 'GRANTED')
         union all
        select 'appeal ' || p.id || ' of ' || p.teacher_id || case when p.late is null then ' was granted, and session ' || s.id || ' was called off since'
                                                                   else ' was granted too late, and session ' || s.id || ' is not called off' end
          from appeal.appeal_card p join delivery.session s on s.id = p.reference
         where p.kind = 'SESSION' and p.state = 'GRANTED' and p.late is distinct from case s.state when 'CANCELED' then 'SESSION_CANCELED' end
         limit 100
        """;

    private final JdbcClient db;
    private final Patience patience;

    DeliveryAudit(JdbcClient db, Patience patience) {
        this.db = db;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "delivery.hours";
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> findings(boolean repair) {
        patience.extend();
        return db.sql(CHECK).query(String.class).list();
    }
}
