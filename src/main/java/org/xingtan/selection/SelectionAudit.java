package org.xingtan.selection;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.persistence.Patience;

/**
 * Proves on live data what rests on two keys: a place and a choice are the same thing seen from two sides, what is counted is what is
 * there, who has a place takes part, and nobody waits while a place is free.
 */
@Component
class SelectionAudit implements AuditCheck {

    private static final String CHECK = """
        -- all teachers: an audit looks at everybody.
        with counted as (
            select p.offering_id, count(*) filter (where p.state = 'SELECTED') as taken, count(*) filter (where p.state = 'WAITING') as waiting
              from selection.place p group by p.offering_id),
        live as (
            select s.teacher_id, s.offering_id, s.program_id, s.term_id, s.state from selection.selection s where s.state <> 'DROPPED')
        select 'offering ' || o.offering_id || ' counts ' || o.taken || ' + ' || o.waiting || ', has ' || coalesce(c.taken, 0) || ' + ' || coalesce(c.waiting, 0) as finding
          from selection.offering o left join counted c using (offering_id)
         where (o.taken, o.waiting) is distinct from (coalesce(c.taken, 0), coalesce(c.waiting, 0))
         union all
        select 'offering ' || o.offering_id || ' has ' || o.taken || ' of ' || o.places || ' places taken' from selection.offering o where o.taken > o.places
         union all
        select 'offering ' || o.offering_id || ' lets ' || o.waiting || ' wait while ' || (o.places - o.taken) || ' places are free'
          from selection.offering o where o.waiting > 0 and o.taken < o.places
         union all
        select 'teacher ' || coalesce(l.teacher_id, p.teacher_id) || ', offering ' || coalesce(l.offering_id, p.offering_id)
               || ': choice ' || coalesce(l.state, 'none') || ', place ' || coalesce(p.state, 'none')
          from live l full join selection.place p on p.teacher_id = l.teacher_id and p.offering_id = l.offering_id
         where l.state is distinct from p.state
         union all
        select 'teacher ' || l.teacher_id || ' has a place in program ' || l.program_id || ' and does not take part'
          from live l
         where l.state = 'SELECTED'
           and not exists (select from enrollment.participation_card e where e.teacher_id = l.teacher_id and e.program_id = l.program_id)
           and exists (select from directory.person_card d where d.teacher_id = l.teacher_id)
         union all
        select 'teacher ' || l.teacher_id || ' holds ' || count(*) || ' of ' || t.most || ' in term ' || t.code
          from live l join selection.term t on t.id = l.term_id
         group by l.teacher_id, t.id having count(*) > t.most
        """;

    private final JdbcClient db;
    private final Patience patience;

    SelectionAudit(JdbcClient db, Patience patience) {
        this.db = db;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "selection.places";
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> findings(boolean repair) {
        patience.extend();
        return db.sql(CHECK).query(String.class).list();
    }
}
