package org.xingtan.census;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.platform.AuditCheck;

/** Headcounts are those of the holders, and nothing is completed on an identity that stands refused. */
@Component
class CensusAudit implements AuditCheck {

    private final JdbcClient db;

    CensusAudit(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "census.figures";
    }

    @Override
    public List<String> findings(boolean repair) {
        return db.sql("""
                -- all teachers: the audit reads everybody
                select 'declaration ' || coalesce(c.declaration_id, h.declaration_id) || ' says ' || coalesce(c.n, 0) || ' of ' || coalesce(c.post, h.post)
                       || ' and has ' || coalesce(h.n, 0)
                  from census.headcount c
                  full join (select declaration_id, post, count(*) as n from census.holder group by declaration_id, post) h
                    on h.declaration_id = c.declaration_id and h.post = c.post
                 where coalesce(c.n, 0) <> coalesce(h.n, 0)
                 union all
                select 'program ' || d.program_id || ' is completed by ' || d.teacher_id || ' on the refused identity ' || d.track
                  from census.decision d
                  join program.completion_card c on c.teacher_id = d.teacher_id and c.program_id = d.program_id and c.track = d.track
                 where d.state = 'REFUSED' and d.ended_at is null
                 limit 100
                """)
            .query(String.class).list();
    }
}
