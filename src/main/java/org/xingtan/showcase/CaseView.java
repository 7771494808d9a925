package org.xingtan.showcase;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.document.DocumentCard;
import org.xingtan.summary.HandedInReport;

/**
 * A case in front of who writes it or decides on it.
 *
 * @param reports   those the unit has handed in; for whoever does not write it, the one that it comes with
 * @param reads     whether he sees what it says, and not only how it came to where it is
 * @param writes    whether the reader may write it now
 * @param decides   whether the next decision is his
 * @param withdraws whether he may withdraw it from the public
 */
public record CaseView(TypicalCase it, List<DocumentCard> files, List<CaseStep> steps, List<HandedInReport> reports, boolean reads, boolean writes,
                       boolean decides, boolean withdraws) {

    /** The one that it comes with. */
    public @Nullable HandedInReport report() {
        return reports.stream().filter(report -> report.call().equals(it.text().report())).findFirst().orElse(null);
    }

    /** Names with whether each has agreed, and room for more. */
    public List<String> authors() {
        var all = new ArrayList<>(it.text().authors());
        while (all.size() < CaseText.AUTHORS) {
            all.add("");
        }
        return all;
    }
}
