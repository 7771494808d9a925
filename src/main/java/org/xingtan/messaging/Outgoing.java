package org.xingtan.messaging;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told, to one person or to many alike. A person is told once for a rule and an object.
 *
 * @param rule      why, as module and words: {@code census.identity-refused}
 * @param object    about what: {@code program:018f…}
 * @param text      what the keys of its texts begin with, full stop included: {@code census.identity-refused.} stands for the texts
 *                  {@code …title} and {@code …body} in the sender's files
 * @param arguments of both texts, written in the reader's language: texts, numbers, {@code Localized}, {@code LocalDate}, {@code Instant}
 * @param link      where it leads, an address of this application; null for nowhere
 * @param batch     what goes out together and can be recalled together; null for what stands alone
 * @param delay     how long it can be recalled, and is not there yet
 */
public record Outgoing(Kind kind, String rule, String object, String text, List<Object> arguments, @Nullable String link, @Nullable UUID batch,
                       Duration delay) {

    /** Whether somebody may do without. */
    public enum Kind {
        /** Decides about the person: mailed at once, whatever he has chosen. */
        OFFICIAL,
        /** Useful to know: mailed as the person has chosen, once a day or not at all. */
        NEWS
    }

    public Outgoing {
        arguments = List.copyOf(arguments);
    }

    public static Outgoing official(String rule, String object, String text, Object... arguments) {
        return new Outgoing(Kind.OFFICIAL, rule, object, text, List.of(arguments), null, null, Duration.ZERO);
    }

    public static Outgoing news(String rule, String object, String text, Object... arguments) {
        return new Outgoing(Kind.NEWS, rule, object, text, List.of(arguments), null, null, Duration.ZERO);
    }

    public Outgoing leadingTo(String address) {
        return new Outgoing(kind, rule, object, text, arguments, address, batch, delay);
    }

    /** It can be recalled for so long. */
    public Outgoing together(UUID with, Duration recallable) {
        return new Outgoing(kind, rule, object, text, arguments, link, with, recallable);
    }
}
