package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Whatever comes at the same moment, and whoever writes: places, quotas and the chain hold. */
@XingtanTest
class ApplicationLawsTests {

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired Apply apply;
    @Autowired ReviewApplication review;
    @Autowired ReviewBulk many;
    @Autowired KeepCall keep;
    @Autowired KeepList lists;
    @Autowired DefineCall define;
    @Autowired ApplicationAudit audit;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Called.Town town;

    @BeforeEach
    void buildATown() {
        town = called.town();
    }

    @Test
    void ledger04FiftyAtOnceForTheLastThreePlacesOfADistrict() throws Exception {
        var program = called.call(town.city(), 20, 0);
        called.quota(program, town.county(), 5);
        var others = List.of(town.countyOffice(), cast.administrator(town.county()));
        var ids = waitingForTheCounty(program, 52);
        ids.subList(0, 2).forEach(id -> called.approve(town.countyOffice(), id));

        var answers = atOnce(IntStream.range(2, 52).mapToObj(i -> decision(others.get(i % 2), ids.get(i), Decision.APPROVE)).toList());

        assertThat(answers.stream().filter("done"::equals)).hasSize(3);
        assertThat(answers.stream().filter(it -> !it.equals("done"))).hasSize(47).allMatch("[application.room.own]"::equals);
        assertThat(count(program, "county_id is not null")).isEqualTo(5);
        assertThat(findings(program)).isEmpty();
    }

    @Test
    void ledger04FiftyAtOnceForTheLastThreePlacesOfTheCityAndTheReserveKeepsItsTurn() throws Exception {
        var program = called.call(town.city(), 3, 50);
        var office = List.of(town.cityOffice(), cast.administrator(town.city()));
        var ids = waitingForTheCounty(program, 50);
        ids.forEach(id -> called.approve(town.countyOffice(), id));

        var answers = atOnce(IntStream.range(0, 50).mapToObj(i -> decision(office.get(i % 2), ids.get(i), Decision.APPROVE)).toList());

        assertThat(answers.stream().filter("done"::equals)).hasSize(3);
        assertThat(count(program, "state = 'ADMITTED'")).isEqualTo(3);
        var left = IntStream.range(0, 50).filter(i -> !answers.get(i).equals("done")).mapToObj(ids::get).toList();
        assertThat(atOnce(left.stream().map(id -> decision(town.cityOffice(), id, Decision.RESERVE)).toList())).containsOnly("done");
        assertThat(db.sql("select turn from application.application where program_id = :p and state = 'RESERVE' order by turn").param("p", program.value()).query(Integer.class).list())
            .containsExactlyElementsOf(IntStream.rangeClosed(1, 47).boxed().toList());
        assertThat(findings(program)).isEmpty();
    }

    @Test
    void twoWhoDecideOnTheSameAtOnceMakeOneDecision() throws Exception {
        var program = called.call(town.city(), 20, 0);
        var heads = List.of(town.principal(), cast.actor(cast.staff(town.school(), Role.PRINCIPAL)));
        for (var round = 0; round < 5; round++) {
            var id = called.apply(called.teacher(town.school()), program);
            var answers = atOnce(IntStream.range(0, 8).mapToObj(i -> decision(heads.get(i % 2), id, i < 4 ? Decision.APPROVE : Decision.REJECT)).toList());

            assertThat(answers.stream().filter("done"::equals)).hasSize(1);
            assertThat(answers.stream().filter(it -> !it.equals("done"))).allMatch("application.decided"::equals);
            assertThat(db.sql("select count(*) from application.step where application_id = :id and level = 'SCHOOL'").param("id", id).query(Integer.class).single()).isEqualTo(1);
        }
        assertThat(findings(program)).isEmpty();
    }

    /** LEDGER-05, in whatever order they come. */
    @Test
    void approveAndWithdrawAtTheSameMomentEndInOneState() throws Exception {
        var program = called.call(town.city(), 50, 0);
        var seen = new ArrayList<String>();
        for (var round = 0; round < 12; round++) {
            var teacher = called.teacher(town.school());
            var id = called.atTheCity(town, program, teacher);
            Callable<String> withdraw = () -> outcome(() -> apply.withdraw(teacher, id, null));
            var both = round % 2 == 0 ? List.of(decision(town.cityOffice(), id, Decision.APPROVE), withdraw) : List.of(withdraw, decision(town.cityOffice(), id, Decision.APPROVE));

            var answers = atOnce(both);

            assertThat(answers.get(round % 2 == 0 ? 1 : 0)).as("whoever withdraws has withdrawn").isEqualTo("done");
            assertThat(called.state(id)).isEqualTo("WITHDRAWN");
            seen.add(answers.get(round % 2 == 0 ? 0 : 1));
        }
        assertThat(seen).isSubsetOf("done", "application.decided");
        assertThat(count(program, "state = 'ADMITTED'")).isZero();
        assertThat(findings(program)).isEmpty();
    }

    @Test
    void approveThenWithdrawAndWithdrawThenApproveBothEndWithdrawn() {
        var program = called.call(town.city(), 1, 0);
        var teacher = called.teacher(town.school());
        var first = called.admitted(town, program, teacher);
        apply.withdraw(teacher, first, null);
        assertThat(called.state(first)).isEqualTo("WITHDRAWN");

        var second = called.atTheCity(town, program, teacher);
        apply.withdraw(teacher, second, null);
        assertThatThrownBy(() -> called.approve(town.cityOffice(), second)).isInstanceOf(Problem.class).hasMessage("application.decided");
        assertThat(findings(program)).isEmpty();
    }

    @Test
    void undoingAndGoingOnAtTheSameMomentLeaveAChainWithoutAGap() throws Exception {
        var program = called.call(town.city(), 50, 0);
        for (var round = 0; round < 8; round++) {
            var id = called.apply(called.teacher(town.school()), program);
            var school = called.approve(town.principal(), id);

            var answers = atOnce(List.of(() -> outcome(() -> review.undo(town.principal(), school)), decision(town.countyOffice(), id, Decision.APPROVE)));

            assertThat(List.of(List.of("done", "application.wrong-level"), List.of("application.acted-after", "done"))).contains(answers);
        }
        assertThat(findings(program)).isEmpty();
    }

    @Test
    void onePersonAppliesOnceHoweverOftenAtOnce() throws Exception {
        var program = called.call(town.city(), 5, 0);
        var teacher = called.teacher(town.school());

        var answers = atOnce(IntStream.range(0, 12).<Callable<String>>mapToObj(i -> () -> outcome(() ->
            apply.apply(teacher, program, new Apply.Submission(null, Called.STATEMENT + i, List.of())))).toList());

        assertThat(answers.stream().filter("done"::equals)).hasSize(1);
        assertThat(count(program, "true")).isEqualTo(1);
    }

    @Test
    void theSameSentManyTimesAtOnceIsOneApplication() throws Exception {
        var program = called.call(town.city(), 5, 0);
        var teacher = called.teacher(town.school());

        assertThat(atOnce(Collections.nCopies(8, () -> apply.apply(teacher, program, new Apply.Submission(null, Called.STATEMENT, List.of())).id().toString())))
            .containsOnly(db.sql("select id::text from application.application where program_id = :p").param("p", program.value()).query(String.class).single());
    }

    @Test
    void onePlaceIsReplacedOnceHoweverManyPress() throws Exception {
        var program = called.call(town.city(), 1, 3);
        var teacher = called.teacher(town.school());
        var id = called.admitted(town, program, teacher);
        for (var i = 0; i < 3; i++) {
            review.review(town.cityOffice(), called.atTheCity(town, program, called.teacher(town.school())), Decision.RESERVE, "");
        }
        called.end(program);
        lists.publish(town.cityOffice(), program);
        apply.withdraw(teacher, id, null);

        var answers = atOnce(Collections.nCopies(6, () -> outcome(() -> lists.replace(town.cityOffice(), program, (Integer) null))));

        assertThat(answers.stream().filter("done"::equals)).hasSize(1);
        assertThat(count(program, "state = 'ADMITTED'")).isEqualTo(1);
        assertThat(findings(program)).isEmpty();
    }

    @Test
    void twoTrainingsOnTheSameDaysAdmitOnePersonOnceAndTellTheOtherWhy() throws Exception {
        var days = TrainingDays.of(called.today().plusDays(30), called.today().plusDays(32));
        var programs = List.of(called.training(town.city(), 50, days), called.training(town.city(), 50, days));
        for (var round = 0; round < 8; round++) {
            var teacher = called.teacher(town.school());
            var ids = programs.stream().map(program -> called.atTheCity(town, program, teacher)).toList();
            var bulky = round % 2 == 0;
            var answers = atOnce(IntStream.range(0, 2).mapToObj(i -> bulky ? bulk(programs.get(i), ids.get(i)) : decision(town.cityOffice(), ids.get(i), Decision.APPROVE)).toList());

            assertThat(answers).containsExactlyInAnyOrder("done", "[application.taken]");
        }
        assertThat(programs.stream().mapToInt(program -> count(program, "state = 'ADMITTED'")).sum()).isEqualTo(8);
    }

    @Test
    void daysThatAreSetWhileAnotherTrainingAdmitsEndWithoutAClash() throws Exception {
        var days = TrainingDays.of(called.today().plusDays(40), called.today().plusDays(41));
        for (var round = 0; round < 6; round++) {
            var teacher = called.teacher(town.school());
            var later = called.call(town.city(), 5, 0);
            called.admitted(town, later, teacher);
            var other = called.training(town.city(), 5, days);
            var id = called.atTheCity(town, other, teacher);

            var answers = atOnce(List.<Callable<String>>of(() -> outcome(() -> keep.setTraining(town.cityOffice(), later, new KeepCall.Days(days.written(), null, "moved"))), decision(town.cityOffice(), id, Decision.APPROVE)));

            assertThat(answers).contains("done").allMatch(it -> List.of("done", "[application.taken]", "[application.days.free]").contains(it));
            assertThat(answers.stream().filter("done"::equals)).hasSize(1);
        }
    }

    private Callable<String> bulk(ProgramId program, UUID id) {
        return () -> {
            var outcome = many.decide(town.cityOffice(), program, List.of(new ReviewBulk.Chosen(id, null)), List.of(Application.Level.CITY), Decision.APPROVE, "").getFirst();
            return outcome.review() != null ? "done" : outcome.verdict().unmet().stream().map(Condition::code).toList().toString();
        };
    }

    @Test
    void quotasThatDoNotAddUpAreRefusedByTheVerdictAndByTheDatabase() {
        var program = called.call(town.city(), 10, 0);
        called.quota(program, town.county(), 6);
        var other = cast.under(town.city(), "COUNTY");

        assertThatThrownBy(() -> called.quota(program, other, 5)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> quota(program, other, "", false, 5)).isInstanceOf(DataAccessException.class).hasMessageContaining("11 places below the call, which has 10");
        quota(program, other, "", false, 4);
        assertThatThrownBy(() -> db.sql("update application.call set places = 9 where program_id = :p").param("p", program.value()).update()).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> quota(program, town.school(), "", false, 7)).isInstanceOf(DataAccessException.class).hasMessageContaining("7 places below " + town.county().code());
        assertThatThrownBy(() -> quota(program, town.direct(), "MATH", false, 1)).isInstanceOf(DataAccessException.class).hasMessageContaining("subjects");
        quota(program, town.county(), "MATH", false, 6);
        assertThatThrownBy(() -> quota(program, town.county(), "CHINESE", false, 1)).isInstanceOf(DataAccessException.class).hasMessageContaining("7 places for subjects");
        assertThatThrownBy(() -> quota(program, cast.school(), "", false, 0)).isInstanceOf(DataAccessException.class).hasMessageContaining("not below the caller");
        assertThatThrownBy(() -> db.sql("delete from application.quota where program_id = :p and organization_id = :o and subject = ''").param("p", program.value())
            .param("o", town.county().id().value()).update()).isInstanceOf(DataAccessException.class).hasMessageContaining("subjects");
    }

    @Test
    void twoWhoDivideAtOnceStayWithinThePlaces() throws Exception {
        var program = called.call(town.city(), 10, 0);
        var counties = IntStream.range(0, 6).mapToObj(_ -> cast.under(town.city(), "COUNTY")).toList();

        var answers = atOnce(Stream.concat(counties.stream().<Callable<String>>map(county -> () -> outcome(() -> called.quota(program, county, 4))),
            counties.stream().<Callable<String>>map(county -> () -> outcome(() -> quota(program, county, "", false, 4)))).toList());

        assertThat(answers.stream().filter("done"::equals).count()).isGreaterThan(1);
        assertThat(db.sql("select sum(places) from application.quota where program_id = :p").param("p", program.value()).query(Integer.class).single()).isLessThanOrEqualTo(10);
        assertThat(findings(program)).isEmpty();
    }

    @Test
    void whoWritesPastTheCodeKeepsWithinThePlaces() {
        var program = called.call(town.city(), 1, 0);
        called.quota(program, town.county(), 1);
        called.admitted(town, program, called.teacher(town.school()));
        var other = called.apply(called.teacher(town.school()), program);

        for (var change : List.of("state = 'ADMITTED', settled_at = now()", "county_id = '" + town.county().id() + "', county_regular = true",
            "state = 'RESERVE', turn = 1, settled_at = now()")) {
            assertThatThrownBy(() -> db.sql("update application.application set " + change + " where id = :id").param("id", other).update())
                .as(change).isInstanceOf(DataAccessException.class);
        }
        db.sql("update application.application set county_id = :c, county_regular = false where id = :id").param("c", town.county().id().value()).param("id", other).update();
        assertThat(findings(program)).isEmpty();
    }

    @Test
    void oneOfEachSchoolAndNamedSchoolsHold() {
        var program = called.call(town.city(), 10, 0);
        define.divide(program, List.of(new DefineCall.Places(town.city().id(), null, true, 1), new DefineCall.Places(town.direct().id(), null, false, 2)));
        called.admitted(town, program, called.teacher(town.school()));
        var second = called.apply(called.teacher(town.school()), program);
        assertThat(outcome(() -> called.approve(town.principal(), second))).isEqualTo("[application.room.each]");
        for (var i = 0; i < 2; i++) {
            var id = called.apply(called.teacher(town.direct()), program);
            called.approve(town.directPrincipal(), id);
            called.approve(town.cityOffice(), id);
        }
        var third = called.apply(called.teacher(town.direct()), program);
        assertThat(outcome(() -> called.approve(town.directPrincipal(), third))).isEqualTo("[application.room.own]");
        assertThat(findings(program)).isEmpty();
    }

    @Test
    void whatACountyHasNotUsedIsTheCitysAtOnceWhenItsDeadlineHasPassed() {
        var program = called.call(town.city(), 2, 0);
        called.quota(program, town.county(), 2);
        var direct = called.apply(called.teacher(town.direct()), program);
        called.approve(town.directPrincipal(), direct);
        var reserve = called.apply(called.teacher(town.school()), program);
        called.approve(town.principal(), reserve);
        review.review(town.countyOffice(), reserve, Decision.RESERVE, "");
        assertThat(outcome(() -> called.approve(town.cityOffice(), direct))).isEqualTo("[application.room.pool]");
        assertThat(outcome(() -> called.approve(town.cityOffice(), reserve))).isEqualTo("[application.room.pool]");

        called.end(program, "COUNTY");

        called.approve(town.cityOffice(), direct);
        called.approve(town.cityOffice(), reserve);
        assertThat(count(program, "state = 'ADMITTED'")).isEqualTo(2);
        assertThat(findings(program)).isEmpty();
    }

    @Test
    void historyIsNeverRewrittenAndNoApplicationGoesABackwardWay() {
        var program = called.call(town.city(), 5, 0);
        var teacher = called.teacher(town.school());
        var id = called.apply(teacher, program);
        review.review(town.principal(), id, Decision.REJECT, "no");

        for (var sql : List.of("update application.step set reason = '' where application_id = :id", "delete from application.step where application_id = :id",
            "delete from application.application where id = :id", "update application.application set state = 'ADMITTED' where id = :id",
            "update application.application set statement = 'I have always wanted this' where id = :id", "update application.application set submitted_at = now() where id = :id")) {
            assertThatThrownBy(() -> db.sql(sql).param("id", id).update()).as(sql).isInstanceOf(DataAccessException.class);
        }
        assertThatThrownBy(() -> db.sql("""
                insert into application.step (teacher_id, application_id, n, id, act, level, organization_id, at, by, by_name)
                select teacher_id, id, 9, gen_random_uuid(), 'APPROVED', 'CITY', :city, now(), teacher_id, 'myself' from application.application where id = :id
                """).param("city", town.city().id().value()).param("id", id).update()).isInstanceOf(DataAccessException.class).hasMessageContaining("step_by_another");
        assertThatThrownBy(() -> db.sql("update application.clock set closes_at = now() where program_id = :p").param("p", program.value()).update())
            .isInstanceOf(DataAccessException.class).hasMessageContaining("append-only");
        assertThatThrownBy(() -> db.sql("insert into application.application (teacher_id, id, program_id, statement, unit_id, submitted_at) select teacher_id, gen_random_uuid(), "
            + "program_id, statement, unit_id, now() from application.application where id = :id").param("id", id).update()).hasMessageContaining("application_once");
    }

    private List<UUID> waitingForTheCounty(ProgramId program, int people) {
        return IntStream.range(0, people).mapToObj(_ -> {
            var id = called.apply(called.teacher(town.school()), program);
            called.approve(town.principal(), id);
            return id;
        }).toList();
    }

    private Callable<String> decision(Actor actor, UUID id, Decision decision) {
        return () -> outcome(() -> review.review(actor, id, decision, "because"));
    }

    /** What became of it: "done", the conditions that refused it, or the problem. Whoever finds no connection on a slow machine asks again. */
    private static String outcome(Runnable act) {
        try {
            act.run();
            return "done";
        } catch (CannotCreateTransactionException e) {
            return outcome(act);
        } catch (Refused e) {
            return e.verdict().unmet().stream().map(Condition::code).toList().toString();
        } catch (Problem | org.xingtan.platform.Forbidden | DataAccessException e) {
            return e.getMessage();
        }
    }

    private static List<String> atOnce(List<? extends Callable<String>> acts) throws Exception {
        var order = new ArrayList<>(IntStream.range(0, acts.size()).boxed().toList());
        Collections.shuffle(order, new Random(5));
        var answers = new ArrayList<>(Collections.nCopies(acts.size(), ""));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = order.stream().map(i -> threads.submit(acts.get(i))).toList();
            for (var i = 0; i < order.size(); i++) {
                answers.set(order.get(i), futures.get(i).get());
            }
        }
        return answers;
    }

    private void quota(ProgramId program, Cast.Place place, String subject, boolean each, int places) {
        transaction.executeWithoutResult(_ -> db.sql("""
                insert into application.quota (program_id, organization_id, subject, each_school, places) values (:p, :o, :s, :e, :n)
                on conflict (program_id, organization_id, subject, each_school) do update set places = excluded.places
                """)
            .param("p", program.value()).param("o", place.id().value()).param("s", subject).param("e", each).param("n", places).update());
    }

    private int count(ProgramId program, String where) {
        return db.sql("select count(*) from application.application where program_id = :p and " + where).param("p", program.value()).query(Integer.class).single();
    }

    private List<String> findings(ProgramId program) {
        var ids = db.sql("select id::text from application.application where program_id = :p").param("p", program.value()).query(String.class).list();
        return audit.findings(false).stream().filter(it -> it.contains(program.toString()) || ids.stream().anyMatch(it::contains)).toList();
    }
}
