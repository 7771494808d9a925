package org.xingtan.platform.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandoverTests {

    @Test
    void everythingArrivesInItsOrder() {
        var arrived = new ArrayList<Integer>();
        try (var handover = new Handover<Integer>(arrived::add)) {
            IntStream.range(0, 12_345).forEach(handover::put);
            handover.finish();
        }
        assertThat(arrived).isEqualTo(IntStream.range(0, 12_345).boxed().toList());
    }

    @Test
    void nothingIsDoneWithNothing() {
        try (var handover = new Handover<String>(List.<String>of()::add)) {
            handover.finish();
        }
    }

    /** Also while the caller waits for room. */
    @Test
    void whatFailsIsToldToTheCaller() {
        try (var handover = new Handover<Integer>(one -> {
            if (one == 700) {
                throw new IOException("full");
            }
        })) {
            assertThatThrownBy(() -> {
                IntStream.range(0, 1_000_000).forEach(handover::put);
                handover.finish();
            }).isInstanceOf(IllegalStateException.class).cause().hasMessage("full");
        }
    }

    @Test
    void whoGivesUpEndsTheWorkAndWaitsUntilItHasEnded() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        try (var handover = new Handover<Integer>(_ -> {
            begun.countDown();
            try {
                Thread.sleep(60_000);
            } finally {
                LockSupport.parkNanos(200_000_000);
                ended.countDown();
            }
        })) {
            IntStream.range(0, 500).forEach(handover::put);
            begun.await();
        }
        assertThat(ended.getCount()).isZero();
    }
}
