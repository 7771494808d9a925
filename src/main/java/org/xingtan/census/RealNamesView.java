package org.xingtan.census;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.RealNameState;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/**
 * The page of real names.
 *
 * @param done how many have just been moved; null otherwise
 */
public record RealNamesView(OrganizationCard unit, List<OrganizationCard> trail, List<OrganizationCard> units, RealNameState state,
                            Page<Row> page, int count, @Nullable Integer done) {

    /** Somebody of the unit, to be confirmed or denied. */
    public record Row(TeacherId teacher, String name, @Nullable String document, Localized unit, String path) {}

    public static final int COUNTED = RealNames.COUNTED;

    /** What needs a hand first. */
    public static final List<RealNameState> STATES =
        List.of(RealNameState.MATCHED, RealNameState.REJECTED, RealNameState.VERIFIED, RealNameState.UNVERIFIED);

    public String href(RealNameState other) {
        return "/console/census/real-names?organization=" + unit.id() + "&state=" + other;
    }
}
