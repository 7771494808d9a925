package org.xingtan.platform.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Reads of many callers, answered together: group commit turned to reads. Who asks while a read is under way waits for the
 * next one, which reads for all who have asked by then. Nobody gets what was read before he asked, and nothing is kept.
 *
 * @param <K> what is asked for
 * @param <V> what is read
 */
public final class SharedReads<K, V> {

    /** Keys of one read: enough to share its cost, few enough that nobody waits long for the others. */
    static final int MOST = 64;

    private record Waiting<K, V>(K key, CompletableFuture<V> answer) {}

    private final Function<? super Set<K>, ? extends Map<K, V>> read;
    private final Semaphore lanes;
    private final Queue<Waiting<K, V>> queue = new ConcurrentLinkedQueue<>();

    /**
     * @param lanes how many reads may be under way at once
     * @param read  answers every key it is given, from the database as it is when it is called
     */
    public SharedReads(int lanes, Function<? super Set<K>, ? extends Map<K, V>> read) {
        this.read = read;
        this.lanes = new Semaphore(lanes);
    }

    /** Within a transaction it reads by itself: only there can it see what the transaction has changed. */
    public V get(K key) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return found(read.apply(Set.of(key)), key);
        }
        var mine = new Waiting<K, V>(key, new CompletableFuture<>());
        queue.add(mine);
        begin();
        try {
            return mine.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** How many wait for a read that has not begun. */
    int waiters() {
        return queue.size();
    }

    private void begin() {
        if (lanes.tryAcquire()) {
            Thread.ofVirtual().name("shared-read").start(this::work);
        }
    }

    /** Whoever comes between the last look into the queue and the release finds no lane free: so it is looked at once more. */
    private void work() {
        try {
            for (var batch = next(); !batch.isEmpty(); batch = next()) {
                answer(batch);
            }
        } finally {
            lanes.release();
        }
        if (!queue.isEmpty()) {
            begin();
        }
    }

    /** Callers that are ready to run may ask first; when nobody else is there, nothing is lost. */
    private List<Waiting<K, V>> next() {
        Thread.yield();
        var batch = new ArrayList<Waiting<K, V>>();
        for (var one = queue.poll(); one != null; one = batch.size() < MOST ? queue.poll() : null) {
            batch.add(one);
        }
        return batch;
    }

    private void answer(List<Waiting<K, V>> batch) {
        try {
            var keys = new LinkedHashSet<K>();
            batch.forEach(one -> keys.add(one.key));
            var found = read.apply(keys);
            batch.forEach(one -> complete(one, found));
        } catch (RuntimeException | Error e) {
            if (DatabaseAway.is(e)) {
                fail(batch, e);
                fail(waiting(), e);
            } else {
                alone(batch, e);
            }
        }
    }

    /** One of them cannot be read; the others must not suffer for it. */
    private void alone(List<Waiting<K, V>> batch, Throwable failure) {
        if (batch.size() == 1) {
            fail(batch, failure);
        } else {
            batch.forEach(one -> answer(List.of(one)));
        }
    }

    /** When the database is away, those who wait hear of it as well: in turn they would wait longer than anybody should. */
    private List<Waiting<K, V>> waiting() {
        var all = new ArrayList<Waiting<K, V>>();
        for (var one = queue.poll(); one != null; one = queue.poll()) {
            all.add(one);
        }
        return all;
    }

    private void complete(Waiting<K, V> one, Map<K, V> found) {
        try {
            one.answer.complete(found(found, one.key));
        } catch (IllegalStateException e) {
            one.answer.completeExceptionally(e);
        }
    }

    private void fail(Collection<Waiting<K, V>> all, Throwable failure) {
        all.forEach(one -> one.answer.completeExceptionally(failure));
    }

    private V found(Map<K, V> found, K key) {
        var value = found.get(key);
        if (value == null) {
            throw new IllegalStateException("The read has no answer for " + key);
        }
        return value;
    }
}
