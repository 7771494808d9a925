package org.xingtan.monitoring;

import java.util.Locale;
import org.xingtan.platform.NotFound;

/** The lists of people who may need a hand. */
public enum ListKind {

    /** May take part and has not joined, or has joined and not begun. */
    NOT_STARTED,
    /** Has begun, is not done, and has shown no sign of work for some days. */
    STUCK,
    /** The newest attempt at a lesson's quiz failed, and the lesson is not complete. */
    QUIZ_FAILED,
    /** May take part, and name and document are not those of the roster, or the unit does not know of the post that the track claims. */
    IDENTITY_MISSING,
    /** May take part, has not completed, and the last window closes within some days. */
    ABOUT_TO_MISS,
    /** May take part and has not learned all of the first phase: who has to before teaching live. */
    BEFORE_TEACHING;

    /** Whether it depends on a number of days. */
    public boolean hasDays() {
        return this == STUCK || this == ABOUT_TO_MISS;
    }

    /** As it stands in addresses: {@code quiz-failed}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws NotFound when there is no such list */
    static ListKind of(String code) {
        for (var kind : values()) {
            if (kind.code().equals(code)) {
                return kind;
            }
        }
        throw new NotFound(code);
    }
}
