package org.xingtan.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.TeacherId;

/**
 * 请假: somebody asks not to be at a session.
 *
 * @param answer empty as long as there is none
 * @param byName who has answered; null as long as nobody has
 */
public record Leave(TeacherId teacher, UUID session, String reason, Instant askedAt, State state, String answer, @Nullable String byName) {

    /** Where it stands. */
    public enum State { ASKED, GRANTED, REFUSED, WITHDRAWN }

    public boolean isAsked() {
        return state == State.ASKED;
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
