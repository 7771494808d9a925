package org.xingtan.summary;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * The report of one unit.
 *
 * @param submittedAt when it was handed in last; null before
 */
public record Summary(UUID call, OrganizationId organization, String path, String code, Localized unit, State state, SummaryText text,
                      @Nullable Instant submittedAt, @Nullable UUID submittedBy, int version) {

    /** In the order in which they need somebody. */
    public enum State {
        DUE("tag-bad"), DRAFT("tag-apricot"), RETURNED("tag-apricot"), SUBMITTED(""), ACCEPTED("tag-good");

        private final String tone;

        State(String tone) {
            this.tone = tone;
        }

        public String tone() {
            return tone;
        }

        /** Whether the unit has something to do. */
        public boolean isOpen() {
            return this == DUE || this == DRAFT || this == RETURNED;
        }
    }
}
