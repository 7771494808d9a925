package org.xingtan.certificate;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.platform.AuditCheck;

/** Numbers and codes are registered once and lead back; the hours a certificate says are those the ledger had when it was issued. */
@Component
class CertificateAudit implements AuditCheck {

    private final JdbcClient db;

    CertificateAudit(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "certificate.facts";
    }

    @Override
    public List<String> findings(boolean repair) {
        return db.sql("""
                select 'certificate ' || c.number || ' is not the one its number or code is registered for'
                  from certificate.certificate c
                  left join certificate.number n on n.number = c.number and n.certificate_id = c.id and n.teacher_id = c.teacher_id
                  left join certificate.verification v on v.code = c.code and v.certificate_id = c.id and v.teacher_id = c.teacher_id
                 where n.number is null or v.code is null
                 union all
                select 'certificate ' || c.number || ' says ' || (c.facts ->> 'hours') || ' hours, the ledger had ' || h.credited
                  from certificate.certificate c
                  join (select c.teacher_id, c.id, coalesce(sum(e.credited), 0) as credited
                          from certificate.certificate c
                          left join ledger.entry_card e on e.teacher_id = c.teacher_id and e.program_id = c.program_id and e.posted_at <= c.issued_at
                         group by c.teacher_id, c.id) h on h.teacher_id = c.teacher_id and h.id = c.id
                 where (c.facts ->> 'hours')::numeric <> h.credited
                 limit 100
                """)
            .query(String.class).list();
    }
}
