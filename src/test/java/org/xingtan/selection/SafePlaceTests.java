package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.DatabaseAway;
import org.xingtan.platform.persistence.Durable;
import org.xingtan.testing.Cast;
import org.xingtan.testing.LazyDisk;
import org.xingtan.testing.XingtanTest;

/** Nobody is told of a place that a server which goes down could take along. */
@XingtanTest
class SafePlaceTests {

    /** After that hardly anybody comes. */
    private static final Duration QUIET = Duration.ofMillis(2_200);

    @Autowired PlaceCommitter committer;
    @Autowired Durable durable;
    @Autowired Offered offered;
    @Autowired Cast cast;
    @Autowired Clock clock;
    @Autowired JdbcTemplate db;

    private Cast.Place county;
    private Cast.Place school;

    @BeforeEach
    void openASchool() {
        county = cast.county();
        school = cast.school(county);
    }

    /** What is behind in the log is taken along by whoever waits, and by nobody else. */
    @Test
    void isOnTheDiskWhenHeIsTold() throws Exception {
        var offering = offered.online(offered.term(county, 1), county, 40, 0);
        var people = Stream.generate(() -> cast.teacher(school)).limit(30).toList();
        try (var disk = new LazyDisk(db)) {
            for (var person : people) {
                crowd();
                var before = disk.behind();
                assertThat(choose(person, offering)).isEqualTo(Choice.State.SELECTED);
                assertThat(disk.has(before)).isTrue();
            }
        }
    }

    /** He has it already, nothing is written for him, and what he has may not be on the disk yet. */
    @Test
    void isOnTheDiskWhenHeIsToldAgain() throws Exception {
        var offering = offered.online(offered.term(county, 1), county, 1, 0);
        var person = cast.teacher(school);
        choose(person, offering);
        try (var disk = new LazyDisk(db)) {
            for (var i = 0; i < 3; i++) {
                Thread.sleep(QUIET.toMillis());
                var before = disk.behind();
                assertThat(choose(person, offering)).isEqualTo(Choice.State.SELECTED);
                assertThat(disk.has(before)).isTrue();
            }
        }
    }

    /** It may be gone with the server, or not: he asks again and has it. */
    @Test
    void isNotSpokenOfWhenNobodyKnows() throws Exception {
        var offering = offered.online(offered.term(county, 1), county, 1, 0);
        var person = cast.teacher(school);
        try (var disk = new LazyDisk(db)) {
            crowd();
            disk.cutLines();
            assertThatThrownBy(() -> choose(person, offering)).satisfies(it -> assertThat(DatabaseAway.is(it)).isTrue());

            assertThat(choose(person, offering)).isEqualTo(Choice.State.SELECTED);
        }
    }

    /** Whatever is thrown while people are told. */
    @Test
    void whoCannotBeTriedAgainIsNotLeftWaiting() {
        var rounds = new CommitRound(null, null, null, null, null, null) {
            @Override
            public Result commit(List<Wish> batch) {
                return new Result(batch.stream().collect(Collectors.toMap(it -> it, _ -> new Outcome.Later())), List.of(), Durable.Safety.BY_COMMIT);
            }
        };
        var failing = new PlaceCommitter(rounds, durable, new FailingClock(clock));
        assertTimeoutPreemptively(Duration.ofSeconds(30), () ->
            assertThatThrownBy(() -> failing.commit(new Wish(cast.teacher(school), OfferingId.next(), true, clock.instant()))).hasRootCauseInstanceOf(LinkageError.class));
        failing.stop();
    }

    /** Wherever people are told. */
    private static final class FailingClock extends Clock {

        private final Clock clock;

        FailingClock(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().equals("durable")) {
                throw new LinkageError("while somebody is told");
            }
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return clock.withZone(zone);
        }
    }

    private Choice.State choose(TeacherId person, OfferingId offering) {
        return committer.commit(new Wish(person, offering, true, clock.instant())).state();
    }

    /** The third is told when the line is there that was opened for the second. */
    private void crowd() throws Exception {
        for (var i = 0; i < 3; i++) {
            var told = new CompletableFuture<Void>();
            durable.told(Durable.Safety.BY_COMMIT, false, () -> told.complete(null), told::completeExceptionally);
            told.get(30, TimeUnit.SECONDS);
        }
    }
}
