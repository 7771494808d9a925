package org.xingtan.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xingtan.application.Application.Level;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;

/**
 * A training to which people are admitted by application.
 *
 * @param title     of the program
 * @param last      who decides last and keeps the list: the owner, or a development center that he lets do so
 * @param track     on which those admitted take part
 * @param series    by what "the same training" is known again, year after year
 * @param notice    number of the notice it comes from; null without one
 * @param applying  when one can apply
 * @param deadlines the last moment of each level
 * @param listedAt  when the list of those admitted was published; null before
 */
public record Call(ProgramId program, String title, Owner owner, Owner last, String track, String series, @Nullable String notice, Seats seats, Terms terms,
                   Window applying, Map<Level, Instant> deadlines, boolean published, @Nullable Instant listedAt) {

    /** Who has called; or who decides last for him. */
    public record Owner(OrganizationId id, String path, Localized name) {}

    /** @param reserve how many may be on the reserve list */
    public record Seats(int places, int reserve) {}

    /**
     * What else is asked.
     *
     * @param apartYears   not again within so many years; 0 for no such rule
     * @param schoolBlocks whether a school may reject; else its silence passes people on
     */
    public record Terms(TrainingDays training, int apartYears, boolean schoolBlocks) {}

    public Call {
        deadlines = Collections.unmodifiableMap(new EnumMap<>(deadlines));
    }

    /** Whether a development center decides last. */
    public boolean isDelegated() {
        return !last.id.equals(owner.id);
    }

    public Instant deadline(Level level) {
        return Objects.requireNonNull(deadlines.get(level));
    }

    /** The last moment itself is still in time to its end. */
    public boolean isOver(Level level, Instant now) {
        return !now.isBefore(deadline(level).plusSeconds(1));
    }

    /** Whether somebody at that place of the tree sees it. */
    boolean isOfferedTo(@Nullable String path) {
        return published && path != null && isAbove(path);
    }

    public boolean isAbove(String path) {
        return path.equals(owner.path) || path.startsWith(owner.path + ".");
    }

    public boolean isApplying(Instant now) {
        return published && listedAt == null && applying.contains(now);
    }

    public boolean isListed() {
        return listedAt != null;
    }

    /** The window of applying as a condition of whoever applies now. */
    Condition when(Instant now) {
        if (applying.contains(now)) {
            return Condition.of("window.open", true, applying.closes()).from(notice);
        }
        return (applying.isOver(now) ? Condition.of("window.closed", false, applying.closes()) : Condition.of("window.not-yet", false, applying.opens())).from(notice);
    }

    /** Whether somebody who is on the published list has to be there by now: whoever did not come does not give up any more. */
    public boolean isBegunFor(Application.State state, Instant now) {
        var first = terms.training().first();
        return isListed() && state == Application.State.ADMITTED && first != null && !LocalDate.ofInstant(now, Window.ZONE).isBefore(first);
    }

    /** The same as a condition of whoever gives up. */
    Condition notBegun(Application.State state, Instant now) {
        return isBegunFor(state, now) ? Condition.of("application.begun-already", false, terms.training().written(), last.name()).from(notice)
            : Condition.of("application.not-begun", true);
    }
}
