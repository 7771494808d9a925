package org.xingtan.home;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do.
 *
 * @param title   the lesson, or the program where it is the program itself
 * @param program title of the program
 * @param due     when it closes; null when it does not
 * @param minutes how long it takes; 0 for a look
 */
public record TodoItem(Kind kind, String title, String program, @Nullable Instant due, int minutes, String href) {

    /** In the order of the list. */
    public enum Kind {
        QUIZ("quiz"), CONTINUE("play"), JOIN("plus"), CERTIFICATE("certificate");

        private final String icon;

        Kind(String icon) {
            this.icon = icon;
        }

        /** Name of its drawing. */
        public String icon() {
            return icon;
        }
    }
}
