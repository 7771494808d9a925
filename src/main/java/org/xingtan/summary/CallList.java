package org.xingtan.summary;

import java.util.List;
import org.xingtan.platform.web.Page;

/**
 * The calls in front of somebody.
 *
 * @param mayAsk whether he is over a unit that has units below
 */
public record CallList(boolean mayAsk, Page<Entry> page) {

    /**
     * A call with what it asks of the reader's own units.
     *
     * @param reviews whether he reviews what it brings
     * @param mine    the reports he writes for it
     */
    public record Entry(SummaryCall call, boolean reviews, List<Summary> mine) {}
}
