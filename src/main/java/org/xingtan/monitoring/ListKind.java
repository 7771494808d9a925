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
    QUIZ_FAILED;

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
