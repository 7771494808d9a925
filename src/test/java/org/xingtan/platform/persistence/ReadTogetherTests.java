package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class ReadTogetherTests {

    @Autowired ReadTogether together;
    @Autowired JdbcClient db;

    private record Row(int place, String part) {}

    @Test
    void rowsComeInTheirOrderWhicheverPartTheyAreOf() {
        var rows = new ArrayList<Row>();

        assertThat(together.read(List.of(numbers("a", 1, 5_000, 3), numbers("b", 1, 5_000, 2)), Comparator.comparingInt(Row::place), rows::add)).isTrue();

        assertThat(rows).hasSize(1_666 + 2_500).isSortedAccordingTo(Comparator.comparingInt(Row::place).thenComparing(Row::part));
    }

    @Test
    void anEmptyPartIsNoneToWaitFor() {
        var rows = new ArrayList<Row>();

        together.read(List.of(numbers("a", 1, 0, 1), numbers("b", 1, 3, 1), numbers("c", 1, 0, 1)), Comparator.comparingInt(Row::place), rows::add);

        assertThat(rows).containsExactly(new Row(1, "b"), new Row(2, "b"), new Row(3, "b"));
    }

    /** What is committed after the first part has begun is seen by none. */
    @Test
    void allPartsSeeTheSameMoment() {
        db.sql("create table public.read_together_test (n int)").update();
        try {
            var committed = new CountDownLatch(1);
            ReadTogether.Part<Integer> first = rows -> {
                count(rows);
                CompletableFuture.runAsync(() -> db.sql("insert into public.read_together_test values (1)").update()).join();
                committed.countDown();
            };
            ReadTogether.Part<Integer> second = rows -> {
                await(committed);
                count(rows);
            };
            var counts = new ArrayList<Integer>();

            together.read(List.of(first, second), Comparator.<Integer>naturalOrder(), counts::add);

            assertThat(counts).containsExactly(0, 0);
            assertThat(db.sql("select count(*) from public.read_together_test").query(Integer.class).single()).isEqualTo(1);
        } finally {
            db.sql("drop table public.read_together_test").update();
        }
    }

    @Test
    void whatAPartFailsWithIsTold() {
        ReadTogether.Part<Row> broken = rows -> db.sql("select 1 / (n - 700) from generate_series(1, 1000) n")
            .withFetchSize(100).query((RowCallbackHandler) row -> rows.accept(new Row(row.getInt(1), "c")));

        for (var parts : List.of(List.of(broken, numbers("a", 1, 20_000, 1)), List.of(numbers("a", 1, 20_000, 1), broken))) {
            assertThatThrownBy(() -> together.read(parts, Comparator.comparingInt(Row::place), _ -> {}))
                .isInstanceOf(IllegalStateException.class).rootCause().hasMessageContaining("division by zero");
        }
        assertThat(together.read(List.of(numbers("a", 1, 1, 1)), Comparator.comparingInt(Row::place), _ -> {})).isTrue();
    }

    @Test
    void whoBreaksOffBreaksThePartsOff() {
        assertThatThrownBy(() -> together.read(List.of(numbers("a", 1, 1_000_000, 1), numbers("b", 1, 1_000_000, 1)), Comparator.comparingInt(Row::place), _ -> {
            throw new IllegalArgumentException("enough");
        })).hasMessage("enough");

        assertThat(db.sql("select count(*) from pg_stat_activity where datname = current_database() and state <> 'idle' and query like '%generate_series(1, 1000000)%' and pid <> pg_backend_pid()")
            .query(Integer.class).single()).isZero();
    }

    /** Most connections are left to everybody else: who finds no room reads in his own. */
    @Test
    void aThirdAtTheSameTimeIsToldSo() throws Exception {
        var entered = new CountDownLatch(2);
        var go = new CountDownLatch(1);
        ReadTogether.Part<Row> slow = _ -> {
            entered.countDown();
            await(go);
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var others = IntStream.range(0, 2).mapToObj(_ -> threads.submit(() -> together.read(List.of(slow), Comparator.comparingInt(Row::place), _ -> {}))).toList();
            entered.await();

            assertThat(together.read(List.of(numbers("a", 1, 3, 1)), Comparator.comparingInt(Row::place), _ -> {})).isFalse();

            go.countDown();
            for (var other : others) {
                assertThat(other.get()).isTrue();
            }
        }
    }

    private ReadTogether.Part<Row> numbers(String part, int from, int to, int step) {
        return rows -> db.sql("select n from generate_series(" + from + ", " + to + ") n where n % " + step + " = 0")
            .withFetchSize(500).query((RowCallbackHandler) row -> rows.accept(new Row(row.getInt(1), part)));
    }

    private void count(Consumer<? super Integer> rows) {
        rows.accept(db.sql("select count(*) from public.read_together_test").query(Integer.class).single());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
