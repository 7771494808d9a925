package org.xingtan.certificate;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/** Takes a certificate away by somebody's decision. It does not come back by itself. */
@Component
public class RevokeCertificate {

    private final CertificatesInCharge inCharge;
    private final Certificates certificates;
    private final Holders holders;
    private final Tally tally;
    private final AuditTrail audit;
    private final Clock clock;

    RevokeCertificate(CertificatesInCharge inCharge, Certificates certificates, Holders holders, Tally tally, AuditTrail audit, Clock clock) {
        this.inCharge = inCharge;
        this.certificates = certificates;
        this.holders = holders;
        this.tally = tally;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws org.xingtan.platform.NotFound when it is none of the actor's units' */
    @Transactional
    public void revoke(Actor actor, TeacherId teacher, UUID id, String reason) {
        var card = inCharge.require(actor, teacher, id);
        var why = CertificatesInCharge.reason(reason);
        var unit = certificates.end(card, CertificateCard.State.REVOKED, actor.teacher().value(), why, null, clock.instant())
            .orElseThrow(() -> new Refused("certificate.not-valid"));
        tally.add(teacher, card.program(), unit, Measure.CERTIFIED, -1);
        audit.record(actor, "certificate.revoke", "certificate:" + card.number(), holders.find(teacher, card.organization()).path(),
            Map.of("state", card.state()), Map.of("state", CertificateCard.State.REVOKED, "reason", why));
    }
}
