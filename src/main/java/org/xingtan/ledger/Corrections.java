package org.xingtan.ledger;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;

/** How every correction of an entry begins and ends: may he, everything locked in order, and what hangs on it judged. */
@Component
class Corrections {

    private final Accounts accounts;
    private final Entries entries;
    private final Organizations organizations;
    private final People people;
    private final Access access;
    private final HoursCorrected dependents;

    Corrections(Accounts accounts, Entries entries, Organizations organizations, People people, Access access, HoursCorrected dependents) {
        this.accounts = accounts;
        this.entries = entries;
        this.organizations = organizations;
        this.people = people;
        this.access = access;
        this.dependents = dependents;
    }

    Correction begin(Actor actor, TeacherId teacher, UUID id, String reason) {
        if (reason.isBlank()) {
            throw new Refused("ledger.reason-missing");
        }
        var entry = entries.find(teacher, id).orElseThrow(() -> new NotFound(id));
        var unit = unit(teacher, entry).orElseThrow(() -> new NotFound(id));
        access.require(actor, Task.CORRECT_HOURS, unit.id());
        if (actor.teacher().equals(teacher)) {
            throw new Forbidden("ledger.own");
        }
        if (entry.reverses() != null) {
            throw new Refused("ledger.reversal-stays");
        }
        accounts.lock(teacher);
        return new Correction(actor, teacher, entry, unit, reason.strip());
    }

    /** What stands for the entry of a source, with the accounts locked. */
    Optional<Receipt> latest(TeacherId teacher, String source, String reference) {
        accounts.lock(teacher);
        return entries.find(teacher, source, reference).map(entry -> entries.latest(teacher, entry));
    }

    private Optional<OrganizationCard> unit(TeacherId teacher, Receipt entry) {
        Optional<OrganizationId> counted = entry.program() == null ? Optional.empty() : dependents.lock(teacher, new ProgramId(entry.program()));
        return counted.flatMap(organizations::find).or(() -> people.find(teacher).map(PersonCard::organization));
    }

    void end(Correction correction) {
        var program = correction.entry().program();
        if (program != null) {
            dependents.corrected(correction.actor(), correction.teacher(), new ProgramId(program), correction.reason());
        }
    }
}
