package org.xingtan.ledger;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;

/** How every correction of an entry begins and ends: may he, everything locked in order, and what hangs on it judged. */
@Component
class Corrections {

    /**
     * An entry that is about to be corrected, with everything locked that must hold still meanwhile.
     *
     * @param unit   the unit the person counts in for the entry's program; without one, the unit in whose name it is corrected
     * @param reason stripped, never blank
     */
    record Correction(Actor actor, TeacherId teacher, Receipt entry, OrganizationCard unit, String reason) {}

    private final Accounts accounts;
    private final Entries entries;
    private final WhoCorrects who;
    private final HoursCorrected dependents;

    Corrections(Accounts accounts, Entries entries, WhoCorrects who, HoursCorrected dependents) {
        this.accounts = accounts;
        this.entries = entries;
        this.who = who;
        this.dependents = dependents;
    }

    Correction begin(Actor actor, TeacherId teacher, UUID id, String reason) {
        if (reason.isBlank()) {
            throw new Refused("ledger.reason-missing");
        }
        var entry = entries.find(teacher, id).orElseThrow(() -> new NotFound(id));
        var unit = who.begin(actor, teacher, entry).orElseThrow(() -> new NotFound(id));
        if (actor.teacher().equals(teacher)) {
            throw new Forbidden("ledger.own");
        }
        if (entry.reverses() != null) {
            throw new Refused("ledger.reversal-stays");
        }
        accounts.lock(teacher);
        return new Correction(actor, teacher, entry, unit, reason.strip());
    }

    /** What stands of the entries of a source, of whom something does, with the accounts of all locked. */
    Map<TeacherId, Receipt> standing(Collection<TeacherId> people, String source, String reference) {
        accounts.lock(people);
        return entries.standing(people, source, reference);
    }

    /** Whether the entry is in the figures of its program: that counts nobody who does not take part any more. */
    boolean isCounted(Correction correction) {
        var program = correction.entry().program();
        return program != null && dependents.unit(correction.teacher(), new ProgramId(program)).isPresent();
    }

    void end(Correction correction) {
        var program = correction.entry().program();
        if (program != null) {
            dependents.corrected(correction.actor(), correction.teacher(), new ProgramId(program), correction.reason());
        }
    }
}
