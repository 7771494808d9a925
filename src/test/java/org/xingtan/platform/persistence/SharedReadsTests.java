package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Reads for many: never older than the question, never lost, and nobody suffers for another. */
class SharedReadsTests {

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        callers.close();
    }

    @Test
    void whoAsksDuringAReadIsAnsweredByTheNextOneTogetherWithTheOthers() throws Exception {
        var read = new Gate();
        var reads = new SharedReads<Integer, String>(1, read);

        var first = callers.submit(() -> reads.get(1));
        read.entered();
        var others = IntStream.rangeClosed(2, 9).mapToObj(key -> callers.submit(() -> reads.get(key))).toList();
        awaitParked(reads, 8);
        read.open();

        assertThat(first.get()).isEqualTo("1 by read 1");
        for (var i = 0; i < others.size(); i++) {
            assertThat(others.get(i).get()).isEqualTo(i + 2 + " by read 2");
        }
        assertThat(read.keys).hasSize(2);
    }

    @Test
    void theSameKeyAskedAgainDuringItsReadIsReadAgain() throws Exception {
        var read = new Gate();
        var reads = new SharedReads<Integer, String>(1, read);

        var first = callers.submit(() -> reads.get(1));
        read.entered();
        var again = callers.submit(() -> reads.get(1));
        awaitParked(reads, 1);
        read.open();

        assertThat(first.get()).isEqualTo("1 by read 1");
        assertThat(again.get()).isEqualTo("1 by read 2");
    }

    /** The law, attacked: a value only grows; nobody may get less than it was when he asked, and everybody gets an answer. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void nobodyGetsWhatWasReadBeforeHeAsked(int lanes) throws Exception {
        var now = new AtomicLong();
        var most = new AtomicInteger();
        var reads = new SharedReads<Integer, Long>(lanes, keys -> {
            most.accumulateAndGet(keys.size(), Math::max);
            var found = new HashMap<Integer, Long>();
            keys.forEach(key -> found.put(key, now.get()));
            Thread.yield();
            return found;
        });
        var old = new ConcurrentLinkedQueue<String>();

        var all = IntStream.range(0, 200).mapToObj(caller -> callers.submit(() -> ask(reads, caller % 150, now, old))).toList();
        for (var one : all) {
            one.get();
        }

        assertThat(old).isEmpty();
        assertThat(now.get()).isEqualTo(20_000);
        assertThat(most.get()).isBetween(2, SharedReads.MOST);
    }

    private static void ask(SharedReads<Integer, Long> reads, int key, AtomicLong now, Collection<String> old) {
        for (var i = 0; i < 100; i++) {
            var before = now.incrementAndGet();
            var answer = reads.get(key);
            if (answer < before) {
                old.add(answer + " < " + before);
            }
        }
    }

    @Test
    void oneThatCannotBeReadDoesNotHarmTheOthers() throws Exception {
        var gate = new Gate();
        var reads = new SharedReads<Integer, String>(1, keys -> {
            var found = gate.apply(keys);
            if (keys.contains(13)) {
                throw new IllegalArgumentException("thirteen");
            }
            return found;
        });
        var first = callers.submit(() -> reads.get(1));
        gate.entered();
        var good = callers.submit(() -> reads.get(12));
        var bad = callers.submit(() -> reads.get(13));
        awaitParked(reads, 2);
        gate.open();

        assertThat(first.get()).startsWith("1 ");
        assertThat(good.get()).startsWith("12 ");
        assertThatThrownBy(bad::get).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(reads.get(2)).startsWith("2 ");
    }

    static Stream<RuntimeException> away() {
        return Stream.of(new DataAccessResourceFailureException("away"), new CannotCreateTransactionException("away"),
            new TransactionSystemException("away"));
    }

    @ParameterizedTest
    @MethodSource("away")
    void aDatabaseThatIsAwayIsToldToAllWhoWaitAtOnce(RuntimeException away) throws Exception {
        var gate = new Gate();
        var tries = new AtomicInteger();
        var reads = new SharedReads<Integer, String>(1, keys -> {
            var found = gate.apply(keys);
            if (tries.incrementAndGet() == 1) {
                throw away;
            }
            return found;
        });
        var all = new ArrayList<Future<String>>();
        all.add(callers.submit(() -> reads.get(0)));
        gate.entered();
        IntStream.rangeClosed(1, 100).forEach(key -> all.add(callers.submit(() -> reads.get(key))));
        awaitParked(reads, 100);
        gate.open();

        assertThat(all).allSatisfy(one -> assertThatThrownBy(one::get).hasCause(away));
        assertThat(tries).hasValue(1);
        assertThat(reads.get(7)).startsWith("7 ");
    }

    @Test
    void aKeyWithoutAnAnswerIsABugOfItsReadAlone() {
        var reads = new SharedReads<Integer, String>(1, _ -> Map.of(1, "one"));

        assertThat(reads.get(1)).isEqualTo("one");
        assertThatThrownBy(() -> reads.get(2)).isInstanceOf(IllegalStateException.class);
        assertThat(reads.get(1)).isEqualTo("one");
    }

    @Test
    void withinATransactionItReadsOnItsOwnConnection() {
        var thread = new CompletableFuture<Thread>();
        var reads = new SharedReads<Integer, String>(1, keys -> {
            thread.complete(Thread.currentThread());
            return Map.of(1, "one");
        });
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThat(reads.get(1)).isEqualTo("one");
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
        assertThat(thread).isCompletedWithValue(Thread.currentThread());
    }

    private static void awaitParked(SharedReads<?, ?> reads, int callers) throws InterruptedException {
        while (reads.waiters() < callers) {
            Thread.sleep(1);
        }
    }

    /** A read that stands still until it is let go, and says the how manieth it was. */
    private static final class Gate implements Function<Set<Integer>, Map<Integer, String>> {

        private final CountDownLatch open = new CountDownLatch(1);
        private final CountDownLatch entered = new CountDownLatch(1);
        private final ConcurrentLinkedQueue<Set<Integer>> keys = new ConcurrentLinkedQueue<>();

        @Override
        public Map<Integer, String> apply(Set<Integer> asked) {
            keys.add(Set.copyOf(asked));
            var number = keys.size();
            entered.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            var found = new HashMap<Integer, String>();
            asked.forEach(key -> found.put(key, key + " by read " + number));
            return found;
        }

        void entered() throws InterruptedException {
            entered.await();
        }

        void open() {
            open.countDown();
        }
    }
}
