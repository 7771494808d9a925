package org.xingtan.selection;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Window;

/**
 * A period in which an authority offers courses, e.g. {@code 2201期}.
 *
 * @param owner     whose people choose
 * @param ownerPath its place in the tree
 * @param ownerName what it is called
 * @param notice    number of the notice it comes from; null without one
 * @param most      offerings one person may hold at a time
 * @param windows   the windows in force: SELECT, MAKEUP, LEARN, as far as they are set
 * @param published whether teachers see it
 */
public record Term(TermId id, OrganizationId owner, String ownerPath, Localized ownerName, String code, Localized title,
                   @Nullable String notice, int most, List<Window> windows, boolean published) {

    Term with(List<Window> windows) {
        return new Term(id, owner, ownerPath, ownerName, code, title, notice, most, windows, published);
    }

    /** When its last window opens; without any, as late as can be. */
    Instant latest() {
        return windows.stream().map(Window::opens).max(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    /** Whether somebody at that place of the tree sees it. */
    boolean isOfferedTo(@Nullable String path) {
        return published && path != null && (path.equals(ownerPath) || path.startsWith(ownerPath + "."));
    }

    /** Whether places can be chosen and given back at that instant. */
    public boolean isChoosing(Instant at) {
        return choosing().stream().anyMatch(window -> window.contains(at));
    }

    /** Whether all its windows are over: nobody gets a place in it any more, and nobody waits for one. */
    public boolean isOver(Instant at) {
        return !windows.isEmpty() && windows.stream().allMatch(window -> window.isOver(at));
    }

    /** Of all windows as they stand at that instant: another one when one of them opens, closes, or is moved. */
    String print(Instant at) {
        return Integer.toHexString(windows.stream().sorted(Comparator.comparing(Window::kind))
            .map(window -> window + (window.contains(at) ? "open" : window.isOver(at) ? "over" : "ahead")).collect(Collectors.joining()).hashCode());
    }

    /** When what it offers is learned, as far as that is said. */
    public Optional<Window> learning() {
        return windows.stream().filter(window -> window.kind() == Window.Kind.LEARN).findFirst();
    }

    /**
     * In which years hours of its courses count: where they are learned, in what is left of the time for that. The year in which it ended when it is
     * over; this one when nothing is said of it.
     */
    public List<Integer> years(Instant at) {
        return years(learning().orElse(null), at);
    }

    /** The same of a time to learn; null where nothing is said of it. */
    public static List<Integer> years(@Nullable Window learning, Instant at) {
        return learning == null ? List.of(year(at)) : IntStream.rangeClosed(year(left(learning, at)), year(learning.closes())).boxed().toList();
    }

    /** Of these the one in which most of that time lies, the later one of two that are equal: for it courses are proposed. */
    int mostlyIn(Instant at) {
        var learning = learning();
        return years(at).stream().max(Comparator.comparing((Integer year) -> learning.map(it -> within(it, at, year)).orElse(Duration.ZERO))
            .thenComparing(Comparator.naturalOrder())).orElseThrow();
    }

    private static Duration within(Window window, Instant at, int year) {
        var from = LocalDate.of(year, 1, 1).atStartOfDay(Window.ZONE).toInstant();
        var to = LocalDate.of(year + 1, 1, 1).atStartOfDay(Window.ZONE).toInstant();
        var left = left(window, at);
        return Duration.between(left.isAfter(from) ? left : from, window.closes().isBefore(to) ? window.closes() : to);
    }

    /** Where the rest of a window begins. */
    private static Instant left(Window window, Instant at) {
        return at.isAfter(window.closes()) ? window.closes() : at.isAfter(window.opens()) ? at : window.opens();
    }

    private static int year(Instant at) {
        return at.atZone(Window.ZONE).getYear();
    }

    /** When places can be chosen and given back: the round of selection and the one of what is left. */
    public List<Window> choosing() {
        return windows.stream().filter(window -> window.kind() == Window.Kind.SELECT || window.kind() == Window.Kind.MAKEUP)
            .sorted(Comparator.comparing(Window::opens)).toList();
    }

    /** When places can be chosen, as a condition of whoever wants one now. */
    Condition when(Instant at) {
        var windows = choosing();
        var open = windows.stream().filter(window -> window.contains(at)).findFirst();
        if (open.isPresent()) {
            return Condition.of("window.open", true, open.get().closes()).from(notice);
        }
        return windows.stream().filter(window -> window.opens().isAfter(at)).findFirst()
            .map(next -> Condition.of("window.not-yet", false, next.opens()))
            .or(() -> windows.stream().reduce((_, last) -> last).map(last -> Condition.of("window.closed", false, last.closes())))
            .orElseGet(() -> Condition.of("window.unset", false)).from(notice);
    }
}
