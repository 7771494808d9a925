package org.xingtan.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Actor;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** Beats committed in groups: by two nodes against each other, and in groups of every size. */
@XingtanTest
class BeatCommitterTests {

    private static final int DURATION = 40;

    private record Place(Cast.Place school, LessonPlaces.Place lesson) {}

    @Autowired JdbcClient db;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JoinProgram join;
    @Autowired OpenSession openSession;
    @Autowired LessonPlaces places;
    @Autowired BeatCommitter here;
    @Autowired Sessions sessions;
    @Autowired Participations participations;
    @Autowired TransactionTemplate transactions;
    @Autowired Clock clock;

    private @Nullable Place place;

    @Test
    void twoNodesThatTakeBeatsOfTheSameSessionsLoseNone() throws Exception {
        var people = IntStream.range(0, 12).mapToObj(_ -> livedForAMinute()).toList();
        var elsewhere = new BeatCommitter(sessions, clock);
        var tasks = new ArrayList<Callable<BeatLaw.Decision>>();
        for (var second = 0; second < DURATION; second++) {
            for (var session : people) {
                var node = second % 2 == 0 ? here : elsewhere;
                var beat = beat(second);
                tasks.add(() -> node.commit(session.teacher(), session.id(), beat, DURATION, Instant.MAX));
            }
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(tasks)) {
                assertThat(future.get().refused()).isEmpty();
            }
        } finally {
            elsewhere.stop();
        }

        for (var session : people) {
            var kept = stored(session);
            assertThat(kept.covered()).isEqualTo(Coverage.of(0, DURATION));
            assertThat(kept.beats()).isEqualTo(Coverage.of(0, DURATION));
        }
    }

    @Test
    void takenOverOnAnotherNodeIsToldHereAtTheNextBeatAndBothAreCounted() {
        var old = livedForAMinute();
        here.commit(old.teacher(), old.id(), beat(0), DURATION, Instant.MAX);
        var elsewhere = new BeatCommitter(sessions, clock);
        try {
            var phone = new Actor(old.teacher(), "李文静", UUID.randomUUID(), "Phone", true, false);
            var next = new OpenSession(db, transactions, participations, places, elsewhere, clock).open(phone, place.lesson);

            var told = here.commit(old.teacher(), old.id(), beat(1), DURATION, Instant.MAX).session();

            assertThat(told.endedBy()).isEqualTo("Phone");
            assertThat(told.endedAt()).isBetween(old.openedAt(), clock.instant());
            assertThat(stored(old).covered()).isEqualTo(Coverage.of(0, 2));
            elsewhere.commit(next.teacher(), next.id(), beat(2), DURATION, Instant.MAX);
            assertThat(stored(next).ofLesson()).isEqualTo(Coverage.of(0, 3));
        } finally {
            elsewhere.stop();
        }
    }

    @Test
    void whatIsAnsweredIsInTheDatabase() {
        var session = livedForAMinute();
        for (var second = 0; second < DURATION; second++) {
            here.commit(session.teacher(), session.id(), beat(second), DURATION, Instant.MAX);

            assertThat(stored(session).covered()).isEqualTo(Coverage.of(0, second + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 9, 33, 65})
    void aGroupOfAnySizeIsSavedWholeAndOnlyWhereNothingHasChanged(int size) {
        var group = IntStream.range(0, size).mapToObj(_ -> livedForAMinute()).map(it -> it.with(Coverage.of(0, 7), 3, clock.instant())).toList();

        assertThat(sessions.save(group)).containsExactlyInAnyOrderElementsOf(group.stream().map(Session::id).toList());
        assertThat(sessions.save(group)).isEmpty();
        assertThat(group).allSatisfy(each -> assertThat(stored(each).covered()).isEqualTo(Coverage.of(0, 7)));
    }

    @Test
    void theDatabaseCountsSecondsAsWeDo() {
        for (var ranges : List.of("{}", "{[0,1)}", "{[3,40)}", "{[0,5),[7,9)}", "{[1,2),[4,8),[10,600)}")) {
            assertThat(db.sql("select public.seconds(:ranges::int4multirange)").param("ranges", ranges).query(Integer.class).single())
                .as(ranges).isEqualTo(Coverage.parse(ranges).seconds());
        }
        assertThat(db.sql("select public.seconds(null)").query(Integer.class).single()).isZero();
    }

    private static Beat beat(int second) {
        return new Beat(second, List.of(List.of((double) second, second + 1.0)), null, null);
    }

    private Session stored(Session session) {
        var key = new Sessions.Key(session.teacher(), session.id());
        return sessions.load(List.of(key)).get(key);
    }

    private Session livedForAMinute() {
        if (place == null) {
            var at = cast.school();
            var program = curriculum.aProgram(at.id()).publish();
            place = new Place(at, places.find(program.id(), program.lessons().getFirst().lesson().id()));
        }
        var actor = cast.actor(cast.teacher(place.school));
        join.join(actor, place.lesson.program().id(), null);
        var session = openSession.open(actor, place.lesson);
        db.sql("update learning.session set opened_at = opened_at - interval '60 s', version = version + 1 where teacher_id = :t and id = :id")
            .param("t", actor.teacher().value()).param("id", session.id()).update();
        here.forget(session.id());
        return stored(session);
    }
}
