package org.xingtan.summary;

import java.util.List;
import org.xingtan.document.DocumentCard;

/**
 * One report in front of who writes or reviews it.
 *
 * @param writes  whether the reader may write it now
 * @param reviews whether the reader decides on it
 */
public record SummaryView(SummaryCall call, Summary summary, List<DocumentCard> attachments, List<SummaryStep> steps, boolean writes, boolean reviews) {

    public String href() {
        return call.href(summary);
    }
}
