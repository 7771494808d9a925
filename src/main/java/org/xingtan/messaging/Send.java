package org.xingtan.messaging;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.TeacherId;

/**
 * Tells people something: puts it into their inboxes, and into envelopes for those whom mail or text messages reach. It joins the
 * caller's transaction: what was not done is told to nobody. Sent again, nobody gets it twice.
 */
@Component
public class Send {

    /** People of one statement. */
    private static final int AT_ONCE = 1_000;

    private final Messages messages;
    private final Reach reach;
    private final Envelopes envelopes;
    private final Clock clock;

    Send(Messages messages, Reach reach, Envelopes envelopes, Clock clock) {
        this.messages = messages;
        this.reach = reach;
        this.envelopes = envelopes;
        this.clock = clock;
    }

    /** @return whether the person had not been told yet */
    @Transactional
    public boolean to(TeacherId person, Outgoing message) {
        return to(List.of(person), message) == 1;
    }

    /** @return how many had not been told yet */
    @Transactional
    public int to(Collection<TeacherId> people, Outgoing message) {
        var due = clock.instant().truncatedTo(ChronoUnit.MICROS).plus(message.delay());
        var left = people.stream().distinct().sorted(Comparator.comparing(TeacherId::value)).toList();
        var told = 0;
        while (!left.isEmpty()) {
            var some = left.subList(0, Math.min(AT_ONCE, left.size()));
            told += tell(some, message, due);
            left = left.subList(some.size(), left.size());
        }
        return told;
    }

    private int tell(List<TeacherId> people, Outgoing message, Instant due) {
        var told = messages.add(people, message, due);
        envelopes.enclose(reach.of(told.keySet(), message.kind(), due), told);
        return told.size();
    }

    /**
     * Takes back what has not become visible yet.
     *
     * @return how many are not told
     */
    @Transactional
    public int recall(UUID batch) {
        return messages.recall(batch, clock.instant());
    }
}
