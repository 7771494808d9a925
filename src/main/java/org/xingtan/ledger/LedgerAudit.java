package org.xingtan.ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.platform.AuditCheck;

/** Every reversal is the opposite of its entry in the same place, and an entry names a cap exactly when one held hours back. */
@Component
class LedgerAudit implements AuditCheck {

    private final JdbcClient db;

    LedgerAudit(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "ledger.entries";
    }

    @Override
    public List<String> findings(boolean repair) {
        return db.sql("""
                select 'reversal ' || r.id || ' of teacher ' || r.teacher_id || ' is not the opposite of its entry'
                  from ledger.entry r
                  join ledger.entry e on e.teacher_id = r.teacher_id and e.id = r.reverses
                 where (r.earned, r.credited, r.category, r.year, r.earned_on, r.days) <> (-e.earned, -e.credited, e.category, e.year, e.earned_on, e.days)
                    or (r.program_id, r.phase_id, r.course_id, r.lesson_id) is distinct from (e.program_id, e.phase_id, e.course_id, e.lesson_id)
                 union all
                select 'entry ' || e.id || ' of teacher ' || e.teacher_id || ' counts less than was earned without a cap, or names one for nothing'
                  from ledger.entry e
                 where e.reverses is null and (e.limited_by is not null) <> (e.credited < e.earned)
                 limit 100
                """)
            .query(String.class).list();
    }
}
