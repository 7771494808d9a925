package org.xingtan.bulletin;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.monitoring.Units;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Page;

/** Use case: somebody looks at the bulletins he publishes, and at those that are about his units. */
@Component
class LookAtBulletins {

    private static final int ROWS = 30;

    private final BulletinsInCharge inCharge;
    private final Bulletins bulletins;
    private final BulletinLines lines;
    private final Units units;
    private final Subjects subjects;
    private final Clock clock;

    LookAtBulletins(BulletinsInCharge inCharge, Bulletins bulletins, BulletinLines lines, Units units, Subjects subjects, Clock clock) {
        this.inCharge = inCharge;
        this.bulletins = bulletins;
        this.lines = lines;
        this.units = units;
        this.subjects = subjects;
        this.clock = clock;
    }

    BulletinList list(Actor actor, @Nullable String after) {
        var reads = inCharge.reads(actor);
        if (reads.isEmpty()) {
            throw new NotFound("bulletins");
        }
        return new BulletinList(authorities(actor), bulletins.page(inCharge.publishes(actor), reads, Page.Key.id(after), ROWS));
    }

    /** A form to begin with: for the authority that was asked for, else for the first one of the actor. */
    BulletinForm form(Actor actor, @Nullable String organization) {
        var authorities = authorities(actor);
        var authority = Units.organization(organization, authorities);
        inCharge.requireOver(actor, authority);
        var unit = units.get(authority);
        return new BulletinForm(BulletinId.next(), unit, authorities, subjects.offered(unit), LocalDate.ofInstant(clock.instant(), Window.ZONE));
    }

    /** @param unit whose part of the figures is asked for; null for all */
    BulletinView at(Actor actor, BulletinId id, @Nullable String unit) {
        var bulletin = inCharge.read(actor, id);
        var shown = unit == null ? bulletin.organization() : OrganizationId.of(unit);
        var own = lines.of(bulletin, shown);
        if (own.isEmpty()) {
            throw new NotFound(shown);
        }
        return new BulletinView(bulletin, lines.trail(bulletin, shown), own, lines.below(bulletin, shown), inCharge.isOver(actor, bulletin), BulletinId.next());
    }

    private List<OrganizationCard> authorities(Actor actor) {
        return units.tops(inCharge.publishes(actor)).stream().filter(unit -> !unit.kind().equals("SCHOOL")).toList();
    }
}
