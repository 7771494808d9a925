package org.xingtan.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/**
 * Somebody in service elsewhere, asked for by another unit.
 *
 * @param since when the new unit has him from, as it wrote
 */
public record Transfer(UUID id, TeacherId teacher, String name, @Nullable String document, Place from, Place to, State state,
                       String employmentState, List<String> posts, LocalDate since, String askedBy, Instant askedAt,
                       @Nullable Instant answeredAt, @Nullable String reason) {

    /** Nobody is moved before the old unit has released him. */
    public enum State { PLANNED, ASKED, RELEASED, REFUSED, WITHDRAWN }

    /** A unit. */
    public record Place(OrganizationId id, Localized name, String path, boolean closed) {}

    public boolean isOpen() {
        return state == State.ASKED;
    }
}
