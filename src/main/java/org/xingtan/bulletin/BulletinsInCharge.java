package org.xingtan.bulletin;

import java.util.List;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;

/** Which bulletins somebody may read and write. What is published is for every unit it is about, as a whole, and for those above. */
@Component
class BulletinsInCharge {

    private final Bulletins bulletins;
    private final Access access;

    BulletinsInCharge(Bulletins bulletins, Access access) {
        this.bulletins = bulletins;
        this.access = access;
    }

    Scope publishes(Actor actor) {
        return access.scope(actor, Task.PUBLISH_BULLETINS);
    }

    Scope reads(Actor actor) {
        return access.scope(actor, Task.VIEW_STATISTICS);
    }

    /** @throws NotFound when the authority is none of the actor's */
    void requireOver(Actor actor, OrganizationId authority) {
        access.require(actor, Task.PUBLISH_BULLETINS, authority);
    }

    boolean isOver(Actor actor, Bulletin bulletin) {
        return publishes(actor).contains(bulletin.path());
    }

    /** @throws NotFound when there is none for the actor to read */
    Bulletin read(Actor actor, BulletinId id) {
        var bulletin = find(id);
        if (bulletin.isDraft()) {
            requireOver(actor, bulletin.organization());
        } else if (!isAbout(bulletin, reads(actor))) {
            access.require(actor, Task.VIEW_STATISTICS, bulletin.organization());
        }
        return bulletin;
    }

    /** @throws NotFound when its authority is none of the actor's */
    Bulletin mine(Actor actor, BulletinId id) {
        var bulletin = find(id);
        requireOver(actor, bulletin.organization());
        return bulletin;
    }

    /**
     * One that may still be changed.
     *
     * @throws Problem 409 when it is published
     */
    Bulletin draft(Actor actor, BulletinId id) {
        var draft = mine(actor, id);
        if (!draft.isDraft()) {
            throw new Problem(409, "bulletin.published-already");
        }
        return draft;
    }

    private Bulletin find(BulletinId id) {
        return bulletins.find(id).orElseThrow(() -> new NotFound(id));
    }

    /** Whether some of the scope lies below the authority. */
    private static boolean isAbout(Bulletin bulletin, Scope scope) {
        var authority = new Scope(List.of(bulletin.path()));
        return scope.paths().stream().anyMatch(authority::contains);
    }
}
