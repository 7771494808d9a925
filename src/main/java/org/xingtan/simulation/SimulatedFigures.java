package org.xingtan.simulation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.xingtan.platform.Localized;

/**
 * What a draft would do to a unit and everything below it.
 *
 * @param changes by {@link #NAMES}
 */
public record SimulatedFigures(UUID id, Localized name, String path, long eligibleBefore, long eligibleAfter, Map<String, Long> changes) {

    /** Gained, and what is lost: eligibility really, completion and certificates only under the new rules, for what was granted stays. */
    public static final List<String> NAMES = List.of("eligible_gained", "eligible_lost", "completed_gained", "completed_kept", "certified_gained",
        "certified_kept");

    public long of(String name) {
        return changes.getOrDefault(name, 0L);
    }
}
