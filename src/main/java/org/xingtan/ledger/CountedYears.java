package org.xingtan.ledger;

import java.util.List;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** Whoever knows to which unit a year of somebody belongs, wherever he is since: its hours are corrected there too. */
public interface CountedYears {

    /**
     * @param unit     in which the year has counted him
     * @param deciding paths of the units and authorities that decide on that year: of this unit, and of the authority that asked or validated
     *                 when the unit lies elsewhere since
     */
    record Counted(int year, OrganizationId unit, List<String> deciding) {}

    List<Counted> of(TeacherId teacher);
}
