package org.xingtan.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** One round trip locks somebody's year and works it out, and yet whoever has waited for the lock sees what he has waited for. */
@XingtanTest
class LinesMetAtOnceTests {

    @Autowired Ledger ledger;
    @Autowired DefineRequirement define;
    @Autowired ExemptTeacher exempt;
    @Autowired LinesMet met;
    @Autowired CountedLines lines;
    @Autowired org.xingtan.tally.Tally tally;
    @Autowired Years years;
    @Autowired org.springframework.beans.factory.ObjectProvider<MonthsFollower> followers;
    @Autowired Cast cast;
    @Autowired DataSource dataSource;
    @Autowired Organizations organizations;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Cast.Place city;
    private Cast.Place school;
    private TeacherId teacher;
    private int year;

    @BeforeEach
    void cast() {
        city = cast.city();
        school = cast.school(cast.under(city, "COUNTY"));
        year = years.current();
        teacher = cast.teacher(school);
    }

    /** Somebody is exempted from half the year while half its hours are posted: together they are enough, and neither knows of the other when he begins. */
    @Test
    void whoHasWaitedForTheLockSeesWhatWasCommittedMeanwhile() throws Exception {
        define("90");
        var administrator = cast.administrator(city);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var posting = transaction.execute(_ -> {
                exempt.grant(administrator, teacher, new ExemptTeacher.Form(String.valueOf(year), "1", "6", "ILLNESS", "病假"));
                var posts = threads.submit(() -> earn("45"));
                waitUntilItWaitsForMe(posts);
                return posts;
            });
            posting.get();
        }

        assertThat(state()).isEqualTo("6 {TOTAL,ALL} {TOTAL,ALL}");
        assertThat(figure("MET")).isEqualTo(1);
    }

    /** Nobody has a row yet, and two who post at once both find none. */
    @Test
    void whoFindsNoRowAndWaitsForTheOneThatSomebodyElseMakesIsCountedToo() throws Exception {
        define("90");
        db.sql("delete from standing.state where teacher_id = :teacher").param("teacher", teacher.value()).update();
        db.sql("insert into ledger.account values (:teacher, :city, now())").param("teacher", teacher.value()).param("city", city.id().value()).update();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var second = transaction.execute(_ -> {
                met.of(List.of(teacher), year);
                var works = threads.submit(() -> transaction.executeWithoutResult(_ -> {
                    entry("90");
                    met.of(List.of(teacher), year);
                }));
                waitUntilItWaitsForMe(works);
                return works;
            });
            second.get();
        }

        assertThat(state()).isEqualTo("12 {TOTAL,ALL} {TOTAL,ALL}");
    }

    /** Units change in a transaction that reads as of its beginning, and hours come meanwhile: neither is in the other's way. */
    @Test
    void hoursThatComeWhileAUnitGoesElsewhereAreCountedThere() throws Exception {
        define("90");
        var district = cast.county();
        define.define(new AnnualRequirement(district.id(), year, 0, "区", "区文件", CreditHours.of("50"), List.of()), null);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            changes(() -> {
                threads.submit(() -> earn("50")).get();
                var after = organizations.changing(List.of(school.id()));
                organizations.move(school.id(), district.id());
                after.run();
                return null;
            });
        }

        assertThat(state()).isEqualTo("12 {TOTAL,ALL} {TOTAL,ALL}");
        assertThat(jurisdiction()).isEqualTo(district.id().value());
        assertThat(figure("MET")).isZero();
        assertThat(figure("ASKED")).isZero();
    }

    /** A policy that is published while a unit changes waits for that, and is in force for its people too. */
    @Test
    void aPolicyOfTheSameMomentIsInForceForAUnitThatGoesElsewhere() throws Exception {
        define("90");
        earn("50");
        var district = cast.county();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var defines = new AtomicReference<Future<?>>();
            changes(() -> {
                defines.set(threads.submit(() -> define.define(new AnnualRequirement(district.id(), year, 0, "区", "区文件", CreditHours.of("50"), List.of()), null)));
                waitUntilItWaitsForMe(defines.get());
                var after = organizations.changing(List.of(school.id()));
                organizations.move(school.id(), district.id());
                after.run();
                return null;
            });
            defines.get().get();
        }

        assertThat(jurisdiction()).isEqualTo(district.id().value());
        assertThat(state()).isEqualTo("12 {TOTAL,ALL} {TOTAL,ALL}");
    }

    /** As forms and workbooks do: what it reads is as of its beginning. */
    private void changes(Callable<Void> change) {
        var asOfNow = new TransactionTemplate(java.util.Objects.requireNonNull(transaction.getTransactionManager()));
        asOfNow.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        asOfNow.executeWithoutResult(_ -> {
            organizations.hold();
            state();
            try {
                change.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private UUID jurisdiction() {
        return db.sql("select jurisdiction from standing.state where teacher_id = :teacher and year = :year").param("teacher", teacher.value()).param("year", year)
            .query(UUID.class).single();
    }

    @Test
    void whereNoLineMovesItTakesOneRoundTripForOneAndTwoForMany() {
        define("90");
        var people = IntStream.range(0, 20).mapToObj(_ -> cast.teacher(school)).toList();
        transaction.executeWithoutResult(_ -> met.of(people, year));
        earn("1");

        var asked = new AtomicInteger();
        var counting = counting(asked);
        var measured = new LinesMet(new NamedParameterJdbcTemplate(counting), lines, tally, years, followers);
        new TransactionTemplate(new DataSourceTransactionManager(counting)).executeWithoutResult(_ -> {
            measured.of(List.of(teacher), year);
            assertThat(asked).hasValue(1);
            measured.of(people, year);
            assertThat(asked).hasValue(3);
        });
    }

    private static DataSource with(DataSource dataSource, java.util.function.UnaryOperator<Connection> lent) {
        return new DelegatingDataSource(dataSource) {
            @Override
            public Connection getConnection() throws SQLException {
                return lent.apply(super.getConnection());
            }
        };
    }

    private DataSource counting(AtomicInteger asked) {
        return with(dataSource, connection -> (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
            if (method.getName().startsWith("prepare") || method.getName().equals("createStatement")) {
                asked.incrementAndGet();
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    /** Within the transaction that is waited for. */
    private void waitUntilItWaitsForMe(Future<?> other) {
        while (!other.isDone() && !db.sql("select exists (select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid)))").query(Boolean.class).single()) {
            Thread.onSpinWait();
        }
    }

    private String state() {
        return db.sql("select months || ' ' || asked::text || ' ' || met::text from standing.state where teacher_id = :teacher and year = :year")
            .param("teacher", teacher.value()).param("year", year).query(String.class).single();
    }

    private long figure(String measure) {
        return db.sql("""
                select coalesce(sum(f.n), 0) from tally.figure_card f join standing.counted_line l on l.id = f.program_id
                 where l.jurisdiction = :city and l.code = 'ALL' and f.measure = :measure
                """)
            .param("city", city.id().value()).param("measure", measure).query(Long.class).single();
    }

    private void define(String total) {
        define.define(new AnnualRequirement(city.id(), year, 0, "年度要求", "文件", CreditHours.of(total), List.of()), null);
    }

    private Object earn(String hours) {
        return ledger.post(new Earning(teacher, school.id(), school.path(), null, Earning.Place.NOWHERE,
            new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of(hours)), List.of()), 1, List.of(), CreditHours.of(hours), "test",
            UUID.randomUUID().toString(), "Course", Map.of(), LocalDate.of(year, 3, 4)));
    }

    private void entry(String hours) {
        db.sql("""
                insert into ledger.entry (teacher_id, id, jurisdiction, category, year, earned_on, earned, credited, rule_version, source, reference, title, posted_at)
                values (:teacher, gen_random_uuid(), :city, 'COMMON', :year, :on, :hours::numeric, :hours::numeric, 1, 'test', 'x', 'x', now())
                """)
            .param("teacher", teacher.value()).param("city", city.id().value()).param("year", year).param("on", LocalDate.of(year, 3, 1)).param("hours", hours).update();
    }
}
