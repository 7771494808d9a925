package org.xingtan.fee;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.selection.TermId;

/**
 * A term as those see it who settle its fees.
 *
 * @param owner       who offers the courses and issues the statements
 * @param chosenUntil when places can last be taken or given back; null while no window is set
 */
public record FeeTerm(TermId id, OrganizationId owner, String ownerPath, Localized ownerName, String ownerCode, String code, Localized title,
                      @Nullable Instant chosenUntil) {

    /** Whether nothing more will be chosen or given back. */
    public boolean isChosen(Instant at) {
        return chosenUntil != null && at.isAfter(chosenUntil.plusSeconds(1));
    }

    public String href() {
        return "/console/fee/terms/" + id;
    }
}
