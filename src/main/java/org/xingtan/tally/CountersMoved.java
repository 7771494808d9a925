package org.xingtan.tally;

import java.time.LocalDate;
import java.util.List;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;

/** Told in the same transaction by how much counters have moved, so that whoever keeps sums over them moves with them. */
public interface CountersMoved {

    /**
     * By how much.
     *
     * @param measure by its name: a newer node may count what this one does not know, and its sums move all the same
     * @param n       negative where the counter went down
     */
    record Difference(ProgramId program, OrganizationId organization, String measure, long n) {

        public Difference negated() {
            return new Difference(program, organization, measure, -n);
        }
    }

    /**
     * @param day         the day, in the time of China, that moves them: that of the fold, a second at most after the facts
     * @param differences one per program, unit and measure
     */
    void moved(LocalDate day, List<Difference> differences);
}
