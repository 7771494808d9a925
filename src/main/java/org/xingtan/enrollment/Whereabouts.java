package org.xingtan.enrollment;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.TeacherId;

/**
 * Where people are on some days: told to whoever judges hours that somebody claims of the same days, and to whoever sees to the lessons of who is away.
 * Answered by whoever knows of it, for many people in one statement.
 */
public interface Whereabouts {

    /**
     * Where somebody is.
     *
     * @param cause what it is, the same however often it is asked: {@code study:018f…}
     * @param title of the training, the course or the event
     * @param hours between which he is there; null for all day
     * @param href  where it is shown to whoever is there and to whoever leads his unit
     */
    record At(String cause, String title, LocalDate first, LocalDate last, @Nullable Hours hours, String href) {

        public boolean touches(LocalDate from, LocalDate to) {
            return !last.isBefore(from) && !first.isAfter(to);
        }
    }

    /** A part of a day. */
    record Hours(LocalTime from, LocalTime to) {

        public boolean touches(Hours other) {
            return from.isBefore(other.to) && other.from.isBefore(to);
        }

        @Override
        public String toString() {
            return from + "–" + to;
        }
    }

    /** Between these days, with both of them. Those who are nowhere are left out. */
    Map<TeacherId, List<At>> between(Collection<TeacherId> people, LocalDate from, LocalDate to);

    /** To what everybody of a unit is asked between these days. @param path of the unit */
    default List<At> ofEverybody(String path, LocalDate from, LocalDate to) {
        return List.of();
    }
}
