package org.xingtan.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.AuditCheck;

/** Every certificate says what it said when it was issued, word for word, and rests on a completion while it is valid. */
@Component
class CertificateSealAudit implements AuditCheck {

    private static final int AT_ONCE = 1000;

    private final JdbcClient db;
    private final CertificateSeals seals;

    CertificateSealAudit(JdbcClient db, CertificateSeals seals) {
        this.db = db;
        this.seals = seals;
    }

    @Override
    public String name() {
        return "certificate.seal";
    }

    @Override
    @Transactional
    public List<String> findings(boolean repair) {
        var findings = new ArrayList<>(broken());
        findings.addAll(unfounded());
        return findings;
    }

    private List<String> broken() {
        try (var rows = db.sql("-- all teachers: an audit reads every certificate.\n" + Certificates.SELECT.replace("select ", "select c.seal, ")
                + " where c.seal is not null or c.issued_at >= (select since from certificate.sealing)")
                .withFetchSize(AT_ONCE)
                .query((row, _) -> {
                    var card = Certificates.card(row);
                    return Arrays.equals(seals.of(card), row.getBytes("seal")) ? ""
                        : "certificate " + card.number() + " does not say what it was issued with";
                }).stream()) {
            return rows.filter(it -> !it.isEmpty()).limit(100).toList();
        }
    }

    private List<String> unfounded() {
        return db.sql("""
                -- all teachers: an audit reads every certificate.
                select 'certificate ' || c.number || ' is valid without a completed program'
                  from certificate.certificate c
                 where c.state = 'VALID'
                   and not exists (select from program.completion_card d where d.teacher_id = c.teacher_id and d.program_id = c.program_id)
                 order by c.number
                 limit 100
                """)
            .query(String.class).list();
    }
}
