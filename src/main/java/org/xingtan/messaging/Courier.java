package org.xingtan.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings what is due out of the house, on every node. An envelope is locked by the node that carries it, until it is noted as sent: a
 * node that dies in between lets another one send it again, under the same number.
 */
@Component
class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int AT_ONCE = 50;
    /** After a line did not answer. */
    private static final Duration REST = Duration.ofSeconds(30);
    /** After nobody knew whether what it tells of is safe: at first so long, then twice as long each time, up to {@link #REST}. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final Queue queue;
    private final Ways ways;
    private final LetterWriter writer;
    private final Outages outages;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Map<Way, Instant> resting = new ConcurrentHashMap<>();
    /** How long those rest of which nobody knows whether what they tell of is safe. */
    private final Map<Way, Duration> pauses = new ConcurrentHashMap<>();

    Courier(Queue queue, Ways ways, LetterWriter writer, Outages outages, TransactionTemplate transactions, Clock clock) {
        this.queue = queue;
        this.ways = ways;
        this.writer = writer;
        this.outages = outages;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000, initialDelay = 3_000)
    public void round() {
        var more = true;
        while (more) {
            more = false;
            for (var way : Way.values()) {
                more |= carry(way) == AT_ONCE;
            }
        }
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 600_000)
    public void forgetOld() {
        transactions.executeWithoutResult(_ -> queue.forgetOld(clock.instant()));
    }

    /** @return how many letters were taken in hand */
    int carry(Way way) {
        var channel = ways.channel(way);
        if (channel.isEmpty() || resting.getOrDefault(way, Instant.MIN).isAfter(clock.instant())) {
            return 0;
        }
        try {
            var carried = transactions.execute(_ -> carry(way, channel.get()));
            if (pauses.remove(way) != null) {
                LOG.info("{} goes on", way);
            }
            return carried;
        } catch (Queue.Unsafe e) {
            rest(way, e);
            return 0;
        }
    }

    private void rest(Way way, Queue.Unsafe why) {
        var last = pauses.get(way);
        var pause = last == null ? FIRST_PAUSE : last.multipliedBy(2).compareTo(REST) < 0 ? last.multipliedBy(2) : REST;
        pauses.put(way, pause);
        resting.put(way, clock.instant().plus(pause));
        if (last == null) {
            LOG.warn("{} rests: {}", way, why.getMessage());
        }
        outages.began(way, why.getMessage());
    }

    private int carry(Way way, Channel channel) {
        var claimed = queue.claim(way, clock.instant(), AT_ONCE);
        if (claimed.isEmpty()) {
            if (pauses.containsKey(way)) {
                outages.ended(way);
            }
            return 0;
        }
        var letters = writer.letters(way, claimed);
        var failures = letters.isEmpty() ? Map.<UUID, Channel.Failure>of() : channel.deliver(letters);
        settle(claimed, letters, failures);
        return isAway(way, failures) ? 0 : claimed.size();
    }

    private void settle(List<Queue.Claimed> claimed, List<Letter> letters, Map<UUID, Channel.Failure> failures) {
        var now = clock.instant();
        var written = letters.stream().map(Letter::id).toList();
        var without = new HashSet<>(claimed.stream().map(Queue.Claimed::id).toList());
        without.removeAll(new HashSet<>(written));
        queue.drop(without);
        var sent = new ArrayList<>(written);
        sent.removeAll(failures.keySet());
        queue.sent(sent, now);
        queue.failed(claimed, failures, now);
    }

    private boolean isAway(Way way, Map<UUID, Channel.Failure> failures) {
        var away = failures.values().stream().filter(it -> it.kind() == Channel.Failure.Kind.AWAY).findFirst();
        if (away.isPresent()) {
            LOG.warn("{} does not answer: {}", way, away.get().problem());
            resting.put(way, clock.instant().plus(REST));
            outages.began(way, away.get().problem());
        } else {
            outages.ended(way);
        }
        return away.isPresent();
    }
}
