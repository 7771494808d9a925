package org.xingtan.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.ledger.CorrectEntry;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Killing;
import org.xingtan.testing.XingtanTest;
import org.xingtan.validation.Dossier.Result;
import org.xingtan.validation.Dossier.State;

/** A subtree is validated part by part, each person once whatever happens; what is validated is frozen, and corrections show beside it. */
@XingtanTest
class BatchModuleTests {

    @Autowired Called called;
    @Autowired ValidateAll validate;
    @Autowired ValidateAgain again;
    @Autowired ConfirmMine mine;
    @Autowired ConfirmUnit unit;
    @Autowired JudgePerson judge;
    @Autowired LookAtUnit look;
    @Autowired Batches batches;
    @Autowired Dossiers dossiers;
    @Autowired Validations validations;
    @Autowired ValidationAudit audit;
    @Autowired ReverseEntry reversal;
    @Autowired CorrectEntry correction;
    @Autowired Killing killing;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Cast.Place city;
    private Cast.Place school;
    private Actor authority;
    private Actor keeper;

    @BeforeEach
    void cast() {
        city = cast.city();
        school = cast.school(cast.under(city, "COUNTY"));
        authority = cast.administrator(city);
        keeper = cast.administrator(school);
        called.require(city);
    }

    @Test
    void aSubtreeIsFrozenAtOneGo() {
        var call = called.call(authority, city, -2, 10, 20);
        var good = called.teacher(school);
        var poor = called.teacher(school);
        var elsewhere = called.teacher(cast.school(cast.under(city, "COUNTY")));
        called.complete(school, good);
        called.earn(school, poor, "COMMON", "3.5");
        confirm();

        run(call, false);

        var frozen = dossiers.frozen(good, Called.YEAR).getFirst();
        assertThat(frozen.result()).isEqualTo(Result.COMPLIANT);
        assertThat(frozen.entries()).isEqualTo(2);
        assertThat(frozen.batch()).isEqualTo(1);
        assertThat(frozen.facts().total().have()).isEqualTo(CreditHours.of("30"));
        assertThat(frozen.facts().verdict(Called.YEAR).met()).isTrue();
        assertThat(frozen.facts().unitCode()).isEqualTo(school.code());
        assertThat(frozen.facts().basis()).isNotNull();
        assertThat(dossiers.frozen(poor, Called.YEAR).getFirst().result()).isEqualTo(Result.NOT_COMPLIANT);
        assertThat(validations.isValidated(good, Called.YEAR)).isTrue();
        assertThat(validations.isValidated(good, Called.YEAR - 1)).isFalse();
        assertThat(state(elsewhere)).isEqualTo(State.OPEN);
        var count = look.at(authority, city.id().toString(), Called.YEAR).all();
        assertThat(count.compliant()).isEqualTo(1);
        assertThat(count.notCompliant()).isEqualTo(1);
        assertThat(count.people()).isEqualTo(look.at(authority, city.id().toString(), Called.YEAR).children().stream().mapToLong(it -> it.count().people()).sum()
            + called(authority.teacher()));
        assertThat(findings()).isEmpty();
    }

    /** The authority's own administrator counts in the city itself. */
    private long called(TeacherId one) {
        return db.sql("select count(*) from standing.state where teacher_id = :one and year = :year and organization_id = :city").param("one", one.value())
            .param("year", Called.YEAR).param("city", city.id().value()).query(Long.class).single();
    }

    @Test
    void aPartThatIsKilledIsDoneAgainAndNobodyTwice() throws Exception {
        var call = called.call(authority, city, -2, 10, 20);
        var people = IntStream.range(0, 9).mapToObj(_ -> called.teacher(school)).toList();
        confirm();
        var last = people.stream().max(java.util.Comparator.comparing(it -> it.value().toString())).orElseThrow();
        CompletableFuture<Void> worker;
        try (var trap = killing.at("select 1 from validation.dossier where teacher_id = ? for update", last.value())) {
            validate.ask(authority, call.id(), null, false, null);
            worker = CompletableFuture.runAsync(() -> validate.step(4)).thenRun(() -> validate.step(4)).thenRun(() -> validate.step(4));
            trap.kill("validation.dossier");
            assertThat(batches.of(call).getFirst().finishedAt()).isNull();
            assertThat(batches.of(call).getFirst().validated()).isLessThan(9);
        }
        worker.exceptionally(_ -> null).join();
        finish(call);

        assertThat(batches.of(call).getFirst().validated()).isEqualTo(9);
        assertThat(batches.of(call).getFirst().people()).isEqualTo(9);
        assertThat(people).allSatisfy(it -> assertThat(dossiers.frozen(it, Called.YEAR)).hasSize(1));
        assertThat(findings()).isEmpty();
    }

    @Test
    void anExceptionInTheMiddleOfAPartLeavesNothingOfIt() {
        var call = called.call(authority, city, -2, 10, 20);
        IntStream.range(0, 5).forEach(_ -> called.teacher(school));
        confirm();

        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> {
            validate.ask(authority, call.id(), null, false, null);
            validate.step(3);
            assertThat(db.sql("select count(*) from validation.frozen where call_id = :call").param("call", call.id()).query(Integer.class).single()).isEqualTo(3);
            throw new IllegalStateException("the machine goes off");
        })).hasMessage("the machine goes off");

        assertThat(called.states(call)).as("whoever keeps the school is left to somebody else").containsExactly("OPEN", "UNIT_CONFIRMED", "UNIT_CONFIRMED", "UNIT_CONFIRMED",
            "UNIT_CONFIRMED", "UNIT_CONFIRMED");
        run(call, false);
        assertThat(called.states(call)).containsExactly("OPEN", "VALIDATED", "VALIDATED", "VALIDATED", "VALIDATED", "VALIDATED");
        assertThat(findings()).isEmpty();
    }

    @Test
    void twoNodesAndTwoClicksValidateEverybodyOnce() throws Exception {
        var call = called.call(authority, city, -2, 10, 20);
        var people = IntStream.range(0, 20).mapToObj(_ -> called.teacher(school)).toList();
        confirm();
        var second = cast.administrator(city);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var works = new ArrayList<java.util.concurrent.Future<?>>();
            works.add(threads.submit(() -> validate.ask(authority, call.id(), null, false, null)));
            works.add(threads.submit(() -> validate.ask(second, call.id(), null, false, null)));
            works.add(threads.submit(() -> validate.ask(second, call.id(), school.id().toString(), false, null)));
            for (var node = 0; node < 4; node++) {
                works.add(threads.submit(() -> {
                    for (var i = 0; i < 30; i++) {
                        validate.step(3);
                    }
                }));
            }
            for (var work : works) {
                work.get();
            }
        }
        finish(call);

        assertThat(batches.of(call)).extracting(Batches.Batch::number).doesNotHaveDuplicates();
        assertThat(batches.of(call).stream().mapToInt(Batches.Batch::validated).sum()).isEqualTo(20);
        assertThat(people).allSatisfy(it -> assertThat(dossiers.frozen(it, Called.YEAR)).hasSize(1));
        assertThat(findings()).isEmpty();
    }

    /** Hours, an objection and a withdrawal come in while the year is being frozen: each is wholly before it or wholly after. */
    @Test
    void whatComesAtTheSameMomentIsInItOrBesideIt() throws Exception {
        var call = called.call(authority, city, 5, 10, 20);
        var people = IntStream.range(0, 12).mapToObj(_ -> called.teacher(school)).toList();
        people.forEach(it -> mine.confirm(cast.actor(it), Called.YEAR, dossiers.live(it, Called.YEAR).orElseThrow().print(), false));
        unit.confirm(keeper, school.id().toString(), Called.YEAR, "12");
        validate.ask(authority, call.id(), null, false, null);
        atTheSameMoment(people);
        finish(call);

        for (var one : people) {
            var dossier = dossiers.find(one, Called.YEAR);
            assertThat(dossier.state()).isIn(State.CONFIRMED, State.VALIDATED);
            if (dossier.isValidated()) {
                var frozen = dossiers.frozen(one, Called.YEAR).getFirst();
                assertThat(dossier.movedAt() != null).isEqualTo(frozen.facts().total().have().equals(CreditHours.ZERO));
            }
        }
        assertThat(findings()).isEmpty();
    }

    private void atTheSameMoment(List<TeacherId> people) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var works = new ArrayList<java.util.concurrent.Future<?>>();
            people.forEach(it -> works.add(threads.submit(() -> called.earn(school, it, "COMMON", "1"))));
            people.subList(0, 4).forEach(it -> works.add(threads.submit(() -> {
                try {
                    judge.withdraw(keeper, it, Called.YEAR);
                } catch (Refused e) {
                    assertThat(e.verdict().unmet()).extracting(Condition::code).containsExactly("validation.not-validated");
                }
            })));
            IntStream.range(0, 2).forEach(_ -> works.add(threads.submit(() -> validate.step(3))));
            for (var work : works) {
                work.get();
            }
        }
    }

    @Test
    void hoursThatComeLateShowBesideTheFrozenYearAndChangeNothing() {
        var teacher = called.teacher(school);
        var call = validated(teacher);
        called.earn(school, teacher, "COMMON", "5");

        var dossier = dossiers.find(teacher, Called.YEAR);
        assertThat(dossier.movedAt()).isNotNull();
        assertThat(dossier.result()).isEqualTo(Result.COMPLIANT);
        assertThat(dossiers.frozen(teacher, Called.YEAR).getFirst().facts().total().have()).isEqualTo(CreditHours.of("30"));
        assertThat(look.people(authority, city.id().toString(), Called.YEAR, "MOVED", null).page().items()).extracting(UnitQueries.Row::teacher).containsExactly(teacher);
        assertThatThrownBy(() -> again.again(authority, teacher, Called.YEAR, "补学")).isInstanceOfSatisfying(Refused.class,
            it -> assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("validation.again.corrected"));
        assertThat(call.year()).isEqualTo(Called.YEAR);
        called.earn(school, teacher, "COMMON", "1", Called.YEAR, Map.of("appeal", true));
        again.again(authority, teacher, Called.YEAR, "申诉成立");
        assertThat(dossiers.frozen(teacher, Called.YEAR)).extracting(Dossier.Frozen::version).as("what an appeal has brought is a correction").containsExactly(2, 1);
        called.earn(school, teacher, "COMMON", "1", Called.YEAR, Map.of("again", true));
        again.again(authority, teacher, Called.YEAR, "活动更正后重新确认");
        assertThat(dossiers.frozen(teacher, Called.YEAR)).extracting(Dossier.Frozen::version).as("and so is what was taken back and is given again").containsExactly(3, 2, 1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aCorrectionAfterValidationIsPostedShownAndLeadsToAVersionOfItsOwn() {
        var teacher = called.teacher(school);
        var entry = called.complete(school, teacher);
        validated(teacher, false);

        reversal.reverse(authority, teacher, entry, "重复计入");

        assertThat(dossiers.find(teacher, Called.YEAR).movedAt()).isNotNull();
        assertThat(dossiers.find(teacher, Called.YEAR).result()).isEqualTo(Result.COMPLIANT);
        assertThatThrownBy(() -> again.again(keeper, teacher, Called.YEAR, "更正")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> again.again(authority, teacher, Called.YEAR, " ")).isInstanceOf(Refused.class);
        again.again(authority, teacher, Called.YEAR, "更正后重新验证");
        again.again(authority, teacher, Called.YEAR, "更正后重新验证");

        var versions = dossiers.frozen(teacher, Called.YEAR);
        assertThat(versions).extracting(Dossier.Frozen::version).containsExactly(2, 1);
        assertThat(versions).extracting(Dossier.Frozen::result).containsExactly(Result.NOT_COMPLIANT, Result.COMPLIANT);
        assertThat(versions.getFirst().reason()).isEqualTo("更正后重新验证");
        assertThat(dossiers.find(teacher, Called.YEAR).movedAt()).isNull();
        assertThat(db.sql("select count(*) from audit.entry where act = 'validation.again' and target = :target").param("target", "teacher:" + teacher)
            .query(Integer.class).single()).isEqualTo(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void afterValidationEverythingElseIsRefusedWithItsVerdict() {
        var teacher = called.teacher(school);
        called.complete(school, teacher);
        validated(teacher, true);
        var me = cast.actor(teacher);

        for (org.assertj.core.api.ThrowableAssert.ThrowingCallable act : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> mine.object(me, Called.YEAR, "学时不对"), () -> mine.withdraw(me, Called.YEAR), () -> mine.confirm(me, Called.YEAR, "", false),
            () -> judge.withdraw(keeper, teacher, Called.YEAR), () -> judge.confirm(keeper, teacher, Called.YEAR), () -> judge.answer(keeper, teacher, Called.YEAR, "x"))) {
            assertThatThrownBy(act).isInstanceOfSatisfying(Refused.class,
                it -> assertThat(it.verdict().unmet()).extracting(Condition::code).contains("validation.not-validated"));
        }
        assertThat(unit.withdraw(keeper, school.id().toString(), Called.YEAR)).isZero();
        assertThat(state(teacher)).isEqualTo(State.VALIDATED);
    }

    @Test
    void whomTheUnitsLeaveOutTheAuthorityValidatesWithAReasonButNobodyWhoObjects() {
        var teacher = called.teacher(school);
        var objecting = called.teacher(school);
        var call = called.call(authority, city, 1, 2, 20);
        mine.object(cast.actor(objecting), Called.YEAR, "学时不对");
        assertThatThrownBy(() -> validate.ask(authority, call.id(), null, true, "学校停办")).isInstanceOf(Refused.class);
        close(call);

        run(call, true);

        assertThat(state(teacher)).isEqualTo(State.VALIDATED);
        assertThat(dossiers.frozen(teacher, Called.YEAR).getFirst().unitConfirmedAt()).isNull();
        assertThat(state(objecting)).isEqualTo(State.OBJECTED);
        assertThat(state(authority.teacher())).as("who asks for it is left to somebody else").isNotEqualTo(State.VALIDATED);
        assertThat(findings()).isEmpty();
    }

    @Test
    void whoDoesNotSpeakForTheAuthorityCannotValidate() {
        var call = called.call(authority, city, -2, 10, 20);
        var county = cast.administrator(school.parent());

        assertThatThrownBy(() -> validate.ask(county, call.id(), null, false, null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> validate.ask(authority, call.id(), cast.school().id().toString(), false, null)).isInstanceOf(NotFound.class);
    }

    @Test
    void theDatabaseLetsNoValidatedYearGo() {
        var teacher = called.teacher(school);
        called.complete(school, teacher);
        validated(teacher, true);
        for (var attack : List.of(
            "update validation.dossier set state = 'UNIT_CONFIRMED', version = null, result = null, organization_id = null where teacher_id = :teacher",
            "update validation.dossier set version = 2 where teacher_id = :teacher", "update validation.dossier set version = 3 where teacher_id = :teacher",
            "update validation.dossier set result = 'NOT_COMPLIANT' where teacher_id = :teacher", "delete from validation.dossier where teacher_id = :teacher",
            "update validation.dossier set unit_confirmed_by = gen_random_uuid() where teacher_id = :teacher",
            "update validation.dossier set unit_confirmed_in = null where teacher_id = :teacher",
            "update validation.dossier set unit_confirmed_in = (select id from directory.organization where id <> unit_confirmed_in limit 1) where teacher_id = :teacher",
            "update validation.frozen set result = 'EXEMPT' where teacher_id = :teacher", "delete from validation.frozen where teacher_id = :teacher",
            "update validation.frozen set facts = '{}' where teacher_id = :teacher",
            "insert into validation.frozen select * from validation.frozen where teacher_id = :teacher")) {
            assertThatThrownBy(() -> db.sql(attack).param("teacher", teacher.value()).update()).as(attack).isInstanceOf(DataAccessException.class);
        }
        assertThatThrownBy(() -> db.sql("truncate validation.frozen cascade").update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void theAuditFindsWhatCameBesideTheLedgersWay() {
        var teacher = called.teacher(school);
        called.complete(school, teacher);
        validated(teacher, true);
        db.sql("""
                insert into ledger.entry (teacher_id, id, jurisdiction, category, year, earned_on, earned, credited, rule_version, source, reference, title, posted_at)
                select teacher_id, gen_random_uuid(), jurisdiction, category, year, earned_on, 1, 1, 1, 'loaded', gen_random_uuid()::text, 'x', now()
                  from ledger.entry where teacher_id = :teacher limit 1
                """).param("teacher", teacher.value()).update();

        assertThat(findings()).singleElement().asString().contains("nothing says so");
        audit.findings(true);
        assertThat(findings()).isEmpty();
        assertThat(dossiers.find(teacher, Called.YEAR).movedAt()).isNotNull();
    }

    private Call validated(TeacherId teacher) {
        called.complete(school, teacher);
        return validated(teacher, false);
    }

    private Call validated(TeacherId teacher, boolean open) {
        var call = called.call(authority, city, open ? 5 : -2, 10, 20);
        if (open) {
            mine.confirm(cast.actor(teacher), Called.YEAR, dossiers.live(teacher, Called.YEAR).orElseThrow().print(), false);
        }
        judge.confirm(keeper, teacher, Called.YEAR);
        run(call, false);
        return call;
    }

    /** Everybody of the school but who keeps it. */
    private void confirm() {
        unit.confirm(keeper, school.id().toString(), Called.YEAR, String.valueOf(unit.preview(keeper, school.id().toString(), Called.YEAR).ready()));
    }

    private void run(Call call, boolean everybody) {
        validate.ask(authority, call.id(), null, everybody, everybody ? "学校停办" : null);
        finish(call);
    }

    private void finish(Call call) {
        for (var i = 0; i < 2_000 && batches.of(call).stream().anyMatch(it -> it.finishedAt() == null); i++) {
            validate.step(ValidateAll.AT_ONCE);
        }
        assertThat(batches.of(call)).allSatisfy(it -> assertThat(it.finishedAt()).isNotNull());
    }

    /** As if the days had gone by. */
    private void close(Call call) {
        for (var stage : List.of("CONFIRM", "UNIT")) {
            db.sql("""
                    insert into validation.call_window (call_id, stage, version, opens_at, closes_at, reason, set_at, set_by)
                    values (:call, :stage, 2, now() - interval '9 days', now() - interval '1 day', 'test', now(), :by)
                    """).param("call", call.id()).param("stage", stage).param("by", authority.teacher().value()).update();
        }
    }

    private State state(TeacherId person) {
        return dossiers.find(person, Called.YEAR).state();
    }

    private List<String> findings() {
        var mine = db.sql("select teacher_id::text from standing.state where jurisdiction = :city union select id::text from validation.call where owner_id = :city")
            .param("city", city.id().value()).query(String.class).list();
        return audit.findings(false).stream().filter(finding -> mine.stream().anyMatch(finding::contains)).toList();
    }
}
