package org.xingtan.reminder;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.monitoring.PeopleList;

/**
 * What a reminder would do, before it is sent.
 *
 * @param id      of the reminder that would be sent: sent twice it is one
 * @param pause   nobody who was reminded of this within so many days
 * @param listed  how many are on the list
 * @param skipped how many of them were reminded within the pause
 * @param mailed  how many of the others mail can reach; null when this platform sends none
 * @param last    reminders of this list before, in the reader's scope, newest first
 */
public record Preview(UUID id, PeopleList list, int pause, int listed, int skipped, @Nullable Integer mailed, List<Reminder> last) {

    /** Offered on the page. */
    public static final List<Integer> PAUSES = List.of(1, 3, 7, 14);

    public int told() {
        return listed - skipped;
    }

    public String href(int otherPause) {
        return "/console/reminders/new?" + list.query() + "&pause=" + otherPause;
    }
}
