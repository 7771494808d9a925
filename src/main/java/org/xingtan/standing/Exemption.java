package org.xingtan.standing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.TeacherId;

/**
 * Months of a year for which somebody is asked nothing.
 *
 * @param first   month, 1 to 12
 * @param last    month, not before the first
 * @param endedAt null while it is in force
 */
public record Exemption(UUID id, TeacherId teacher, int year, int first, int last, Kind kind, String reason, Instant grantedAt,
                        @Nullable Instant endedAt, @Nullable String endedWhy) {

    public enum Kind { LEAVE, SECONDMENT, ILLNESS, PARENTAL, OTHER }

    public boolean isInForce() {
        return endedAt == null;
    }
}
