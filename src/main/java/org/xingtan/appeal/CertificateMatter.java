package org.xingtan.appeal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.xingtan.certificate.CertificateCard;
import org.xingtan.certificate.Certificates;
import org.xingtan.certificate.IssueCertificate;
import org.xingtan.certificate.ReissueCertificate;
import org.xingtan.enrollment.Participations;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.Completions;
import org.xingtan.program.Programs;

/** A certificate that says something wrong, or was revoked by somebody. Granted, a new one takes its place. */
@Component
class CertificateMatter implements Matter {

    private final Certificates certificates;
    private final ReissueCertificate reissue;
    private final Restore restore;

    CertificateMatter(Certificates certificates, ReissueCertificate reissue, Restore restore) {
        this.certificates = certificates;
        this.reissue = reissue;
        this.restore = restore;
    }

    @Override
    public Appeal.Kind kind() {
        return Appeal.Kind.CERTIFICATE;
    }

    @Override
    public List<Subject> of(TeacherId teacher) {
        return certificates.ofTeacher(teacher).stream().map(this::subject).filter(Subject::contestable).limit(OFFERED).toList();
    }

    @Override
    public Optional<Subject> find(TeacherId teacher, UUID reference) {
        return card(teacher, reference).map(this::subject);
    }

    /** All that he has had from one program. */
    @Override
    public Set<UUID> same(TeacherId teacher, UUID reference) {
        var program = card(teacher, reference).map(CertificateCard::program);
        return certificates.ofTeacher(teacher).stream().filter(it -> program.filter(it.program()::equals).isPresent()).map(CertificateCard::id).collect(Collectors.toSet());
    }

    @Override
    public void grant(Actor actor, Appeal appeal, Remedy remedy) {
        var card = card(appeal.teacher(), appeal.reference()).orElseThrow(() -> new NotFound(appeal.reference()));
        if (card.isValid()) {
            reissue.reissue(actor, card.teacher(), card.id(), remedy.reason());
        } else {
            restore.restore(actor, card, remedy.reason());
        }
    }

    private Optional<CertificateCard> card(TeacherId teacher, UUID id) {
        return certificates.ofTeacher(teacher).stream().filter(it -> it.id().equals(id)).findFirst();
    }

    private Subject subject(CertificateCard card) {
        var facts = card.facts();
        var revoked = card.state() == CertificateCard.State.REVOKED && card.endedBy() != null;
        return new Subject(kind(), card.id(), card.program(), facts.title() + " " + card.number(),
            List.of(facts.name(), facts.unit(), facts.hours(), card.reason() == null ? "–" : card.reason()),
            card.endedAt() == null ? card.issuedAt() : card.endedAt(), null, card.endedBy() == null ? null : new TeacherId(card.endedBy()),
            card.isValid() || revoked);
    }

    /** Gives back a certificate that somebody revoked, on what the person has completed and holds today. */
    @Component
    static class Restore {

        private final IssueCertificate certificates;
        private final Programs programs;
        private final Participations participations;
        private final Completions completions;
        private final Ledger ledger;

        Restore(IssueCertificate certificates, Programs programs, Participations participations, Completions completions, Ledger ledger) {
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
}
