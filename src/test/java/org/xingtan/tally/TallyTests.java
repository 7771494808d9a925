package org.xingtan.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class TallyTests {

    @Autowired Tally tally;
    @Autowired FoldDeltas folding;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired PlatformTransactionManager transactions;

    private final ProgramId program = ProgramId.next();
    private final OrganizationId unit = OrganizationId.next();
    private final OrganizationId other = OrganizationId.next();

    @Test
    void isRightBeforeAndAfterFolding() {
        tally.add(TeacherId.next(), program, unit, Measure.ENROLLED, 1);
        tally.add(TeacherId.next(), program, unit, Measure.ENROLLED, 1);
        tally.add(TeacherId.next(), program, unit, Measure.HOURS, 50);
        tally.add(TeacherId.next(), program, unit, Measure.ENROLLED, -1);
        var before = tally.figures(program);

        foldAll();

        assertThat(before).containsExactlyInAnyOrder(new Figure(program, unit, Measure.ENROLLED, 1), new Figure(program, unit, Measure.HOURS, 50));
        assertThat(tally.figures(program)).isEqualTo(before);
    }

    /** Whoever counts anew may take long: folding neither waits for him nor loses anything. */
    @Test
    void foldingLeavesOutATurnWhileSomebodyCountsAnew() {
        var transaction = new TransactionTemplate(transactions);
        var own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(_ -> {
            tally.replace(program, Measure.STARTED, Map.of(unit, 5L));
            own.executeWithoutResult(_ -> tally.add(TeacherId.next(), program, other, Measure.ENROLLED, 1));
            own.executeWithoutResult(_ -> folding.fold());
            own.executeWithoutResult(_ -> assertThat(deltas()).isEqualTo(1));
        });
        foldAll();

        assertThat(tally.figures(program)).containsExactlyInAnyOrder(new Figure(program, unit, Measure.STARTED, 5), new Figure(program, other, Measure.ENROLLED, 1));
    }

    @Test
    void foldingAddsToWhatIsThere() {
        tally.load(Stream.of(today(new Figure(program, unit, Measure.STARTED, 40))));
        tally.add(TeacherId.next(), program, unit, Measure.STARTED, 2);
        foldAll();
        tally.add(TeacherId.next(), program, unit, Measure.STARTED, -1);
        foldAll();

        assertThat(db.sql("select n from tally.counter where program_id = :program").param("program", program.value()).query(Long.class).single())
            .isEqualTo(41);
    }

    @Test
    void aChangeByNothingIsNotWritten() {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> {
            tally.addAll(List.of(new Delta(TeacherId.next(), program, unit, Measure.HOURS, 0)));
            assertThat(deltas()).isZero();
        });
    }

    @Test
    void manyChangesOfManyPeopleAreWrittenInBatches() {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> {
            tally.addAll(IntStream.range(0, 1_237).mapToObj(_ -> new Delta(TeacherId.next(), program, unit, Measure.COMPLETED, 1)).toList());
            assertThat(deltas()).isEqualTo(1_237);
        });

        assertThat(tally.figures(program)).containsExactly(new Figure(program, unit, Measure.COMPLETED, 1_237));
    }

    @Test
    void vanishesWithTheFact() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            tally.add(TeacherId.next(), program, unit, Measure.ENROLLED, 1);
            status.setRollbackOnly();
        });

        assertThat(tally.figures(program)).isEmpty();
    }

    /** Every person moves from one unit to another in one transaction: whoever reads, at any moment, sees nobody twice or nowhere. */
    @Test
    void everyReaderSeesExactFiguresWhileManyWriteAndTwoFold() throws Exception {
        var running = new AtomicBoolean(true);
        var seen = new ArrayList<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var watchers = List.of(threads.submit(() -> whileTrue(running, folding::fold)), threads.submit(() -> whileTrue(running, folding::fold)),
                threads.submit(() -> whileTrue(running, () -> seen.add(total()))));
            var writers = IntStream.range(0, 4).mapToObj(_ -> threads.submit(() -> {
                for (var i = 0; i < 100; i++) {
                    move();
                }
            })).toList();
            for (var writer : writers) {
                writer.get();
            }
            running.set(false);
            for (var watcher : watchers) {
                watcher.get();
            }
        }

        assertThat(seen).isNotEmpty().containsOnly(0L);
        assertThat(tally.figures(program)).containsExactlyInAnyOrder(
            new Figure(program, unit, Measure.ENROLLED, 400), new Figure(program, other, Measure.ENROLLED, -400));
    }

    private static DayFigure today(Figure figure) {
        return new DayFigure(LocalDate.now(Window.ZONE), figure);
    }

    private static void whileTrue(AtomicBoolean running, Runnable work) {
        while (running.get()) {
            work.run();
        }
    }

    private void move() {
        var person = TeacherId.next();
        tally.addAll(List.of(new Delta(person, program, unit, Measure.ENROLLED, 1), new Delta(person, program, other, Measure.ENROLLED, -1)));
    }

    @Test
    void replacesCountersAndDeltasOfOneMeasureOnly() {
        tally.load(Stream.of(today(new Figure(program, unit, Measure.ELIGIBLE, 7)), today(new Figure(program, unit, Measure.ENROLLED, 5))));
        tally.add(TeacherId.next(), program, other, Measure.ELIGIBLE, 3);

        new TransactionTemplate(transactions).executeWithoutResult(_ -> tally.replace(program, Measure.ELIGIBLE, Map.of(unit, 9L, other, 0L)));

        assertThat(tally.figures(program)).containsExactlyInAnyOrder(
            new Figure(program, unit, Measure.ELIGIBLE, 9), new Figure(program, unit, Measure.ENROLLED, 5));
    }

    /** Facts appear with their deltas while everything is counted anew again and again, and folded: at the end nothing is lost or doubled. */
    @Test
    void aRecountLosesNoFactThatAppearsMeanwhile() throws Exception {
        db.sql("create schema if not exists probe").update();
        db.sql("create table probe.fact (id uuid primary key)").update();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 4).mapToObj(_ -> threads.submit(() -> {
                for (var i = 0; i < 50; i++) {
                    writeFact();
                }
            })).toList();
            for (var i = 0; i < 20; i++) {
                tally.recount(program, Measure.ELIGIBLE, () -> Map.of(unit, facts()));
                folding.fold();
            }
            for (var writer : writers) {
                writer.get();
            }

            assertThat(facts()).isEqualTo(200);
            assertThat(tally.figures(program)).containsExactly(new Figure(program, unit, Measure.ELIGIBLE, 200));
        } finally {
            db.sql("drop schema probe cascade").update();
        }
    }

    /** While nodes are replaced a newer one may count what this one does not know. Nothing of this stays. */
    @Test
    void whatOnlyANewerNodeCountsIsFoldedAndCarriedUpwardsAndReadByNobodyHere() {
        var county = cast.county();
        var school = cast.school(county);
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            db.sql("select pg_advisory_xact_lock(:lock)").param("lock", FoldDeltas.LOCK).query(_ -> {});
            db.sql("alter table tally.delta drop constraint delta_measure_check").update();
            for (var measure : List.of("NEWER", "NEWER", "ENROLLED")) {
                db.sql("insert into tally.delta (teacher_id, id, program_id, organization_id, measure, n) values (:teacher, gen_random_uuid(), :program, :unit, :measure, 2)")
                    .param("teacher", TeacherId.next().value()).param("program", program.value()).param("unit", school.id().value()).param("measure", measure).update();
            }
            assertThat(tally.figures(program)).containsExactly(new Figure(program, school.id(), Measure.ENROLLED, 2));

            folding.fold();

            assertThat(deltas()).isZero();
            assertThat(sums("tally.counter_card", school)).containsExactly("ENROLLED 2", "NEWER 4");
            assertThat(sums("report.subtotal_card", county)).containsExactly("ENROLLED 2", "NEWER 4");
            assertThat(tally.figures(program)).containsExactly(new Figure(program, school.id(), Measure.ENROLLED, 2));
            status.setRollbackOnly();
        });
    }

    private List<String> sums(String view, Cast.Place unit) {
        return db.sql("select measure || ' ' || n from " + view + " where program_id = :program and organization_id = :unit order by measure")
            .param("program", program.value()).param("unit", unit.id().value()).query(String.class).list();
    }

    private void writeFact() {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> {
            var person = TeacherId.next();
            db.sql("insert into probe.fact values (:id)").param("id", person.value()).update();
            tally.add(person, program, unit, Measure.ELIGIBLE, 1);
        });
    }

    private long facts() {
        return db.sql("select count(*) from probe.fact").query(Long.class).single();
    }

    private long total() {
        return db.sql("select coalesce(sum(n), 0) from tally.figure_card where program_id = :program").param("program", program.value())
            .query(Long.class).single();
    }

    private long deltas() {
        return db.sql("select count(*) from tally.delta where program_id = :program").param("program", program.value()).query(Long.class).single();
    }

    /** The scheduled folding may hold the lock at this moment. */
    private void foldAll() {
        while (deltas() > 0) {
            folding.fold();
        }
    }
}
