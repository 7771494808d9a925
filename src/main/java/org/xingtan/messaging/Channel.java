package org.xingtan.messaging;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Carries letters out of the platform. Whether there is one is decided by the environment. */
interface Channel {

    /** A letter that did not arrive. */
    record Failure(Kind kind, String problem) {

        enum Kind {
            /** The line, not the letter: nothing is to be tried before it is back. */
            AWAY,
            /** May arrive later. */
            LATER,
            /** Will never arrive. */
            NEVER
        }
    }

    List<Way> ways();

    /** Whether the environment names where to hand letters in. */
    boolean isConfigured();

    /** Where that is, without secrets, for the operator. */
    String destination();

    /**
     * Hands letters in.
     *
     * @return those that were not taken
     */
    Map<UUID, Failure> deliver(List<Letter> letters);
}
