package org.xingtan.cover;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.persistence.Patience;

/** What stands of somebody's lessons is what was said last, and all that was said of them is there. */
@Repository
class CoverAudit implements AuditCheck {

    private static final String CHECK = """
        -- all teachers: the law holds for everybody
        select 'the arrangement of ' || a.teacher_id || ' on ' || a.day || ' for ' || a.cause || ' is not what was said of it last' as finding
          from cover.arrangement a
          left join cover.act h on h.teacher_id = a.teacher_id and h.day = a.day and h.cause = a.cause and h.version = a.version
         where h.version is null or (h.act in ('ARRANGED', 'CHANGED', 'PASSED')) <> (a.state = 'ARRANGED') or h.kind <> a.kind or h.covered_by is distinct from a.covered_by
            or h.note <> a.note or h.at <> a.set_at or h.unit_id <> a.unit_id or h.title <> a.title
            or h.act <> 'PASSED' and (h.by is distinct from a.set_by or h.by_name <> a.set_by_name)
         union all
        select 'of the arrangement of ' || a.teacher_id || ' on ' || a.day || ' for ' || a.cause || ' ' || a.version || ' versions are said, and ' || count(h.version) || ' are there'
          from cover.arrangement a
          left join cover.act h on h.teacher_id = a.teacher_id and h.day = a.day and h.cause = a.cause
         group by a.teacher_id, a.day, a.cause, a.version
        having count(h.version) <> a.version or max(h.version) <> a.version
         limit 100
        """;

    private final JdbcClient db;
    private final Patience patience;

    CoverAudit(JdbcClient db, Patience patience) {
        this.db = db;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "cover.arrangements";
    }

    /** Where the cause of one is gone, that is followed by itself, and nothing to repair. */
    @Override
    @Transactional(readOnly = true)
    public List<String> findings(boolean repair) {
        patience.extend();
        return db.sql(CHECK).query(String.class).list();
    }
}
