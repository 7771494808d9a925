package org.xingtan.course;

import java.time.Instant;
import java.util.Set;

/** Something that happened to a draft. */
public record Step(Act act, String note, String by, Instant at) {

    /** What can happen: from which states, and to which. */
    public enum Act {

        CREATE(DraftState.DRAFT),
        SUBMIT(DraftState.SUBMITTED, DraftState.DRAFT, DraftState.RETURNED),
        RECALL(DraftState.DRAFT, DraftState.SUBMITTED),
        APPROVE(DraftState.APPROVED, DraftState.SUBMITTED),
        RETURN(DraftState.RETURNED, DraftState.SUBMITTED),
        REOPEN(DraftState.DRAFT, DraftState.APPROVED),
        PUBLISH(DraftState.PUBLISHED, DraftState.APPROVED),
        WITHDRAW(DraftState.WITHDRAWN, DraftState.PUBLISHED),
        RESTORE(DraftState.PUBLISHED, DraftState.WITHDRAWN);

        private final DraftState to;
        private final Set<DraftState> from;

        Act(DraftState to, DraftState... from) {
            this.to = to;
            this.from = Set.of(from);
        }

        DraftState leadsTo() {
            return to;
        }

        boolean begins(DraftState state) {
            return from.contains(state);
        }
    }
}
