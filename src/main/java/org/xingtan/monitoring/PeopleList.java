package org.xingtan.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Window;
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

    /** As it stands in addresses, after the name of the list. */
    public String query() {
        return "list=" + kind.code() + "&organization=" + unit.id() + "&program=" + program.id() + "&days=" + days;
    }

    /** Whether the program's last window closes within the days; when all are over, nobody can miss anything any more. */
    public boolean closesSoon() {
        return program.learnWindows().stream().map(Window::closes).max(Comparator.naturalOrder())
            .filter(closes -> !closes.isBefore(asOf) && closes.isBefore(asOf.plus(Duration.ofDays(days)))).isPresent();
    }

    /** The lessons of the first phase. */
    public List<UUID> gate() {
        var first = program.phases().stream().findFirst().map(ProgramDetail.Phase::id).orElse(null);
        return program.lessons().stream().filter(it -> it.phaseId().equals(first)).map(it -> it.lesson().id().value()).toList();
    }

    Instant stuckBefore() {
        return asOf.minus(Duration.ofDays(days));
    }
}
