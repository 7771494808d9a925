package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.TransientDataAccessResourceException;
import org.xingtan.platform.TeacherId;

/** A node that stops leaves nobody waiting. There is no database: whatever is still decided fails. */
class PlaceCommitterTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final PlaceCommitter committer = new PlaceCommitter(null, null, Clock.systemUTC());

    /** The first one may still find somebody who writes; when he is answered, nobody does. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoComesWhenItHasStoppedIsToldSo(boolean takes) {
        committer.stop();

        assertTimeoutPreemptively(LONG, () -> {
            assertThatThrownBy(() -> committer.commit(wish(takes))).isInstanceOf(RuntimeException.class);
            for (var i = 0; i < 3; i++) {
                assertThatThrownBy(() -> committer.commit(wish(takes))).isInstanceOf(TransientDataAccessResourceException.class);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoComesWhileItStopsHasAnAnswer(boolean takes) throws Exception {
        var begun = new CountDownLatch(20);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 40).mapToObj(_ -> threads.submit((Callable<Wish.Answer>) () -> {
                begun.countDown();
                return committer.commit(wish(takes));
            })).toList();
            begun.await();
            committer.stop();

            assertTimeoutPreemptively(LONG, () -> assertThat(asked).allSatisfy(it -> assertThatThrownBy(it::get).isInstanceOf(ExecutionException.class)));
        } finally {
            committer.stop();
        }
    }

    private static Wish wish(boolean takes) {
        return new Wish(TeacherId.next(), OfferingId.next(), takes, Clock.systemUTC().instant());
    }
}
