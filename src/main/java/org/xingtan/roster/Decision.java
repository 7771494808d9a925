package org.xingtan.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.IncomingPeople.Incoming;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/**
 * What becomes of a row.
 *
 * @param incoming what the directory is to be told; null when nothing changes there now
 * @param asking   whom another unit is to be asked for; null when nobody is
 */
record Decision(Action action, @Nullable Incoming incoming, @Nullable Asking asking, List<RowFinding> findings) {

    enum Action { CREATE, CHANGE, TRANSFER, RETIRE, UNCHANGED, REFUSED }

    /** Somebody in service outside the import's subtree. */
    record Asking(TeacherId teacher, OrganizationId from, RosterRow row) {}

    static Decision unchanged(RowFinding... findings) {
        return new Decision(Action.UNCHANGED, null, null, List.of(findings));
    }

    static Decision refused(RowFinding finding) {
        return new Decision(Action.REFUSED, null, null, List.of(finding));
    }
}
