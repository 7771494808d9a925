package org.xingtan.ledger;

import java.util.Optional;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/**
 * What hangs on a person's hours in a program: completion, certificate. Told in the transaction in which an entry is
 * reversed or put right, so that nobody ever sees one without the other.
 */
public interface HoursCorrected {

    /**
     * Before the accounts are locked, in the order in which lessons lock: nobody waits in a circle.
     *
     * @return the unit the person counts in for this program; empty when he does not take part
     */
    Optional<OrganizationId> lock(TeacherId teacher, ProgramId program);

    /** The same unit, with nothing locked, for whoever looks only. */
    Optional<OrganizationId> unit(TeacherId teacher, ProgramId program);

    /** @param reason as the one who corrects gave it */
    void corrected(Actor actor, TeacherId teacher, ProgramId program, String reason);
}
