package org.xingtan.selection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;

/**
 * What people were last told at a closed door, so that whoever knocks again hears the same without being looked up again. The door is
 * known to be closed at that moment, however many nodes there are: {@link Doors}. What else the verdict names is at most
 * {@link #BELIEVED} old; of a person whose choices this node changes nothing is remembered.
 */
@Component
class Refusals {

    static final Duration BELIEVED = Duration.ofSeconds(5);

    /** @param offering as it was then, with every number */
    private record Said(Offering offering, Condition when, Refused refused) {}

    /**
     * Doors that stay closed for a moment: the database has seen that an offering is full, and lets nobody make room before that moment is over.
     * Asked for anew while people knock.
     */
    @Component
    static class Doors {

        private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
        private static final Duration CLOSED = Duration.ofMillis(100);
        /** Believed for less, counted from before the database was asked. */
        private static final long BELIEVED = Duration.ofMillis(85).toNanos();
        /** Asked for anew when less is left of it. */
        private static final long LEFT = Duration.ofMillis(50).toNanos();

        private static final Duration PACE = Duration.ofMillis(10);

        private record Door(Offering offering, long until) {}

        private final Offerings offerings;
        private final TransactionOperations transactions;
        private final ConcurrentHashMap<OfferingId, Door> closed = new ConcurrentHashMap<>();
        private final Set<OfferingId> wanted = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean asking = new AtomicBoolean();

        Doors(Offerings offerings, TransactionOperations transactions) {
            this.offerings = offerings;
            this.transactions = transactions;
        }

        /** As it is at this moment, when it is known to be full; null when nobody here knows. */
        @Nullable Offering closed(OfferingId id) {
            var door = closed.get(id);
            var left = door == null ? -1 : door.until - System.nanoTime();
            if (left < LEFT) {
                wanted.add(id);
                if (asking.compareAndSet(false, true)) {
                    Thread.ofVirtual().name("doors").start(this::ask);
                }
            }
            return left > 0 ? door.offering : null;
        }

        /** One at a time, for all doors together: however many are besieged, it is a hundred commits a second at the most. */
        private void ask() {
            try {
                while (!wanted.isEmpty()) {
                    Thread.sleep(PACE);
                    var ids = Set.copyOf(wanted);
                    var until = System.nanoTime() + BELIEVED;
                    var full = Objects.requireNonNull(transactions.execute(_ -> offerings.close(ids, CLOSED)));
                    full.forEach(offering -> closed.put(offering.id(), new Door(offering, until)));
                    wanted.removeAll(ids);
                }
            } catch (RuntimeException | InterruptedException e) {
                LOG.debug("Nobody knows what is full", e);
                wanted.clear();
            } finally {
                asking.set(false);
            }
        }
    }

    private final Terms terms;
    private final Doors doors;
    private final Cache<TeacherId, Said> last = Caffeine.newBuilder().expireAfterWrite(BELIEVED).maximumSize(100_000).build();

    Refusals(Terms terms, Doors doors) {
        this.terms = terms;
        this.doors = doors;
    }

    /** Without asking the database. */
    Optional<Refused> atTheDoor(Wish wish) {
        var said = last.getIfPresent(wish.teacher());
        return said == null || !said.offering.id().equals(wish.offering()) ? Optional.empty() : again(wish, doors.closed(wish.offering()));
    }

    /** @param now what is offered as it is at this moment; null when it cannot be found, or is locked because it has room */
    Optional<Refused> again(Wish wish, @Nullable Offering now) {
        var said = wish.takes() && !wish.follows() ? last.getIfPresent(wish.teacher()) : null;
        if (said == null || now == null || now.hasRoom() || !said.offering.equals(now)) {
            return Optional.empty();
        }
        var term = terms.all().get(now.term());
        return term != null && term.when(wish.at()).equals(said.when) ? Optional.of(said.refused) : Optional.empty();
    }

    /**
     * What a round has said, once it is committed.
     *
     * @param known   the offerings and terms that it rested on
     * @param changed for whom anything is other than before
     */
    void keep(Map<Wish, Refused> said, Set<TeacherId> changed, Map<OfferingId, Offering> known, Map<TermId, Term> all) {
        var closed = new HashMap<TeacherId, Said>();
        said.forEach((wish, refused) -> {
            var offering = known.get(wish.offering());
            if (wish.takes() && offering != null && !offering.hasRoom() && all.get(offering.term()) instanceof Term term) {
                closed.put(wish.teacher(), new Said(offering, term.when(wish.at()), refused));
            }
        });
        closed.keySet().removeAll(changed);
        if (!closed.isEmpty()) {
            afterCommit(() -> last.putAll(closed));
        }
    }

    /** What they have is not what they had, once the transaction is committed. */
    void forget(Set<TeacherId> changed) {
        if (!changed.isEmpty()) {
            afterCommit(() -> last.invalidateAll(changed));
        }
    }

    private static void afterCommit(Runnable then) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                then.run();
            }
        });
    }
}
