package org.xingtan.census;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.web.Page;
import org.xingtan.program.ProgramDetail;

/**
 * The page of identities.
 *
 * @param trail    from the highest unit of the reader down to this one
 * @param units    right below, to go down to
 * @param programs those with tracks that claim a post
 * @param outcome  what the reader has just done; null otherwise
 */
public record ClaimsView(Filter filter, List<OrganizationCard> trail, List<OrganizationCard> units, List<ProgramDetail> programs,
                         Page<ClaimRow> page, int count, @Nullable Outcome outcome) {

    public static final int COUNTED = ClaimQueries.COUNTED;

    /** In the order of the page: what needs a hand first. */
    public enum State { UNCHECKED, CONFIRMED, REFUSED }

    /** What was done to how many. */
    public record Outcome(String act, int count) {}

    /** @param unit with everything below it */
    public record Filter(OrganizationCard unit, ProgramDetail program, State state) {

        public String href() {
            return href(program, state);
        }

        public String href(State other) {
            return href(program, other);
        }

        public String href(ProgramDetail other) {
            return href(other, state);
        }

        private String href(ProgramDetail other, State of) {
            return "/console/census/claims?organization=" + unit.id() + "&program=" + other.id() + "&state=" + of;
        }

        /** The title of a track; one that the program no longer has keeps its code. */
        public Localized track(String code) {
            return program.tracks().stream().filter(it -> it.code().equals(code)).findFirst().map(ProgramDetail.Track::name)
                .orElseGet(() -> new Localized(code, null));
        }
    }
}
