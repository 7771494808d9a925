package org.xingtan.appeal;

import org.springframework.stereotype.Component;
import org.xingtan.certificate.CertificateCard;
import org.xingtan.certificate.IssueCertificate;
import org.xingtan.enrollment.Participations;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Refused;
import org.xingtan.program.Completions;
import org.xingtan.program.Programs;

/** Gives back a certificate that somebody revoked, on what the person has completed and holds today. */
@Component
class RestoreCertificate {

    private final IssueCertificate certificates;
    private final Programs programs;
    private final Participations participations;
    private final Completions completions;
    private final Ledger ledger;

    RestoreCertificate(IssueCertificate certificates, Programs programs, Participations participations, Completions completions, Ledger ledger) {
        this.certificates = certificates;
        this.programs = programs;
        this.participations = participations;
        this.completions = completions;
        this.ledger = ledger;
    }

    /** @throws Refused when the program is not complete any more: what it lacks is to be appealed against first */
    void restore(Actor actor, CertificateCard revoked, String reason) {
        var teacher = revoked.teacher();
        var participation = participations.lock(teacher, revoked.program());
        var completion = completions.find(teacher, revoked.program()).orElseThrow(() -> new Refused("appeal.completed"));
        certificates.issueAgain(actor, revoked, programs.current(revoked.program()), new IssueCertificate.Restored(participation.organization(),
            participation.track(), ledger.hours(teacher, revoked.program()).credited(), completion.at()), reason);
    }
}
