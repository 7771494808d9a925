package org.xingtan.certificate;

import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;

/** Whose certificates somebody may issue and change: those of his units' people; he never changes his own. */
@Component
class CertificatesInCharge {

    private static final int LONGEST_REASON = 2_000;
    private final Certificates certificates;
    private final Access access;

    CertificatesInCharge(Certificates certificates, Access access) {
        this.certificates = certificates;
        this.access = access;
    }

    boolean isOver(Actor actor, OrganizationCard unit) {
        return access.scope(actor, Task.MANAGE_CERTIFICATES).contains(unit.path());
    }

    /** @throws NotFound when the unit is none of the actor's */
    void requireOver(Actor actor, OrganizationCard unit) {
        access.require(actor, Task.MANAGE_CERTIFICATES, unit.id());
    }

    /** @throws Refused without a reason, or with an endless one: the owner reads it beside his certificate */
    static String reason(String typed) {
        var reason = typed.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new Refused("certificate.reason-missing", LONGEST_REASON);
        }
        return reason;
    }

    CertificateCard require(Actor actor, TeacherId teacher, UUID id) {
        var card = certificates.find(teacher, id).orElseThrow(() -> new NotFound(id));
        access.require(actor, Task.MANAGE_CERTIFICATES, card.organization());
        if (actor.teacher().equals(teacher)) {
            throw new Forbidden("certificate.own");
        }
        return card;
    }
}
