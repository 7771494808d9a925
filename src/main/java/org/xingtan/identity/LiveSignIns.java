package org.xingtan.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.SignIns;

/**
 * Finds the person behind a secret, normally without a query: what was read is believed for {@link #BELIEVED}. A sign-in
 * that ends on this node ends at once, one that ends elsewhere when that time is over.
 */
@Component
class LiveSignIns implements SignIns {

    static final Duration BELIEVED = Duration.ofSeconds(20);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    private static final int BATCH = 500;

    private final SignInStore store;
    private final Clock clock;
    private final Cache<ByteBuffer, Optional<SignInStore.Live>> live =
        Caffeine.newBuilder().expireAfterWrite(BELIEVED).initialCapacity(4096).maximumSize(50_000).build();
    private final Set<ByteBuffer> seen = ConcurrentHashMap.newKeySet();

    LiveSignIns(SignInStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public @Nullable Actor find(String secret, boolean machine) {
        if (!Secrets.isShaped(secret)) {
            return null;
        }
        var found = live.get(ByteBuffer.wrap(Secrets.hash(secret)), this::read);
        return found.filter(it -> it.actor().machine() == machine && it.expiresAt().isAfter(clock.instant()))
            .map(SignInStore.Live::actor)
            .orElse(null);
    }

    private Optional<SignInStore.Live> read(ByteBuffer hash) {
        var now = clock.instant();
        var found = store.find(hash.array(), now);
        if (found.isPresent() && found.get().seenAt().isBefore(now.minus(SEEN_EVERY))) {
            seen.add(hash);
        }
        return found;
    }

    /** Forgets sign-ins that were ended or changed, once the change is committed. */
    void forget(Collection<byte[]> hashes) {
        Runnable forget = () -> hashes.forEach(hash -> live.invalidate(ByteBuffer.wrap(hash)));
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    forget.run();
                }
            });
        } else {
            forget.run();
        }
    }

    /** Writes down who was seen, many at a time and away from their requests. */
    @Scheduled(fixedDelay = 10_000)
    void noteSeen() {
        while (!seen.isEmpty()) {
            var batch = seen.stream().limit(BATCH).toList();
            store.seen(batch.stream().map(ByteBuffer::array).toList(), clock.instant());
            batch.forEach(seen::remove);
        }
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 300_000)
    void deleteOver() {
        store.deleteOver(clock.instant());
    }
}
