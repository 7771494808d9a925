package org.xingtan.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.EmploymentRow;
import org.xingtan.directory.LoadDirectory;
import org.xingtan.directory.PersonRow;
import org.xingtan.directory.RealNameState;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Killing;
import org.xingtan.testing.XingtanTest;

/** Thousands are counted after the commit of what concerns them: nobody waits for them, and in the end everybody is counted where he is. */
@XingtanTest
class CountAfterwardsTests {

    private static final int MANY = CountAfterwards.AT_ONCE + 1;

    @Autowired CountAfterwards afterwards;
    @Autowired FollowStandings follow;
    @Autowired StandingAudit audit;
    @Autowired CountStandings count;
    @Autowired DefineRequirement define;
    @Autowired Ledger ledger;
    @Autowired LoadDirectory load;
    @Autowired Years years;
    @Autowired Killing killing;
    @Autowired Cast cast;
    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Cast.Place city;
    private Cast.Place school;
    private int year;

    @BeforeEach
    void cast() {
        city = cast.city();
        school = cast.school(cast.under(city, "COUNTY"));
        year = years.current();
    }

    @Test
    void whoFinishesALessonDoesNotWaitForARosterOfThousands() throws Exception {
        var people = many();
        define("6");
        counted();
        var other = cast.school(cast.under(city, "COUNTY"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            transaction.executeWithoutResult(_ -> {
                var after = follow.before(people.stream().map(TeacherId::value).toArray(UUID[]::new));
                db.sql("update directory.employment set organization_id = :to where organization_id = :from").param("to", other.id().value()).param("from", school.id().value()).update();
                after.run();
                assertThat(threads.submit(() -> earn(people.getFirst()))).succeedsWithin(java.time.Duration.ofMinutes(1));
            });
        }

        counted();

        assertThat(figure(school, "ASKED")).isZero();
        assertThat(figure(other, "ASKED")).isEqualTo(MANY);
        assertThat(figure(other, "MET")).isEqualTo(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aPolicyIsPublishedWhileARosterIsCommittedAndCountedWhenThatIsDone() {
        var teacher = cast.teacher(school);
        define("6");
        var comes = cast.teacher(school);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            transaction.executeWithoutResult(_ -> {
                var after = follow.before(new UUID[] {comes.value()});
                assertThat(threads.submit(() -> define("12"))).succeedsWithin(java.time.Duration.ofMinutes(1));
                after.run();
            });
        }

        counted();

        assertThat(db.sql("select policy from standing.state where year = :year and teacher_id = any (:whose)").param("year", year)
            .param("whose", TeacherId.array(List.of(teacher, comes))).query(Integer.class).list()).containsExactly(2, 2);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aPolicyForThousandsIsPublishedAtOnceAndCountedInTheBackground() {
        many();
        var administrator = cast.administrator(city);
        define("0");
        counted();

        assertThat(figure(school, "MET")).isEqualTo(MANY);
        assertThat(findings()).isEmpty();
        assertThat(page(administrator, "/console/standing")).doesNotContain("逐批计算");
        transaction.executeWithoutResult(status -> {
            afterwards.policy(city.id(), year);
            assertThat(page(administrator, "/console/standing")).contains("逐批计算");
            assertThat(page(cast.administrator(cast.city()), "/console/standing")).doesNotContain("逐批计算");
            status.setRollbackOnly();
        });
    }

    /** As a restart in the middle of it. */
    @Test
    void aPartThatIsKilledIsDoneAgain() throws Exception {
        var teacher = cast.teacher(school);
        define("6");
        var other = cast.school(cast.under(city, "COUNTY"));
        db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", other.id().value()).param("teacher", teacher.value()).update();
        CompletableFuture<Void> worker;
        try (var trap = killing.at("select 1 from standing.state where teacher_id = ? for update", teacher.value())) {
            transaction.executeWithoutResult(_ -> afterwards.people(List.of(teacher), year));
            worker = CompletableFuture.runAsync(afterwards::goOn);
            trap.kill("standing.state");
            assertThat(figure(school, "ASKED")).isEqualTo(1);
            assertThat(db.sql("select exists (select from standing.count_order)").query(Boolean.class).single()).isTrue();
        }
        worker.exceptionally(_ -> null).join();

        counted();

        assertThat(figure(school, "ASKED")).isZero();
        assertThat(figure(other, "ASKED")).isEqualTo(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aPartThatAlwaysFailsHoldsUpNoOther() {
        var bad = cast.teacher(school);
        var good = cast.teacher(school);
        define("6");
        var other = cast.school(cast.under(city, "COUNTY"));
        List.of(bad, good).forEach(it -> moves(it, other));
        refuse(bad);
        try {
            transaction.executeWithoutResult(_ -> List.of(bad, good).forEach(it -> afterwards.people(List.of(it), year)));
            whileThereIs("due_at <= clock_timestamp()");

            assertThat(figure(other, "ASKED")).as("the one after it").isEqualTo(1);
            assertThat(db.sql("select due_at > clock_timestamp() from standing.count_order where :bad = any (people)").param("bad", bad.value()).query(Boolean.class).single()).isTrue();
            assertThat(audit.findings(false)).anyMatch(it -> it.contains("of counting " + year + " has failed"));
        } finally {
            refuseNobody();
            db.sql("update standing.count_order set due_at = '-infinity'").update();
        }
        counted();

        assertThat(figure(other, "ASKED")).isEqualTo(2);
        assertThat(findings()).isEmpty();
    }

    /** The hour tries again and holds up nobody; the check tells whoever runs the platform. */
    @Test
    void whoCouldNotBeCountedIsNamedByTheCheckAndCountedByTheNextHour() {
        var bad = cast.teacher(school);
        define("6");
        moves(bad, cast.school(cast.under(city, "COUNTY")));
        refuse(bad);
        try {
            count.followTheHour();
            assertThat(audit.findings(true)).anyMatch(it -> it.contains("could not be counted in " + year) && it.contains("planted"))
                .anyMatch(it -> it.contains("teacher " + bad + " is not counted where he is"));
        } finally {
            refuseNobody();
        }

        count.followTheHour();

        assertThat(findings()).isEmpty();
    }

    private void moves(TeacherId teacher, Cast.Place to) {
        db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", to.id().value()).param("teacher", teacher.value()).update();
    }

    private void refuse(TeacherId bad) {
        db.sql("create function standing.refuse_one() returns trigger language plpgsql as $$ begin raise exception 'planted'; end $$").update();
        db.sql("create trigger refuse_one before update on standing.state for each row when (new.teacher_id = '" + bad + "') execute function standing.refuse_one()").update();
    }

    private void refuseNobody() {
        db.sql("drop function standing.refuse_one() cascade").update();
    }

    private String page(Actor actor, String address) {
        var answer = mvc.get().uri(address).with(Cast.as(actor)).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    /** Until nothing is waiting. */
    private void counted() {
        whileThereIs("true");
    }

    /** The job of the platform is at it, too: what it has taken is not done yet when nothing is left to take. */
    private void whileThereIs(String orders) {
        while (db.sql("select exists (select from standing.count_order where " + orders + ")").query(Boolean.class).single()) {
            afterwards.goOn();
        }
    }

    private List<TeacherId> many() {
        var people = IntStream.range(0, MANY).mapToObj(_ -> TeacherId.next()).sorted(java.util.Comparator.comparing(it -> it.value().toString())).toList();
        load.people(people.stream().map(it -> new PersonRow(it, "李文静", "F", LocalDate.of(1990, 1, 1), LocalDate.of(2015, 9, 1), null, Cast.documentNumber(), "13900000000",
            RealNameState.VERIFIED, "PRIMARY", "CHINESE")));
        load.employments(people.stream().map(it -> new EmploymentRow(it, school.id(), LocalDate.of(2015, 9, 1), null, "ACTIVE", false, List.of("CLASSROOM_TEACHER"))));
        return people;
    }

    private AnnualRequirement define(String total) {
        return define.define(new AnnualRequirement(city.id(), year, 0, "年度要求", "文件", CreditHours.of(total), List.of()), null);
    }

    private Object earn(TeacherId teacher) {
        return ledger.post(new Earning(teacher, school.id(), school.path(), null, Earning.Place.NOWHERE,
            new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of("6")), List.of()), 1, List.of(), CreditHours.of("6"), "test",
            UUID.randomUUID().toString(), "Course", Map.of(), LocalDate.of(year, 1, 4)));
    }

    private List<String> findings() {
        var mine = db.sql("select teacher_id::text from standing.state where jurisdiction = :city union select id::text from standing.counted_line where jurisdiction = :city")
            .param("city", city.id().value()).query(String.class).set();
        return audit.findings(false).stream().filter(finding -> mine.stream().anyMatch(finding::contains)).toList();
    }

    private long figure(Cast.Place unit, String measure) {
        return db.sql("""
                select coalesce(sum(f.n), 0) from tally.figure_card f join standing.counted_line l on l.id = f.program_id
                 where l.jurisdiction = :city and l.year = :year and l.code = 'ALL' and f.measure = :measure and f.organization_id = :unit
                """)
            .param("city", city.id().value()).param("year", year).param("measure", measure).param("unit", unit.id().value()).query(Long.class).single();
    }
}
