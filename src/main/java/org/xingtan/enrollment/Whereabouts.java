package org.xingtan.enrollment;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.xingtan.platform.TeacherId;

/**
 * Where people were on some days: told to whoever judges hours that somebody claims of the same days. Answered by whoever knows of it, for many people in one
 * statement.
 */
public interface Whereabouts {

    /**
     * Where somebody was.
     *
     * @param title of the training, the course or the event
     */
    record At(String title, LocalDate first, LocalDate last) {

        public boolean touches(LocalDate from, LocalDate to) {
            return !last.isBefore(from) && !first.isAfter(to);
        }
    }

    /** Between these days, with both of them. Those who were nowhere are left out. */
    Map<TeacherId, List<At>> between(Collection<TeacherId> people, LocalDate from, LocalDate to);
}
