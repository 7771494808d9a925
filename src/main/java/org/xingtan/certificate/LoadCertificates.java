package org.xingtan.certificate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.CopyIn;
import org.xingtan.platform.persistence.Json;
import org.xingtan.program.ProgramDetail;

/** Fills certificates by the hundred thousand, with numbers and codes as {@link IssueCertificate} gives them. */
@Component
public class LoadCertificates {

    private final CopyIn copy;
    private final JdbcClient db;
    private final CertificateSeals seals;
    private final Holders holders;

    LoadCertificates(CopyIn copy, JdbcClient db, CertificateSeals seals, Holders holders) {
        this.copy = copy;
        this.db = db;
        this.seals = seals;
        this.holders = holders;
    }

    /**
     * A certificate to be issued, completed at the same instant.
     *
     * @param document the ID number, masked
     */
    public record Issue(TeacherId teacher, String name, @Nullable String document, OrganizationId unit, String unitName,
                        ProgramDetail program, String track, CreditHours hours, Instant at) {}

    public long load(List<Issue> issues) {
        var numbers = db.sql("select nextval('certificate.number_seq') from generate_series(1, :n)").param("n", issues.size())
            .query(Long.class).list();
        var issuers = new HashMap<ProgramId, String>();
        var cards = new ArrayList<CertificateCard>(issues.size());
        for (var i = 0; i < issues.size(); i++) {
            var issue = issues.get(i);
            cards.add(card(issue, issuers.computeIfAbsent(issue.program().id(), _ -> holders.issuer(issue.program())), numbers.get(i)));
        }
        copy.copy("certificate.number (number, teacher_id, certificate_id)", rows ->
            cards.forEach(it -> rows.add(it.number(), it.teacher(), it.id())));
        copy.copy("certificate.verification (code, teacher_id, certificate_id)", rows ->
            cards.forEach(it -> rows.add(it.code(), it.teacher(), it.id())));
        return copy.copy("certificate.certificate (teacher_id, id, program_id, number, code, facts, issued_at, organization_id, seal)", rows ->
            cards.forEach(it -> rows.add(it.teacher(), it.id(), it.program(), it.number(), it.code(), Json.write(it.facts()), it.issuedAt(),
                it.organization(), seals.of(it))));
    }

    private static CertificateCard card(Issue issue, String issuer, long n) {
        var program = issue.program();
        var day = IssueCertificate.day(issue.at());
        var facts = new CertificateFacts(issue.name(), issue.document(), issue.unitName(), program.title(), issue.track(),
            program.rules().certificate().title(), issue.hours(), day, day, program.ruleVersion(), program.notice(), issuer);
        return new CertificateCard(Uuids.next(), issue.teacher(), program.id(), issue.unit(),
            IssueCertificate.number(program.rules().certificate().prefix(), day, n), VerificationCode.next(), facts,
            issue.at().truncatedTo(ChronoUnit.MICROS),
            CertificateCard.State.VALID, null, null, null, null);
    }
}
