package org.xingtan.offering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.workbook.Finding;
import org.xingtan.selection.TermId;

/**
 * A workbook of what a term offers, and what it would do, or has done.
 *
 * @param unread rows that could not be read
 * @param plan   of the other rows; empty when it is answered
 */
public record OfferingImport(UUID id, TermId term, DocumentId document, String fileName, State state, List<Finding> findings, int unread, String requestedBy,
                             Instant plannedAt, @Nullable Instant answeredAt, OfferingPlan plan) {

    /** What became of it. */
    public enum State { PLANNED, COMMITTED, DISCARDED }

    /** How many rows do what. @param rows the sum of the others */
    public record Totals(int rows, int create, int change, int unchanged, int refused) {}

    OfferingImport with(OfferingPlan plan) {
        var all = new ArrayList<>(findings);
        all.addAll(plan.findings());
        return new OfferingImport(id, term, document, fileName, state, all, unread, requestedBy, plannedAt, answeredAt, plan);
    }

    public Totals totals() {
        var create = plan.count(OfferingPlan.Fate.CREATE);
        var change = plan.count(OfferingPlan.Fate.CHANGE);
        var unchanged = plan.count(OfferingPlan.Fate.UNCHANGED);
        var refused = plan.count(OfferingPlan.Fate.REFUSED) + unread;
        return new Totals(create + change + unchanged + refused, create, change, unchanged, refused);
    }

    public boolean isPlanned() {
        return state == State.PLANNED;
    }

    /** Whether something in it cannot be taken; a column that nobody knows is only said. */
    public boolean isRefused() {
        return findings.stream().anyMatch(it -> !it.code().startsWith("platform.workbook."));
    }

    /** Whether it can be committed, and anything would come of it. */
    public boolean isSound() {
        return isPlanned() && !isRefused() && totals().create() + totals().change() > 0;
    }

    public String href() {
        return "/console/offerings/imports/" + id;
    }
}
