package org.xingtan.bulletin;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.monitoring.Units;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;

/** Use case: an authority begins a bulletin. Its figures are taken at once; it shows them to nobody else before it publishes. */
@Component
public class DraftBulletin {

    /** What a draft is begun with. */
    public record Order(BulletinId id, OrganizationId authority, Subject subject, int depth, BulletinText text) {

        public Order {
            if (depth < 1 || depth > BulletinForm.DEEPEST) {
                throw new Problem(400, "error.malformed");
            }
        }
    }

    private final BulletinsInCharge inCharge;
    private final Units units;
    private final Subjects subjects;
    private final Bulletins bulletins;
    private final FreezeFigures figures;
    private final AuditTrail audit;

    DraftBulletin(BulletinsInCharge inCharge, Units units, Subjects subjects, Bulletins bulletins, FreezeFigures figures, AuditTrail audit) {
        this.inCharge = inCharge;
        this.units = units;
        this.subjects = subjects;
        this.bulletins = bulletins;
        this.figures = figures;
        this.audit = audit;
    }

    /** Asked again with the same id, it changes nothing. */
    public void begin(Actor actor, Order order) {
        inCharge.requireOver(actor, order.authority);
        order.text.verdict().orRefuse();
        var unit = units.get(order.authority);
        draft(actor, order, unit, subjects.named(order.subject, unit), null);
    }

    /** A draft that is to take the place of a published one: its text, and the figures of today. */
    void correct(Actor actor, BulletinId published, BulletinId id) {
        var old = inCharge.mine(actor, published);
        if (old.published() == null) {
            throw new Refused("bulletin.not-published");
        }
        if (old.correctedBy() != null) {
            throw new Refused("bulletin.corrected-already");
        }
        draft(actor, new Order(id, old.organization(), old.subject(), old.depth(), BulletinText.of(old)),
            units.get(old.organization()), new NamedSubject(old.subject(), old.about(), old.basis()),
            new Bulletin.Reference(old.id(), old.published().year(), old.published().number()));
    }

    private void draft(Actor actor, Order order, OrganizationCard unit, NamedSubject named, Bulletin.@Nullable Reference corrects) {
        if (units.children(unit).isEmpty()) {
            throw new Refused("bulletin.no-units");
        }
        figures.at(asOf -> {
            var text = order.text;
            var draft = new Bulletin(order.id, unit.id(), unit.path(), name(unit), order.subject, named.about(), named.basis(), order.depth,
                text.title(), text.body(), text.rankingReason(), asOf, actor.personName(), corrects, null, null, 1);
            if (bulletins.add(draft, actor)) {
                figures.freeze(draft);
                audit.record(actor, "bulletin.draft", "bulletin:" + draft.id(), unit.path(), null, Map.of("name", text.title(), "asOf", asOf.toString()));
            }
            return asOf;
        });
    }

    private static Localized name(OrganizationCard unit) {
        return new Localized(unit.name(), unit.nameEn());
    }
}
