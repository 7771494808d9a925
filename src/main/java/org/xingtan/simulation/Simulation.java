package org.xingtan.simulation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a draft would do, as it was counted.
 *
 * @param version of the draft; what was changed since is not in it
 * @param people  when eligibility was counted, the first of two steps; null before
 */
public record Simulation(UUID id, int version, Instant askedAt, @Nullable Instant people, @Nullable Instant finishedAt) {

    /** Steps done, of two. */
    public int done() {
        return finishedAt != null ? 2 : people != null ? 1 : 0;
    }
}
