package org.xingtan.unit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.workbook.Finding;

/**
 * What a workbook of units would do, or has done.
 *
 * @param unit       the one it is for
 * @param remarks    what is to be said about its cells
 * @param answeredAt when it was committed or thrown away
 */
public record UnitReport(UUID id, OrganizationId unit, DocumentId document, String fileName, State state, Totals totals, List<Remark> remarks,
                         String requestedBy, Instant plannedAt, @Nullable Instant answeredAt) {

    /** What became of it. */
    public enum State { PLANNED, COMMITTED, DISCARDED }

    /** How many rows do what. */
    public record Totals(int create, int change, int move, int unchanged, int refused) {

        public int rows() {
            return create + change + move + unchanged + refused;
        }

        public int effective() {
            return create + change + move;
        }

        static Totals of(List<Decision> decisions) {
            var n = new int[Decision.Action.values().length];
            decisions.forEach(decision -> n[decision.action().ordinal()]++);
            return new Totals(n[0], n[1], n[2], n[3], n[4]);
        }
    }

    /** @param refuses whether the row is left out because of it */
    public record Remark(Finding finding, boolean refuses) {}

    public boolean isPlanned() {
        return state == State.PLANNED;
    }
}
