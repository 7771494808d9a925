package org.xingtan.census;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;

/**
 * Somebody's identity in the list.
 *
 * @param track     the one that is claimed
 * @param current   the one the person takes part on now: another one, once he has changed
 * @param reason    of a refusal; empty otherwise
 * @param decidedAt null while nobody has decided
 * @param completed whether the program is completed on it
 */
public record ClaimRow(TeacherId teacher, String name, @Nullable String document, Localized unit, String path, String track, String current,
                       Said said, String reason, @Nullable Instant decidedAt, boolean completed) {

    /** What the declaration in force of his unit says: there is none, it has him, it has him not. */
    public enum Said { NOTHING, LISTED, NOT_LISTED }

    /** As the form sends it back. */
    public String claim() {
        return new Claim(teacher, track).toString();
    }
}
