package org.xingtan.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The network addresses that were last heard of, on this node, and what each of them has got wrong. */
@Component
public class Addresses {

    /**
     * The wrong passwords and codes of one network address. Thirty are free and drain away at thirty a minute. Beyond that the
     * address is slow: one attempt at a time, a pause after each wrong one. A whole school shares an address, so right ones
     * always come through; only somebody who tries many finds the line long.
     */
    public static final class Address {

        static final int FREE = 30;
        private static final double DRAINED_PER_SECOND = 0.5;
        private static final Duration PAUSE = Duration.ofMillis(500);
        private static final Duration PATIENCE = Duration.ofSeconds(5);

        private final Clock clock;
        private final Semaphore turn = new Semaphore(1, true);
        private double level;
        private Instant levelAt = Instant.EPOCH;
        private volatile Instant pausedUntil = Instant.EPOCH;

        private Address(Clock clock) {
            this.clock = clock;
        }

        public synchronized void wrong() {
            var now = clock.instant();
            level = levelAt(now) + 1;
            levelAt = now;
            pausedUntil = now.plus(PAUSE);
        }

        public synchronized boolean isSlow() {
            return levelAt(clock.instant()) >= FREE;
        }

        /** When the next wrong attempt would be free again. */
        public synchronized long secondsUntilFree() {
            return Math.max(1, (long) Math.ceil((levelAt(clock.instant()) - FREE + 1) / DRAINED_PER_SECOND));
        }

        /** Runs an attempt when it is its turn; the other answer when the line is too long. */
        public <T> T inTurn(Supplier<T> attempt, Supplier<T> lineTooLong) {
            try {
                if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return lineTooLong.get();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return lineTooLong.get();
            }
            try {
                pause(Duration.between(clock.instant(), pausedUntil));
                return attempt.get();
            } finally {
                turn.release();
            }
        }

        private double levelAt(Instant now) {
            return Math.max(0, level - Math.max(0, Duration.between(levelAt, now).toMillis()) / 1000.0 * DRAINED_PER_SECOND);
        }

        private static void pause(Duration left) {
            try {
                Thread.sleep(left.isNegative() ? Duration.ZERO : left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final LoadingCache<String, Address> known;

    Addresses(Clock clock) {
        known = Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(10)).maximumSize(100_000).build(_ -> new Address(clock));
    }

    /** An IPv6 network counts as one address: its owner has all of its addresses. */
    public Address of(String address) {
        return known.get(network(address));
    }

    /** What its owner has as a whole. */
    static String network(String address) {
        var groups = address.split(":", -1);
        return groups.length < 8 ? address : String.join(":", groups[0], groups[1], groups[2], groups[3]);
    }
}
