package org.xingtan.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.catalog.Courses;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Crossing;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;

/** What a node keeps of programs: how much it reads for one that was revised, and what crosses a revision. */
@XingtanTest
class ProgramsTests {

    @Autowired Programs programs;
    @Autowired ProgramReader reader;
    @Autowired ExtendWindow extend;
    @Autowired Curriculum curriculum;
    @Autowired Courses courses;
    @Autowired Cast cast;
    @Autowired Crossing crossing;
    @Autowired TransactionTemplate transaction;
    @Autowired PlatformTransactionManager transactions;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private Cast.Place city;
    private Actor administrator;
    private ProgramId program;

    @BeforeEach
    void publish() {
        city = cast.city();
        administrator = cast.administrator(city);
        program = curriculum.aProgram(city.id()).publish().id();
    }

    /** A reader in whose way something happens. */
    private class Reader extends ProgramReader {

        private Runnable meanwhile = () -> {};

        Reader() {
            super(db, courses);
        }

        @Override
        Map<ProgramId, Long> revisions() {
            var revisions = super.revisions();
            once();
            return revisions;
        }

        @Override
        Map<ProgramId, Long> revisions(Collection<ProgramId> of) {
            var revisions = super.revisions(of);
            once();
            return revisions;
        }

        @Override
        Optional<Long> revision(ProgramId of) {
            var revision = super.revision(of);
            once();
            return revision;
        }

        private void once() {
            var now = meanwhile;
            meanwhile = () -> {};
            now.run();
        }
    }

    @Test
    void oneThatIsRevisedIsReadAloneAndManyTogether() {
        var all = Stream.generate(() -> curriculum.aProgram(city.id()).publish().id()).limit(30).toList();
        var before = Map.copyOf(byId(programs.published()));

        extend(all.getFirst());
        var one = listing();
        all.forEach(this::extend);
        var many = listing();

        assertThat(one).hasSizeLessThanOrEqualTo(12);
        assertThat(many).hasSameSizeAs(one);
        var now = byId(programs.published());
        assertThat(now.get(program)).as("what was not revised").isSameAs(before.get(program));
        assertThat(now.get(all.getLast()).windows()).isNotEqualTo(before.get(all.getLast()).windows());
    }

    /** In a transaction it reads by itself, on this thread. */
    private List<String> listing() {
        return Statements.of(() -> transaction.executeWithoutResult(_ -> programs.published()));
    }

    @Test
    void manyThatAreNotKnownAreCheckedWithAsFewStatementsAsOne() {
        var all = Stream.generate(() -> curriculum.aProgram(city.id()).publish().id()).limit(10).toList();
        var elsewhere = new Programs(reader);

        var one = Statements.of(() -> elsewhere.check(List.of(program)));
        var many = Statements.of(() -> elsewhere.check(all));

        assertThat(many).hasSameSizeAs(one);
    }

    @Test
    void whoeverComesWhileTheListIsReadWaitsForIt() throws Exception {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        var crowded = new Programs(new Reader() {
            @Override
            Map<ProgramId, Long> revisions() {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                while (inside.get() + threads.stream().filter(it -> it.getState() == Thread.State.WAITING || it.getState() == Thread.State.TERMINATED).count() < threads.size()) {
                    Thread.onSpinWait();
                }
                inside.decrementAndGet();
                return super.revisions();
            }
        });
        var lists = new AtomicReference<>(List.<List<ProgramDetail>>of());
        IntStream.range(0, 20).forEach(_ -> threads.add(Thread.ofPlatform().unstarted(() -> {
            var list = crowded.published();
            lists.accumulateAndGet(List.of(list), (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        })));
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }

        assertThat(most).hasValue(1);
        assertThat(lists.get()).hasSize(20).allSatisfy(list -> assertThat(byId(list)).containsKey(program));
    }

    @Test
    void whatWasReadBeforeARevisionDoesNotReplaceIt() {
        for (var read : List.<java.util.function.Consumer<Programs>>of(it -> it.current(program), it -> it.check(List.of(program)), Programs::published)) {
            var slow = new Reader();
            var here = new Programs(slow);
            here.published();
            here.find(program);
            slow.meanwhile = () -> CompletableFuture.runAsync(() -> transaction.executeWithoutResult(_ -> rename(here))).join();
            stale(here);

            read.accept(here);

            var title = title();
            assertThat(here.find(program).title()).isEqualTo(title);
            assertThat(byId(here.published()).get(program)).extracting(ProgramDetail::title).isEqualTo(title);
        }
    }

    /** Everything has to be read anew. */
    private void stale(Programs here) {
        transaction.executeWithoutResult(_ -> here.revise(program));
    }

    @Test
    void whatIsTakenBackHasNeverBeenSeenByAnybody() {
        var before = programs.current(program).title();
        transaction.executeWithoutResult(status -> {
            rename(programs);
            assertThat(programs.current(program).title()).isNotEqualTo(before);
            assertThat(CompletableFuture.supplyAsync(() -> programs.find(program).title()).join()).isEqualTo(before);
            status.setRollbackOnly();
        });

        assertThat(programs.find(program).title()).isEqualTo(before);
        db.sql("update program.program set title = 'Of another node', revision = revision + 1 where id = :id").param("id", program.value()).update();
        assertThat(programs.current(program).title()).isEqualTo("Of another node");
        assertThat(programs.find(program).title()).isEqualTo("Of another node");
    }

    @Test
    void whatATransactionHasChangedItReadsOnceForEachChange() {
        transaction.executeWithoutResult(_ -> {
            rename(programs);
            var read = programs.current(program);
            assertThat(Statements.of(() -> assertThat(programs.current(program)).isSameAs(read))).hasSize(1);
            rename(programs);
            assertThat(programs.current(program).title()).isEqualTo(title()).isNotEqualTo(read.title());
        });
        assertThat(programs.find(program).title()).isEqualTo(title());
    }

    @Test
    void whatIsNotCommittedIsInNobodyElsesList() {
        var here = new Programs(reader);
        transaction.executeWithoutResult(status -> {
            rename(here);
            here.published();
            assertThat(CompletableFuture.supplyAsync(() -> byId(here.published()).get(program).title()).join()).isNotEqualTo(title());
            status.setRollbackOnly();
        });
        assertThat(here.find(program).title()).isEqualTo(title());
    }

    /** A snapshot is as old as its transaction: nobody else is shown it as if it were of now. */
    @Test
    void whatASnapshotReadsIsKeptForNobody() {
        var here = new Programs(reader);
        var snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.executeWithoutResult(_ -> {
            here.current(program);
            CompletableFuture.runAsync(() -> db.sql("update program.program set title = 'Of another node', revision = revision + 1 where id = :id")
                .param("id", program.value()).update()).join();
            here.check(List.of(program));
            here.published();
        });

        assertThat(here.find(program).title()).isEqualTo("Of another node");
        assertThat(byId(here.published()).get(program).title()).isEqualTo("Of another node");
    }

    /** The reader has seen the windows as they were, and waits before it sees the rest. */
    @Test
    void aProgramIsReadWholeThoughItIsRevisedMeanwhile() throws Exception {
        var here = new Programs(reader);
        var later = clock.instant().plus(Duration.ofDays(60)).truncatedTo(ChronoUnit.SECONDS);
        crossing.of(() -> {
            db.sql("lock table program.phase in access exclusive mode").update();
            extend.extend(program, null, null, Window.Kind.LEARN, later, "Snow", administrator);
        }, () -> here.current(program));

        assertThat(here.find(program).windows()).extracting(Window::closes).containsExactly(later);
        assertThat(here.current(program).windows()).extracting(Window::closes).containsExactly(later);
    }

    @Test
    void aTransactionInsideAnotherKnowsWhatIsItsOwn() {
        var inner = new TransactionTemplate(transactions);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        var other = curriculum.aProgram(city.id()).publish().id();
        programs.published();
        transaction.executeWithoutResult(status -> {
            programs.revise(other);
            inner.executeWithoutResult(_ -> rename(programs));
            assertThat(programs.find(program).title()).isEqualTo(title());
            status.setRollbackOnly();
        });

        assertThatThrownBy(() -> programs.current(ProgramId.next())).isInstanceOf(org.xingtan.platform.NotFound.class);
        assertThat(programs.find(program).title()).isEqualTo(title());
    }

    private void extend(ProgramId id) {
        var closes = programs.current(id).windows().getFirst().closes();
        extend.extend(id, null, null, Window.Kind.LEARN, closes.plusSeconds(60), "Snow", administrator);
    }

    private void rename(Programs here) {
        db.sql("update program.program set title = :title where id = :id").param("title", "Renamed " + java.util.UUID.randomUUID()).param("id", program.value()).update();
        here.revise(program);
    }

    private String title() {
        return db.sql("select title from program.program where id = :id").param("id", program.value()).query(String.class).single();
    }

    private static Map<ProgramId, ProgramDetail> byId(List<ProgramDetail> list) {
        return list.stream().collect(java.util.stream.Collectors.toMap(ProgramDetail::id, it -> it));
    }
}
