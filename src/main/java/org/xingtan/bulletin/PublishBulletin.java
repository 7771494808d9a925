package org.xingtan.bulletin;

import java.time.Clock;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Window;

/** Use case: a draft becomes a bulletin, exactly as it was previewed, with the authority's next number of the year. */
@Component
public class PublishBulletin {

    private final BulletinsInCharge inCharge;
    private final Bulletins bulletins;
    private final AuditTrail audit;
    private final Clock clock;

    PublishBulletin(BulletinsInCharge inCharge, Bulletins bulletins, AuditTrail audit, Clock clock) {
        this.inCharge = inCharge;
        this.bulletins = bulletins;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Asked again, it changes nothing.
     *
     * @param version the one that was previewed
     * @throws Problem 409 when it is no longer that
     */
    @Transactional
    public void publish(Actor actor, BulletinId id, int version) {
        var draft = inCharge.mine(actor, id);
        if (!draft.isDraft()) {
            return;
        }
        if (draft.corrects() != null && bulletins.find(draft.corrects().id()).orElseThrow().correctedBy() != null) {
            throw new Refused("bulletin.corrected-already");
        }
        var at = clock.instant();
        var year = at.atZone(Window.ZONE).getYear();
        var published = new Bulletin.Published(year, bulletins.nextNumber(draft.organization(), year), at, actor.personName());
        try {
            EditBulletin.requireUnchanged(bulletins.publish(id, version, published, actor));
        } catch (DuplicateKeyException e) {
            throw new Refused("bulletin.corrected-already");
        }
        audit.record(actor, "bulletin.publish", "bulletin:" + id, draft.path(), null,
            Map.of("number", published.year() + "-" + published.number(), "name", draft.title(), "asOf", draft.asOf().toString()));
    }
}
