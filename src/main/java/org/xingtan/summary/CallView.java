package org.xingtan.summary;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** A call in front of the authority: who has handed in, and who has not. */
public record CallView(SummaryCall call, List<Summary> summaries, Instant now) {

    public long count(Summary.State state) {
        return summaries.stream().filter(it -> it.state() == state).count();
    }

    /** Who has something to do comes first. */
    public List<Summary> byNeed() {
        return summaries.stream().sorted(Comparator.comparing(Summary::state)).toList();
    }

    public boolean isOver() {
        return now.isAfter(call.dueAt());
    }
}
