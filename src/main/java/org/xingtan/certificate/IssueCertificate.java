package org.xingtan.certificate;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.ledger.Hours;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;
import org.xingtan.tally.Delta;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/** Gives a person who has completed a program the certificate his track leads to. */
@Component
public class IssueCertificate {

    /** Begins the reason of a certificate that was withdrawn because hours were reversed; what follows is why they were. */
    static final String HOURS_REVERSED = "HOURS_REVERSED: ";

    /** Begins the reason of one that was withdrawn because the unit refused the identity it was earned on. */
    static final String IDENTITY_REFUSED = "IDENTITY_REFUSED: ";

    private final Certificates certificates;
    private final Holders holders;
    private final Tally tally;
    private final CertificatesInCharge inCharge;
    private final AuditTrail audit;
    private final Clock clock;

    IssueCertificate(Certificates certificates, Holders holders, Tally tally, CertificatesInCharge inCharge, AuditTrail audit, Clock clock) {
        this.certificates = certificates;
        this.holders = holders;
        this.tally = tally;
        this.inCharge = inCharge;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Issues once, in the caller's transaction; asked again it answers the same certificate. The caller has judged the
     * completion and holds its verdict.
     *
     * @param unit  the unit the person counts in for this program
     * @param hours as the ledger has them now; they are frozen
     * @return empty when the track leads to none, or when somebody has revoked this person's certificate of this program
     */
    @Transactional
    public Optional<CertificateCard> issue(TeacherId teacher, ProgramDetail program, String track, OrganizationId unit, Hours hours,
                                           Instant completedAt) {
        if (!program.rules().certificate().tracks().contains(track)) {
            return Optional.empty();
        }
        var held = certificates.of(teacher, program.id());
        if (held.filter(it -> it.isValid() || it.isRevokedByHand()).isPresent()) {
            return held.filter(CertificateCard::isValid);
        }
        var entitled = new Entitlements.Entitled(teacher, unit, track, holders.find(teacher, unit), hours.credited(), completedAt);
        issueAll(program, List.of(entitled));
        return certificates.of(teacher, program.id());
    }

    /**
     * Takes somebody's revocation back: a new certificate in the place of the revoked one, which stays revoked.
     *
     * @param standing what the certificate rests on now
     * @throws org.xingtan.platform.NotFound when it is none of the actor's units'
     * @throws Refused when nobody revoked it, or another one is valid
     */
    @Transactional
    public void issueAgain(Actor actor, CertificateCard revoked, ProgramDetail program, Restored standing, String reason) {
        inCharge.require(actor, revoked.teacher(), revoked.id());
        if (!revoked.isRevokedByHand() || certificates.of(revoked.teacher(), program.id()).filter(CertificateCard::isValid).isPresent()) {
            throw new Refused("certificate.revoked-by-hand");
        }
        var holder = holders.find(revoked.teacher(), standing.unit());
        issueAll(program, List.of(new Entitlements.Entitled(revoked.teacher(), standing.unit(), standing.track(), holder, standing.hours(), standing.completedAt())));
        var number = certificates.of(revoked.teacher(), program.id()).orElseThrow().number();
        audit.record(actor, "certificate.issue-again", "certificate:" + revoked.number(), holder.path(),
            Map.of("number", revoked.number()), Map.of("number", number, "reason", reason));
    }

    /** What a certificate is issued on: where the person counts, his track, his hours, and when he completed. */
    public record Restored(OrganizationId unit, String track, CreditHours hours, Instant completedAt) {}

    /**
     * Issues to many at once, in the caller's transaction; who has got a valid one meanwhile is left out.
     *
     * @return how many were issued
     */
    @Transactional
    int issueAll(ProgramDetail program, List<Entitlements.Entitled> people) {
        var issuer = holders.issuer(program);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var numbers = certificates.nextNumbers(people.size()).iterator();
        var issued = certificates.addAll(people.stream().map(it -> card(program, issuer, it, numbers.next(), now)).toList());
        tally.addAll(issued.stream().map(it -> new Delta(it.teacher(), program.id(), it.organization(), Measure.CERTIFIED, 1)).toList());
        return issued.size();
    }

    /**
     * The right to it is gone, e.g. by another track: the valid certificate is revoked by the rules, not by a person.
     *
     * @param reason why, for who holds it
     */
    @Transactional
    public void withdraw(TeacherId teacher, ProgramId program, String reason) {
        certificates.of(teacher, program).filter(CertificateCard::isValid)
            .flatMap(card -> certificates.end(card, CertificateCard.State.REVOKED, null, reason, null, clock.instant()))
            .ifPresent(unit -> tally.add(teacher, program, unit, Measure.CERTIFIED, -1));
    }

    /**
     * The same because hours were reversed.
     *
     * @param why as the one who reversed them gave it
     */
    @Transactional
    public void withdrawForHours(TeacherId teacher, ProgramId program, String why) {
        withdraw(teacher, program, HOURS_REVERSED + why);
    }

    /**
     * The same because the person's unit refused the identity it was earned on.
     *
     * @param why as the unit gave it
     */
    @Transactional
    public void withdrawForIdentity(TeacherId teacher, ProgramId program, String why) {
        withdraw(teacher, program, IDENTITY_REFUSED + why);
    }

    /** The holder counts in another unit from now on; what is printed stays as it is. */
    @Transactional
    public void countIn(OrganizationId unit, TeacherId teacher, ProgramId program) {
        certificates.of(teacher, program).filter(card -> card.isValid() && !card.organization().equals(unit))
            .filter(card -> certificates.countIn(unit, card))
            .ifPresent(card -> tally.addAll(List.of(new Delta(teacher, program, card.organization(), Measure.CERTIFIED, -1),
                new Delta(teacher, program, unit, Measure.CERTIFIED, 1))));
    }

    private static CertificateCard card(ProgramDetail program, String issuer, Entitlements.Entitled person, long n, Instant now) {
        var rule = program.rules().certificate();
        var holder = person.holder();
        var facts = new CertificateFacts(holder.name(), holder.document(), holder.unit(), program.title(), person.track(), rule.title(),
            person.hours(), day(person.completedAt()), day(now), program.ruleVersion(), program.notice(), issuer);
        return new CertificateCard(Uuids.next(), person.teacher(), program.id(), person.unit(), number(rule.prefix(), facts.issuedOn(), n),
            VerificationCode.next(), facts, now, CertificateCard.State.VALID, null, null, null, null);
    }

    static String number(String prefix, LocalDate issuedOn, long n) {
        return "%s-%d-%08d".formatted(prefix, issuedOn.getYear(), n);
    }

    static LocalDate day(Instant instant) {
        return instant.atZone(Window.ZONE).toLocalDate();
    }
}
