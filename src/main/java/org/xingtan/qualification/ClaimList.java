package org.xingtan.qualification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.web.Page;
import org.xingtan.qualification.Qualification.State;

/**
 * What people of a unit and of all below it have entered.
 *
 * @param count one more than {@link #COUNTED} when there are more than that
 * @param done  how many have just been decided about; null otherwise
 */
public record ClaimList(OrganizationCard unit, FiguresView.Trail trail, List<Kind> kinds, State state, Page<Row> page, int count,
                        @Nullable Integer done) {

    /** How far the list is counted; a longer one says "more than". */
    public static final int COUNTED = 1000;

    /** What waits first. */
    public static final List<State> STATES = List.of(State.RECORDED, State.CONFIRMED, State.REFUSED);

    /** One of them, with whose it is. */
    public record Row(Qualification qualification, String name, @Nullable String document, Localized unit, String path) {}

    public String href(State other) {
        return address(unit, other);
    }

    static String address(OrganizationCard unit, State state) {
        return "/console/qualifications/claims?organization=" + unit.id() + "&state=" + state;
    }

    public Localized title(String kind) {
        return Kinds.title(kinds, kind);
    }
}
