package org.xingtan.home;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Duties.Duty;

/**
 * One thing to do.
 *
 * @param title   the lesson, or the program where it is the program itself
 * @param program title of the program
 * @param due     when it closes; null when it does not
 * @param minutes how long it takes; 0 for a look
 * @param duty    the words of what a module asks for beside learning; null of what is to be learned
 */
public record TodoItem(Kind kind, String title, String program, @Nullable Instant due, int minutes, String href, @Nullable Duty duty) {

    /** In the order of the list. */
    public enum Kind {
        QUIZ("quiz"), CONTINUE("play"), DUTY("bell"), JOIN("plus"), CERTIFICATE("certificate");

        private final String icon;

        Kind(String icon) {
            this.icon = icon;
        }
    }

    TodoItem(Kind kind, String title, String program, @Nullable Instant due, int minutes, String href) {
        this(kind, title, program, due, minutes, href, null);
    }

    static TodoItem of(Duty duty) {
        return new TodoItem(Kind.DUTY, "", "", duty.due(), 0, duty.href(), duty);
    }

    /** Name of its drawing. */
    public String icon() {
        return duty == null ? kind.icon : duty.icon();
    }
}
