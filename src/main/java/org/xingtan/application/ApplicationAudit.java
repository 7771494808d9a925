package org.xingtan.application;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.persistence.Patience;

/**
 * Proves on live data: nobody is admitted whom a level has not passed on that had something to decide, each application stands where its
 * history says, quota tables add up and nobody is on a place that is not there, and who is admitted by a published list takes part, and nobody
 * else by it. What a move of units can unsettle is named as that, as long as the table can be put right: when the list is out it stays as it was.
 */
@Component
class ApplicationAudit implements AuditCheck {

    private static final String CHECK = """
        -- all teachers: an audit looks at everybody.
        with live as (
            select s.teacher_id, s.application_id, s.n, s.act, s.level, s.skipped
              from application.step s
             where s.act <> 'UNDONE' and not exists (select from application.step u
                                                      where u.teacher_id = s.teacher_id and u.application_id = s.application_id and u.undoes = s.id)),
        passed as (
            select a.teacher_id, a.id, a.program_id, l.level
              from application.application a
             cross join (values ('SCHOOL'), ('COUNTY')) l (level)
             where a.state in ('ADMITTED', 'RESERVE', 'RESIGNED', 'ABSENT')),
        last as (
            select distinct on (s.teacher_id, s.application_id) s.teacher_id, s.application_id, s.act, s.level
              from live s order by s.teacher_id, s.application_id, s.n desc)
        select 'application ' || p.id || ' of teacher ' || p.teacher_id || ' came past ' || p.level || ', which has not passed it on' as finding
          from passed p
         where not exists (select from live s where s.teacher_id = p.teacher_id and s.application_id = p.id and s.level = p.level and s.act in ('APPROVED', 'RESERVED'))
           and not exists (select from live s where s.teacher_id = p.teacher_id and s.application_id = p.id and s.level = 'CITY' and p.level = any (s.skipped))
         union all
        select 'application ' || p.id || ' of teacher ' || p.teacher_id || ' was decided by nobody'
          from passed p
         where p.level = 'SCHOOL' and not exists (select from live s where s.teacher_id = p.teacher_id and s.application_id = p.id and s.level = 'CITY')
         union all
        select 'application ' || a.id || ' of teacher ' || a.teacher_id || ' is ' || a.state || ', its last act says ' || l.act
          from application.application a
          join last l on l.teacher_id = a.teacher_id and l.application_id = a.id
         where a.state <> case l.act when 'APPROVED' then case l.level when 'CITY' then 'ADMITTED' else 'SUBMITTED' end
                                     when 'RESERVED' then case l.level when 'CITY' then 'RESERVE' else 'SUBMITTED' end
                                     when 'CORRECTED' then 'SUBMITTED' when 'PROMOTED' then 'ADMITTED' when 'EXCUSED' then 'RESIGNED' when 'APPEALED' then 'RESIGNED'
                                     when 'CANCELLED' then case when a.state = 'RESIGNED' then a.state else 'WITHDRAWN' end else l.act end
         union all
        select 'call ' || c.program_id || ': ' || f.flaw || case when t.moves then '; a unit that was moved or merged may have caused it, and whoever keeps the call puts it right' else '' end
          from application.call c
         cross join lateral application.quota_flaws(c.program_id) f
         cross join lateral (select f.kind in ('SUM', 'PLACED', 'CAP') or f.kind = 'EACH' and f.organization_id <> c.owner_id as moves) t
         where not t.moves or c.listed_at is null and c.cancelled_at is null
         union all
        select 'teacher ' || a.teacher_id || ' is admitted to program ' || a.program_id || ' and does not take part'
          from application.application a
          join application.call c on c.program_id = a.program_id and c.listed_at is not null
         where a.state = 'ADMITTED'
           and not exists (select from enrollment.participation_card e where e.teacher_id = a.teacher_id and e.program_id = a.program_id)
         union all
        select 'teacher ' || e.teacher_id || ' takes part in program ' || e.program_id || ' and is not admitted'
          from application.application a
          join enrollment.participation_card e on e.teacher_id = a.teacher_id and e.program_id = a.program_id and (e.started_at is null or a.state = 'ABSENT')
         where a.state in ('SUBMITTED', 'RETURNED', 'REJECTED', 'RESERVE', 'RESIGNED', 'ABSENT') and e.joined_at >= a.submitted_at
        """;

    private final JdbcClient db;
    private final Patience patience;

    ApplicationAudit(JdbcClient db, Patience patience) {
        this.db = db;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "application.chain";
    }

    @Override
    @Transactional
    public List<String> findings(boolean repair) {
        patience.extend();
        return db.sql(CHECK).query(String.class).list();
    }
}
