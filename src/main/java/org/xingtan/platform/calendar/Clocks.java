package org.xingtan.platform.calendar;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;

/**
 * The windows and deadlines of a module that concern somebody: they stand in his calendar. Each module that has some implements it;
 * nobody keeps a list of them. What is due of a {@link org.xingtan.platform.Duties.Duty duty} stands there by itself.
 */
public interface Clocks {

    /**
     * One window, or one deadline.
     *
     * @param id        the same for ever, also when the times change: {@code program:<id of the window's owner>:LEARN}
     * @param kind      key of what it is: {@code platform.window.LEARN}
     * @param title     of what it belongs to
     * @param opens     the same as {@code closes} for a deadline
     * @param closes    the last second of a window; the moment at which a meeting is over
     * @param href      a page that whoever reads may open; null where there is none for him
     * @param source    number of the notice that says so; null without one
     * @param version   one more for each time that it was set anew
     * @param changedAt when it was set last; null where nobody keeps that
     */
    record Clock(String id, String kind, Localized title, Instant opens, Instant closes, @Nullable String href, @Nullable String source, int version,
                 @Nullable Instant changedAt) {

        public boolean isDeadline() {
            return opens.equals(closes);
        }
    }

    /** What concerns the person himself and has not closed before that instant. */
    default List<Clock> of(TeacherId person, Instant since) {
        return List.of();
    }

    /** Ids of clocks of other modules which those of this one tell in full: they stand in his calendar no more. */
    default Set<String> instead(TeacherId person) {
        return Set.of();
    }

    /** What concerns the units that the person is appointed over; asked of hardly anybody. */
    default List<Clock> ofOffices(TeacherId appointed, Instant since) {
        return List.of();
    }
}
