package org.xingtan.offering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.workbook.Finding;

/** What the rows of a workbook would do to what a term offers now, and what stands against it. What is offered and not in the workbook stays. */
public record OfferingPlan(List<Row> rows) {

    /** What becomes of a row. */
    public enum Fate { CREATE, CHANGE, UNCHANGED, REFUSED }

    /** A row with what is offered before. @param before null for what is new */
    public record Row(OfferingLine line, Fate fate, OfferedNow.@Nullable Kept before, List<Finding> findings) {

        /** Of what is not new. */
        OfferedNow.Kept kept() {
            return Objects.requireNonNull(before);
        }
    }

    /**
     * @param closed units that give no courses any more, with their codes; who gives one already may go on
     * @param names  what the workbook calls its columns, by their keys
     */
    static OfferingPlan of(List<OfferingLine> lines, Map<UUID, OfferedNow.Kept> now, Map<UUID, String> closed, Map<String, String> names) {
        return new OfferingPlan(lines.stream().map(line -> row(line, now.get(line.program()), closed, names)).toList());
    }

    private static Row row(OfferingLine line, OfferedNow.@Nullable Kept before, Map<UUID, String> closed, Map<String, String> names) {
        if (before != null && before.line().bare().equals(line.bare())) {
            return new Row(line, Fate.UNCHANGED, before, List.of());
        }
        var findings = new ArrayList<Finding>();
        var provider = line.provider();
        if (provider != null && closed.containsKey(provider) && (before == null || !provider.equals(before.line().provider()))) {
            findings.add(Finding.of(line.row(), names.get("provider"), "offering.import.closed", closed.get(provider)));
        }
        if (before == null) {
            return new Row(line, findings.isEmpty() ? Fate.CREATE : Fate.REFUSED, null, findings);
        }
        held(line, before, names, findings);
        return new Row(line, findings.isEmpty() ? Fate.CHANGE : Fate.REFUSED, before, findings);
    }

    /** What those who have chosen it stand on. */
    private static void held(OfferingLine line, OfferedNow.Kept before, Map<String, String> names, List<Finding> findings) {
        if (before.chosen() > 0) {
            stays(line, "hours", line.hours(), before.line().hours(), before, names, findings);
            stays(line, "price", line.price(), before.line().price(), before, names, findings);
            stays(line, "meetings", line.meetings(), before.line().meetings(), before, names, findings);
        }
        if (line.places() < before.taken()) {
            findings.add(Finding.of(line.row(), names.get("places"), "offering.import.taken", before.taken()));
        }
        if (line.waiting() < before.waiting() - Math.max(0, line.places() - before.taken())) {
            findings.add(Finding.of(line.row(), names.get("waiting"), "offering.import.waits", before.waiting()));
        }
    }

    private static void stays(OfferingLine line, String key, String wanted, String is, OfferedNow.Kept before, Map<String, String> names, List<Finding> findings) {
        if (!Objects.equals(wanted, is)) {
            findings.add(Finding.of(line.row(), names.get(key), "offering.import.chosen", before.chosen()));
        }
    }

    List<Finding> findings() {
        return rows.stream().flatMap(row -> row.findings().stream()).toList();
    }

    List<Row> rows(Fate fate) {
        return rows.stream().filter(row -> row.fate() == fate).toList();
    }

    int count(Fate fate) {
        return rows(fate).size();
    }
}
