package org.xingtan.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.ProgramDetail;
import org.xingtan.tally.Figure;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class JoinProgramModuleTests {

    private static final Audience COUNSELOR = new Audience.Post(List.of("COUNSELOR_FULL_TIME", "COUNSELOR_PART_TIME"));
    private static final Audience HOMEROOM = new Audience.Post(List.of("HOMEROOM_TEACHER"));

    @Autowired JoinProgram join;
    @Autowired Participations participations;
    @Autowired LoadParticipations load;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Tally tally;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private Cast.Place school;

    @BeforeEach
    void openASchool() {
        school = cast.school();
    }

    @Test
    void joinsTheOnlyTrackWithoutNamingIt() {
        var program = curriculum.aProgram(school.id()).publish();
        var actor = cast.actor(cast.teacher(school));

        var joined = join.join(actor, program.id(), null);

        assertThat(joined.outcome()).isEqualTo(Joined.Outcome.CREATED);
        assertThat(joined.participation().track()).isEqualTo("PARTICIPANT");
        assertThat(joined.participation().organization()).isEqualTo(school.id());
        var kept = participations.require(actor.teacher(), program.id());
        assertThat(kept).usingRecursiveComparison().isEqualTo(joined.participation());
        assertThat(participations.ofTeacher(actor.teacher())).containsExactly(kept);
        assertThat(figure(program, Measure.ENROLLED)).isEqualTo(1);
    }

    @Test
    void joiningAgainChangesNothing() {
        var program = board();
        var actor = cast.actor(cast.teacher(school, "HOMEROOM_TEACHER"));
        var first = join.join(actor, program.id(), "HOMEROOM");

        var again = join.join(actor, program.id(), "HOMEROOM");

        assertThat(again.outcome()).isEqualTo(Joined.Outcome.SAME);
        assertThat(again.participation().id()).isEqualTo(first.participation().id());
        assertThat(figure(program, Measure.ENROLLED)).isEqualTo(1);
    }

    @Test
    void anotherTrackIsAChangeAndCountedOnce() {
        var program = board();
        var actor = cast.actor(cast.teacher(school, "HOMEROOM_TEACHER", "COUNSELOR_PART_TIME"));
        var first = join.join(actor, program.id(), "HOMEROOM");

        var changed = join.join(actor, program.id(), "COUNSELOR");

        assertThat(changed.outcome()).isEqualTo(Joined.Outcome.CHANGED);
        assertThat(changed.participation().id()).isEqualTo(first.participation().id());
        assertThat(participations.require(actor.teacher(), program.id()).track()).isEqualTo("COUNSELOR");
        assertThat(figure(program, Measure.ENROLLED)).isEqualTo(1);
    }

    @Test
    void refusesWithEveryConditionThatIsNotMet() {
        var program = curriculum.aProgram(school.id()).open(Duration.ofDays(2), Duration.ofDays(3))
            .track("T", new Audience.All(List.of(HOMEROOM, COUNSELOR)), new CompletionRule.AllLessons(null)).publish();
        var actor = cast.actor(cast.teacher(school));

        assertThat(refusal(actor, program, "T")).containsExactly("audience.post", "audience.post", "window.not-yet");
        assertThat(participations.find(actor.teacher(), program.id())).isEmpty();
        assertThat(figure(program, Measure.ENROLLED)).isZero();
    }

    @Test
    void refusesAfterTheLastSecondAndAcceptsBeforeIt() {
        var over = curriculum.aProgram(school.id()).open(Duration.ofDays(-9), Duration.ofSeconds(-2)).publish();
        var closing = curriculum.aProgram(school.id()).open(Duration.ofDays(-9), Duration.ofSeconds(30)).publish();
        var actor = cast.actor(cast.teacher(school));

        assertThat(refusal(actor, over, null)).containsExactly("window.closed");
        assertThat(join.join(actor, closing.id(), null).outcome()).isEqualTo(Joined.Outcome.CREATED);
    }

    @Test
    void whoTakesPartAlreadyIsAnsweredTheSameAfterTheEnd() {
        var program = curriculum.aProgram(school.id()).publish();
        var actor = cast.actor(cast.teacher(school));
        join.join(actor, program.id(), null);
        db.sql("update program.window set opens_at = now() - interval '9 days', closes_at = now() - interval '1 day' where program_id = :id")
            .param("id", program.id().value()).update();
        db.sql("update program.program set revision = revision + 1 where id = :id").param("id", program.id().value()).update();

        assertThat(join.join(actor, program.id(), null).outcome()).isEqualTo(Joined.Outcome.SAME);
    }

    @Test
    void refusesATrackThatIsNotThereAndNoneWhereThereAreSeveral() {
        var program = board();
        var actor = cast.actor(cast.teacher(school, "HOMEROOM_TEACHER"));

        assertThat(refusal(actor, program, "NONE")).containsExactly("enrollment.unknown-track");
        assertThat(refusal(actor, program, null)).containsExactly("enrollment.choose-track");
        assertThat(refusal(actor, program, "COUNSELOR")).containsExactly("audience.post");
    }

    @Test
    void refusesWhoHasNoUnit() {
        var program = curriculum.aProgram(school.id()).publish();

        assertThat(refusal(cast.actor(cast.aPerson().save()), program, null)).containsExactly("audience.unit");
    }

    @Test
    void aProgramThatIsNotPublishedIsNotFound() {
        var actor = cast.actor(cast.teacher(school));
        var program = curriculum.aProgram(school.id()).publish();
        db.sql("update program.program set published_at = null where id = :id").param("id", program.id().value()).update();

        assertThatThrownBy(() -> join.join(actor, program.id(), null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> join.join(actor, ProgramId.next(), null)).isInstanceOf(NotFound.class);
    }

    @Test
    void fiftyAtOnceMakeOneParticipationAndOneDelta() throws Exception {
        var program = board();
        var actor = cast.actor(cast.teacher(school, "HOMEROOM_TEACHER", "COUNSELOR_PART_TIME"));

        var outcomes = atOnce(50, i -> join.join(actor, program.id(), i % 2 == 0 ? "HOMEROOM" : "COUNSELOR"));

        assertThat(outcomes).filteredOn(joined -> joined.outcome() == Joined.Outcome.CREATED).hasSize(1);
        assertThat(outcomes.stream().map(joined -> joined.participation().id()).distinct()).hasSize(1);
        assertThat(figure(program, Measure.ENROLLED)).isEqualTo(1);
    }

    @Test
    void startingIsCountedOnce() throws Exception {
        var program = curriculum.aProgram(school.id()).publish();
        var participation = join.join(cast.actor(cast.teacher(school)), program.id(), null).participation();

        var firsts = atOnce(10, _ -> participations.markStarted(participation, clock.instant()));

        assertThat(firsts).containsOnlyOnce(true);
        assertThat(figure(program, Measure.STARTED)).isEqualTo(1);
        assertThat(participations.require(participation.teacher(), program.id()).startedAt()).isNotNull();
    }

    @Test
    void whoDoesNotTakePartIsToldSo() {
        var program = curriculum.aProgram(school.id()).publish();

        assertThatThrownBy(() -> participations.require(TeacherId.next(), program.id())).isInstanceOf(Refused.class);
    }

    @Test
    void loadsManyAtOnce() {
        var program = curriculum.aProgram(school.id()).publish();
        var teachers = List.of(cast.teacher(school), cast.teacher(school));

        assertThat(load.load(teachers.stream().map(teacher ->
            new Participation(Uuids.next(), teacher, program.id(), "PARTICIPANT", school.id(), clock.instant(), null)))).isEqualTo(2);
        assertThat(participations.find(teachers.getFirst(), program.id())).isPresent();
    }

    @Test
    void theDatabaseKnowsTheTracks() {
        var program = curriculum.aProgram(school.id()).publish();

        assertThatThrownBy(() -> participations.insert(new Participation(Uuids.next(), cast.teacher(school), program.id(), "NONE", school.id(), clock.instant(), null)))
            .isInstanceOf(DataAccessException.class);
    }

    private interface Act<T> {
        T of(int i) throws Exception;
    }

    private static <T> List<T> atOnce(int times, Act<T> act) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(times)) {
            var calls = new java.util.ArrayList<Callable<T>>();
            for (var i = 0; i < times; i++) {
                var number = i;
                calls.add(() -> act.of(number));
            }
            Collections.shuffle(calls);
            var results = new java.util.ArrayList<T>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }

    private List<String> refusal(Actor actor, ProgramDetail program, @org.jspecify.annotations.Nullable String track) {
        var refused = catchThrowableOfType(Refused.class, () -> join.join(actor, program.id(), track));
        return refused.verdict().unmet().stream().map(Condition::code).toList();
    }

    private long figure(ProgramDetail program, Measure measure) {
        return tally.figures(program.id()).stream().filter(it -> it.measure() == measure && it.organization().equals(school.id()))
            .mapToLong(Figure::n).sum();
    }

    private ProgramDetail board() {
        return curriculum.aProgram(school.id())
            .track("COUNSELOR", COUNSELOR, new CompletionRule.LessonsAtLeast(15, null))
            .track("HOMEROOM", HOMEROOM, new CompletionRule.LessonsAtLeast(10, null)).publish();
    }
}
