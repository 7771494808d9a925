package org.xingtan.certificate;

import java.util.ArrayList;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.program.ProgramDetail;

/** Says how a person stands with the certificate of a program. */
@Component
public class CertificateStandings {

    private final Certificates certificates;

    CertificateStandings(Certificates certificates) {
        this.certificates = certificates;
    }

    /** @param completion the verdict of the completion rule of the person's track */
    public CertificateStanding of(TeacherId teacher, ProgramDetail program, String track, Verdict completion) {
        var grants = program.rules().certificate().tracks().contains(track);
        var held = certificates.of(teacher, program.id());
        var conditions = new ArrayList<Condition>();
        var chosen = program.track(track);
        conditions.add(Condition.of(grants ? "certificate.track-grants" : "certificate.time-only", grants,
            new Localized(chosen.title(), chosen.titleEn())));
        if (grants) {
            conditions.add(Condition.nested("certificate.completed", completion.met(), completion.conditions()));
            held.filter(CertificateCard::isRevokedByHand)
                .ifPresent(card -> conditions.add(Condition.of("certificate.not-revoked", false, String.valueOf(card.reason()))));
        }
        var verdict = Verdict.of(conditions).from(program.notice());
        var valid = held.filter(CertificateCard::isValid);
        return new CertificateStanding(state(grants, valid.isPresent(), verdict, held.filter(CertificateCard::isRevokedByHand).isPresent()),
            valid.map(CertificateCard::number).orElse(null), verdict);
    }

    private static CertificateStanding.State state(boolean grants, boolean valid, Verdict verdict, boolean revoked) {
        if (valid) {
            return CertificateStanding.State.ISSUED;
        }
        if (!grants || revoked) {
            return CertificateStanding.State.NOT_GRANTED;
        }
        return verdict.met() ? CertificateStanding.State.PENDING : CertificateStanding.State.NONE;
    }
}
