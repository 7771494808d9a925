package org.xingtan.tally;

import java.util.List;

/** Told in the same transaction by how much counters have moved, so that whoever keeps sums over them moves with them. */
public interface CountersMoved {

    /** @param differences one per program, unit and measure; negative where a counter went down */
    void moved(List<Figure> differences);
}
