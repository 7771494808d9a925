package org.xingtan.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.TeacherId;

/**
 * 请假: somebody asks not to be at a session.
 *
 * @param stands whether the session still begins when it did as he asked
 * @param answer empty as long as there is none
 * @param byName who has answered; null as long as nobody has
 */
public record Leave(TeacherId teacher, UUID session, String reason, Instant askedAt, State state, String answer, @Nullable String byName, boolean stands) {

    /** Where it stands. */
    public enum State { ASKED, GRANTED, REFUSED, WITHDRAWN }

    public boolean isAsked() {
        return state == State.ASKED;
    }

    /** Whether he may not ask again: it was refused, and the session is when it was. */
    public boolean isFinal() {
        return state == State.REFUSED && stands;
    }

    /** Whether he may ask: it was taken back, or was refused and the session has moved. */
    public boolean isOver() {
        return state == State.WITHDRAWN || state == State.REFUSED && !stands;
    }

    /** What a tag with its state looks like. */
    public String tone() {
        return switch (state) {
            case ASKED -> "tag-apricot";
            case GRANTED -> "tag-good";
            case REFUSED -> "tag-bad";
            case WITHDRAWN -> "";
        };
    }
}
