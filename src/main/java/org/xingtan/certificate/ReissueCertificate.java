package org.xingtan.certificate;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;

/** Puts a new certificate in the place of an old one: today's name and hours, a new number. The old number leads to the new. */
@Component
public class ReissueCertificate {

    /** The reason that a person's own renewal is filed under. */
    static final String HOURS_GREW = "HOURS_GREW";

    /** The reason when hours were reversed and fewer are left than it said. */
    static final String HOURS_CORRECTED = "HOURS_CORRECTED";

    private final CertificatesInCharge inCharge;
    private final Certificates certificates;
    private final Holders holders;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final Clock clock;

    ReissueCertificate(CertificatesInCharge inCharge, Certificates certificates, Holders holders, Ledger ledger, AuditTrail audit, Clock clock) {
        this.inCharge = inCharge;
        this.certificates = certificates;
        this.holders = holders;
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    /** By whoever is in charge of the unit, e.g. after a change of name. */
    @Transactional
    public CertificateCard reissue(Actor actor, TeacherId teacher, UUID id, String reason) {
        var old = inCharge.require(actor, teacher, id);
        return replace(actor, old, CertificatesInCharge.reason(reason));
    }

    /** By its owner, once more hours count than it says: what it says stays frozen until he asks. */
    @Transactional
    public CertificateCard renew(Actor actor, UUID id) {
        var old = certificates.find(actor.teacher(), id).orElseThrow(() -> new NotFound(id));
        var now = ledger.hours(old.teacher(), old.program()).credited();
        Verdict.of(Condition.of("certificate.hours-grew", now.compareTo(old.facts().hours()) > 0)
            .withNeed("> " + old.facts().hours(), now.toString())).orRefuse();
        return replace(actor, old, HOURS_GREW);
    }

    /** By the rules, once fewer hours count than the valid one says and the right to it stands all the same: no certificate says too much. */
    @Transactional
    public void correct(Actor actor, TeacherId teacher, ProgramId program) {
        var now = ledger.hours(teacher, program).credited();
        certificates.of(teacher, program).filter(CertificateCard::isValid).filter(it -> now.compareTo(it.facts().hours()) < 0)
            .ifPresent(it -> replace(actor, it, HOURS_CORRECTED));
    }

    /** The unit is the one that the old one counts in once nobody else can change that any more. */
    private CertificateCard replace(Actor actor, CertificateCard old, String reason) {
        var now = clock.instant();
        var number = IssueCertificate.number(prefix(old.number()), IssueCertificate.day(now), certificates.nextNumber());
        var unit = certificates.end(old, CertificateCard.State.SUPERSEDED, actor.teacher().value(), reason, number, now)
            .orElseThrow(() -> new Refused("certificate.not-valid"));
        var holder = holders.find(old.teacher(), unit);
        var next = next(old, unit, holder, number, now);
        if (!certificates.add(next)) {
            throw new IllegalStateException("Two valid certificates for " + old.number());
        }
        audit.record(actor, "certificate.reissue", "certificate:" + old.number(), holder.path(),
            Map.of("number", old.number()), Map.of("number", next.number(), "reason", reason));
        return next;
    }

    private CertificateCard next(CertificateCard old, OrganizationId unit, Holders.Holder holder, String number, Instant now) {
        var was = old.facts();
        var facts = new CertificateFacts(holder.name(), holder.document(), holder.unit(), was.program(), was.track(), was.title(),
            ledger.hours(old.teacher(), old.program()).credited(), was.completedOn(), IssueCertificate.day(now), was.ruleVersion(),
            was.notice(), was.issuer());
        return new CertificateCard(Uuids.next(), old.teacher(), old.program(), unit, number, VerificationCode.next(), facts, now,
            CertificateCard.State.VALID, null, null, null, null);
    }

    /** What stands before year and count. */
    private static String prefix(String number) {
        var count = number.lastIndexOf('-');
        return number.substring(0, number.lastIndexOf('-', count - 1));
    }
}
