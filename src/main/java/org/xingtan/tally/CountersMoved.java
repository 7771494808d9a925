package org.xingtan.tally;

import java.time.LocalDate;
import java.util.List;

/** Told in the same transaction by how much counters have moved, so that whoever keeps sums over them moves with them. */
public interface CountersMoved {

    /**
     * @param day         the day, in the time of China, that moves them: that of the fold, a second at most after the facts
     * @param differences one per program, unit and measure; negative where a counter went down
     */
    void moved(LocalDate day, List<Figure> differences);
}
