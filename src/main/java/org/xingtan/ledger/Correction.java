package org.xingtan.ledger;

import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;

/**
 * An entry that is about to be corrected, with everything locked that must hold still meanwhile.
 *
 * @param unit   the unit the person counts in for the entry's program; without one, the unit in whose name it is corrected
 * @param reason stripped, never blank
 */
record Correction(Actor actor, TeacherId teacher, Receipt entry, OrganizationCard unit, String reason) {}
