package org.xingtan.bulletin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;

/** Use case: the author writes a draft, takes its figures anew, or throws it away. */
@Component
class EditBulletin {

    private final BulletinsInCharge inCharge;
    private final Bulletins bulletins;
    private final FreezeFigures figures;
    private final AuditTrail audit;

    EditBulletin(BulletinsInCharge inCharge, Bulletins bulletins, FreezeFigures figures, AuditTrail audit) {
        this.inCharge = inCharge;
        this.bulletins = bulletins;
        this.figures = figures;
        this.audit = audit;
    }

    /** @throws Problem 409 when somebody has changed it meanwhile */
    @Transactional
    public void write(Actor actor, BulletinId id, int version, BulletinText text) {
        var draft = inCharge.draft(actor, id);
        text.verdict().orRefuse();
        if (text.equals(BulletinText.of(draft))) {
            return;
        }
        requireUnchanged(bulletins.write(id, version, text));
        record(actor, "bulletin.write", draft, facts(BulletinText.of(draft)), facts(text));
    }

    /** The figures of this moment in place of those it had. */
    void refresh(Actor actor, BulletinId id, int version) {
        figures.at(asOf -> {
            var draft = inCharge.draft(actor, id);
            requireUnchanged(bulletins.date(id, version, asOf));
            figures.freeze(draft);
            record(actor, "bulletin.refresh", draft, Map.of("asOf", draft.asOf().toString()), Map.of("asOf", asOf.toString()));
            return asOf;
        });
    }

    /** @throws Problem 409 when it is published */
    @Transactional
    public void discard(Actor actor, BulletinId id) {
        var draft = inCharge.draft(actor, id);
        bulletins.remove(id);
        record(actor, "bulletin.discard", draft, facts(BulletinText.of(draft)), null);
    }

    static void requireUnchanged(boolean unchanged) {
        if (!unchanged) {
            throw new Problem(409, "error.changed-meanwhile");
        }
    }

    private void record(Actor actor, String act, Bulletin bulletin, @Nullable Object before, @Nullable Object after) {
        audit.record(actor, act, "bulletin:" + bulletin.id(), bulletin.path(), before, after);
    }

    private static Map<String, Object> facts(BulletinText text) {
        var facts = new LinkedHashMap<String, Object>(Map.of("name", text.title(), "text", text.body()));
        if (text.rankingReason() != null) {
            facts.put("ranking", text.rankingReason());
        }
        return facts;
    }
}
