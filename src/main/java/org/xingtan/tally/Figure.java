package org.xingtan.tally;

import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;

/** What a program has in one unit, of one measure. */
public record Figure(ProgramId program, OrganizationId organization, Measure measure, long n) {

    /** What it is the count of. */
    Figure withoutCount() {
        return new Figure(program, organization, measure, 0);
    }
}
