package org.xingtan.monitoring;

import java.time.Duration;
import java.time.Instant;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.program.ProgramDetail;

/**
 * Which list of whom: inside a unit's subtree, in one program.
 *
 * @param days how many days without a sign of work make somebody stuck
 * @param asOf the instant it is asked for
 */
public record PeopleList(ListKind kind, OrganizationCard unit, ProgramDetail program, int days, Instant asOf) {

    public Localized trackTitle(String code) {
        return trackTitle(program, code);
    }

    /** The title of a track; one that the program no longer has keeps its code. */
    public static Localized trackTitle(ProgramDetail program, String code) {
        return program.tracks().stream().filter(it -> it.code().equals(code)).findFirst()
            .map(ProgramDetail.Track::name).orElseGet(() -> new Localized(code, null));
    }

    Instant stuckBefore() {
        return asOf.minus(Duration.ofDays(days));
    }
}
