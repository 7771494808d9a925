package org.xingtan.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.standing.Standings;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;
import org.xingtan.validation.Dossier.State;

/** The person confirms his year or says what is wrong; the unit confirms its people, and nobody himself. */
@XingtanTest
class ConfirmModuleTests {

    @Autowired Called called;
    @Autowired ConfirmMine mine;
    @Autowired ConfirmUnit unit;
    @Autowired JudgePerson judge;
    @Autowired Dossiers dossiers;
    @Autowired ValidationDuties duties;
    @Autowired OneRead read;
    @Autowired Standings standings;
    @Autowired Cast cast;
    @Autowired JdbcClient db;

    private Cast.Place city;
    private Cast.Place school;
    private Actor authority;
    private Actor keeper;
    private TeacherId teacher;

    @BeforeEach
    void cast() {
        city = cast.city();
        school = cast.school(cast.under(city, "COUNTY"));
        authority = cast.administrator(city);
        keeper = cast.administrator(school);
        called.require(city);
        teacher = called.teacher(school);
    }

    @Test
    void thePersonConfirmsWhatHeSeesAndTakesItBack() {
        called.call(authority, city, 5, 10, 20);
        called.complete(school, teacher);
        assertThat(read.of(duties.of(Set.of(teacher)))).containsKey(teacher);
        var seen = print(teacher);

        mine.confirm(actor(teacher), Called.YEAR, seen, false);
        mine.confirm(actor(teacher), Called.YEAR, seen, false);

        assertThat(state(teacher)).isEqualTo(State.CONFIRMED);
        assertThat(read.of(duties.of(Set.of(teacher)))).isEmpty();
        assertThat(read.of(duties.ofOffices(Set.of(keeper.teacher())))).containsKey(keeper.teacher());
        mine.withdraw(actor(teacher), Called.YEAR);
        assertThat(state(teacher)).isEqualTo(State.OPEN);
        assertThat(dossiers.steps(teacher, Called.YEAR)).extracting(Dossier.Step::act).containsExactly("CONFIRMED", "WITHDRAWN");
    }

    @Test
    void whatHasChangedMeanwhileIsNotConfirmed() {
        called.call(authority, city, 5, 10, 20);
        var seen = print(teacher);
        called.earn(school, teacher, "COMMON", "3");

        assertThatThrownBy(() -> mine.confirm(actor(teacher), Called.YEAR, seen, false)).isInstanceOfSatisfying(Refused.class,
            it -> assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("validation.mine.seen"));
        assertThat(state(teacher)).isEqualTo(State.OPEN);
    }

    @Test
    void anObjectionGoesToTheUnitAndComesBackAnswered() {
        called.call(authority, city, 5, 10, 20);

        mine.object(actor(teacher), Called.YEAR, "单位不对");
        mine.object(actor(teacher), Called.YEAR, "单位不对");
        assertThatThrownBy(() -> judge.confirm(keeper, teacher, Called.YEAR)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> judge.answer(keeper, teacher, Called.YEAR, " ")).isInstanceOf(Refused.class);
        judge.answer(keeper, teacher, Called.YEAR, "已经改正");
        judge.answer(keeper, teacher, Called.YEAR, "已经改正");

        assertThat(state(teacher)).isEqualTo(State.OPEN);
        assertThat(read.of(duties.of(Set.of(teacher))).get(teacher)).singleElement().satisfies(it -> assertThat(it.text()).isEqualTo("validation.duty.answered"));
        mine.confirm(actor(teacher), Called.YEAR, print(teacher), false);
        judge.confirm(keeper, teacher, Called.YEAR);
        assertThat(state(teacher)).isEqualTo(State.UNIT_CONFIRMED);
        assertThatThrownBy(() -> mine.object(actor(teacher), Called.YEAR, "还有")).isInstanceOf(Refused.class);
        judge.withdraw(keeper, teacher, Called.YEAR);
        assertThat(state(teacher)).isEqualTo(State.CONFIRMED);
        assertThat(dossiers.steps(teacher, Called.YEAR)).extracting(Dossier.Step::act)
            .containsExactly("OBJECTED", "ANSWERED", "CONFIRMED", "UNIT_CONFIRMED", "UNIT_WITHDRAWN");
    }

    @Test
    void aUnitConfirmsAllAtOnceExceptItsAdministratorHimself() {
        called.call(authority, city, 5, 10, 20);
        var others = List.of(teacher, called.teacher(school), called.teacher(school));
        others.subList(0, 2).forEach(it -> mine.confirm(actor(it), Called.YEAR, print(it), false));
        mine.confirm(keeper, Called.YEAR, print(keeper.teacher()), false);

        var preview = unit.preview(keeper, school.id().toString(), Called.YEAR);
        assertThat(preview.ready()).isEqualTo(2);
        assertThat(preview.waiting()).isEqualTo(1);
        assertThat(preview.mine()).isTrue();
        assertThatThrownBy(() -> unit.confirm(keeper, school.id().toString(), Called.YEAR, "3")).isInstanceOf(Refused.class);
        assertThat(unit.confirm(keeper, school.id().toString(), Called.YEAR, "2")).isEqualTo(2);
        assertThat(unit.confirm(keeper, school.id().toString(), Called.YEAR, "2")).isZero();

        assertThat(state(others.get(0))).isEqualTo(State.UNIT_CONFIRMED);
        assertThat(state(others.get(2))).isEqualTo(State.OPEN);
        assertThat(state(keeper.teacher())).isEqualTo(State.CONFIRMED);
        assertThatThrownBy(() -> judge.confirm(keeper, keeper.teacher(), Called.YEAR)).isInstanceOfSatisfying(Refused.class,
            it -> assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("validation.unit.other"));
        judge.confirm(cast.administrator(school), keeper.teacher(), Called.YEAR);
        assertThat(state(keeper.teacher())).isEqualTo(State.UNIT_CONFIRMED);
        assertThat(unit.withdraw(keeper, school.id().toString(), Called.YEAR)).isEqualTo(2);
        assertThat(db.sql("select count(*) from audit.entry where act in ('validation.unit-confirm', 'validation.unit-withdraw') and organization = :path::public.ltree")
            .param("path", school.path()).query(Integer.class).single()).isEqualTo(3);
    }

    @Test
    void whenTheirTimeIsOverTheSilentAreConfirmedByTheUnit() {
        called.call(authority, city, -2, 10, 20);
        assertThatThrownBy(() -> mine.confirm(actor(teacher), Called.YEAR, print(teacher), false)).isInstanceOf(Refused.class);

        var preview = unit.preview(keeper, school.id().toString(), Called.YEAR);
        assertThat(preview.silent()).isEqualTo(1);
        unit.confirm(keeper, school.id().toString(), Called.YEAR, "1");

        assertThat(state(teacher)).isEqualTo(State.UNIT_CONFIRMED);
        unit.withdraw(keeper, school.id().toString(), Called.YEAR);
        assertThat(state(teacher)).isEqualTo(State.OPEN);
    }

    @Test
    void othersPeopleAreNotThere() {
        called.call(authority, city, 5, 10, 20);
        var stranger = cast.administrator(cast.school());

        assertThatThrownBy(() -> judge.confirm(stranger, teacher, Called.YEAR)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> unit.preview(stranger, school.id().toString(), Called.YEAR)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> mine.confirm(actor(cast.teacher(cast.school())), Called.YEAR, "", false)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> mine.confirm(actor(teacher), Called.YEAR - 1, "", false)).isInstanceOf(NotFound.class);
    }

    /** The facts that are confirmed and frozen are what the standing explains. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void factsAreWhatTheStandingSays(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 8; i++) {
            called.earn(school, teacher, List.of("COMMON", "PROFESSIONAL", "OTHER").get(random.nextInt(3)), random.nextInt(20) + "." + random.nextInt(10), Called.YEAR,
                random.nextBoolean() ? Map.of("theme", "ETHICS") : Map.of());
        }
        var facts = dossiers.live(teacher, Called.YEAR).orElseThrow();
        var standing = standings.of(teacher, Called.YEAR);

        assertThat(facts.total().have()).isEqualTo(standing.total().have());
        assertThat(facts.total().need()).isEqualTo(standing.total().need());
        assertThat(facts.categories()).extracting(Facts.Line::code, Facts.Line::have, Facts.Line::need)
            .containsExactlyElementsOf(standing.categories().stream().map(it -> org.assertj.core.groups.Tuple.tuple(it.code(), it.have(), it.need())).toList());
        assertThat(facts.themes()).extracting(Facts.Line::have).containsExactlyElementsOf(standing.themes().stream().map(it -> it.have()).toList());
        assertThat(facts.verdict(Called.YEAR).met()).isEqualTo(standing.verdict().met());
        assertThat(facts.verdict(Called.YEAR).conditions()).hasSameSizeAs(standing.verdict().conditions());
    }

    @Test
    void theDatabaseHoldsWhoConfirmsWhom() {
        var call = called.call(authority, city, 5, 10, 20);
        mine.confirm(actor(teacher), Called.YEAR, print(teacher), false);
        for (var attack : List.of(
            "update validation.dossier set state = 'UNIT_CONFIRMED', unit_confirmed_at = now(), unit_confirmed_by = teacher_id where teacher_id = :teacher",
            "update validation.dossier set state = 'VALIDATED' where teacher_id = :teacher",
            "update validation.dossier set state = 'VALIDATED', result = 'COMPLIANT', version = 1, organization_id = (select owner_id from validation.call limit 1) where teacher_id = :teacher",
            "update validation.dossier set year = year - 1 where teacher_id = :teacher",
            "delete from validation.dossier where teacher_id = :teacher", "update validation.step set act = 'OBJECTED' where teacher_id = :teacher",
            "delete from validation.step where teacher_id = :teacher", "update validation.call_window set closes_at = now() where :teacher is not null",
            "insert into validation.dossier (teacher_id, year, call_id, state, changed_at) select teacher_id, year, call_id, 'OPEN', now() from validation.dossier where teacher_id = :teacher")) {
            assertThatThrownBy(() -> db.sql(attack).param("teacher", teacher.value()).update()).as(attack).isInstanceOf(DataAccessException.class);
        }
        assertThat(called.states(call)).containsExactly("CONFIRMED");
    }

    @Autowired org.xingtan.standing.LinesMet met;
    @Autowired org.springframework.transaction.support.TransactionTemplate transaction;
    @Autowired LookAtUnit look;
    @Autowired ValidateAll validate;
    @Autowired ValidationAudit audit;
    @Autowired Validations validations;

    /** Whoever undoes what a year rests on: a batch that comes meanwhile waits, and finds what he has left; after it he is refused. */
    @Test
    void whileSomebodyHoldsAYearOpenNobodyValidatesIt() throws Exception {
        var call = called.call(authority, city, -2, 10, 20);
        judge.confirm(keeper, teacher, Called.YEAR);
        var batch = transaction.execute(_ -> {
            assertThat(validations.holdOpen(teacher, Called.YEAR)).isTrue();
            var asked = java.util.concurrent.CompletableFuture.runAsync(() -> {
                validate.ask(authority, call.id(), null, false, null);
                validate.step(100);
            });
            assertThat(isWaitedFor()).isTrue();
            assertThat(dossiers.find(teacher, Called.YEAR).isValidated()).isFalse();
            return asked;
        });
        batch.exceptionally(_ -> null).join();
        for (var i = 0; i < 2_000 && !dossiers.find(teacher, Called.YEAR).isValidated(); i++) {
            validate.step(100);
        }

        assertThat(transaction.<Boolean>execute(_ -> validations.holdOpen(teacher, Called.YEAR))).isFalse();
    }

    /** Whether somebody waits for this transaction; looked at until he does. */
    private boolean isWaitedFor() {
        for (var i = 0; i < 400; i++) {
            if (db.sql("select exists (select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid)))").query(Boolean.class).single()) {
                return true;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        return false;
    }

    @Test
    void anOpenYearFollowsThePersonToAnotherAuthorityAndBeginsAnew() {
        called.call(authority, city, 5, 10, 20);
        mine.confirm(actor(teacher), Called.YEAR, print(teacher), false);
        judge.confirm(keeper, teacher, Called.YEAR);
        var other = cast.city();
        var there = cast.school(cast.under(other, "COUNTY"));
        called.require(other);
        var next = called.call(cast.administrator(other), other, 5, 10, 20);

        move(there);

        assertThat(state(teacher)).isEqualTo(State.OPEN);
        assertThat(read.of(duties.of(Set.of(teacher)))).containsKey(teacher);
        assertThat(look.at(cast.administrator(other), other.id().toString(), Called.YEAR).all().unitConfirmed()).isZero();
        assertThatThrownBy(() -> judge.confirm(keeper, teacher, Called.YEAR)).isInstanceOf(org.xingtan.platform.NotFound.class);
        mine.confirm(actor(teacher), Called.YEAR, print(teacher), false);
        judge.confirm(cast.administrator(there), teacher, Called.YEAR);
        assertThat(dossiers.steps(teacher, Called.YEAR)).extracting(Dossier.Step::act).containsExactly("CONFIRMED", "UNIT_CONFIRMED", "FOLLOWED", "CONFIRMED", "UNIT_CONFIRMED");
        assertThat(callOf(teacher)).isEqualTo(next.id());
    }

    @Test
    void whoComesBackBeginsAnewAndAValidatedYearStaysWhereItWas() {
        var first = called.call(authority, city, 5, 10, 20);
        var other = cast.city();
        var there = cast.school(cast.under(other, "COUNTY"));
        called.require(other);
        var elsewhere = cast.administrator(other);
        var second = called.call(elsewhere, other, 5, 10, 20);
        mine.confirm(actor(teacher), Called.YEAR, print(teacher), false);
        judge.confirm(keeper, teacher, Called.YEAR);
        move(there);
        validate.ask(elsewhere, second.id(), null, false, null);
        for (var i = 0; i < 200 && validate.step(100); i++) {
            assertThat(state(teacher)).isEqualTo(State.OPEN);
        }
        move(school);
        assertThat(state(teacher)).as("said under this call, and nothing else since").isEqualTo(State.UNIT_CONFIRMED);
        validate.ask(authority, first.id(), null, false, null);
        for (var i = 0; i < 2_000 && !dossiers.find(teacher, Called.YEAR).isValidated(); i++) {
            validate.step(100);
        }
        move(there);

        assertThat(callOf(teacher)).isEqualTo(first.id());
        assertThat(state(teacher)).isEqualTo(State.VALIDATED);
        assertThat(mine.view(actor(teacher), Called.YEAR, null).call().id()).isEqualTo(first.id());
        assertThat(audit.findings(false).stream().filter(it -> it.contains(teacher.toString()))).isEmpty();
        assertThatThrownBy(() -> db.sql("update validation.dossier set call_id = :call where teacher_id = :t").param("call", second.id()).param("t", teacher.value()).update())
            .isInstanceOf(DataAccessException.class);
    }

    private void move(Cast.Place to) {
        db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", to.id().value()).param("teacher", teacher.value()).update();
        transaction.executeWithoutResult(_ -> met.of(List.of(teacher), Called.YEAR));
    }

    private java.util.UUID callOf(TeacherId person) {
        return db.sql("select call_id from validation.dossier where teacher_id = :t").param("t", person.value()).query(java.util.UUID.class).single();
    }

    private String print(TeacherId person) {
        return dossiers.live(person, Called.YEAR).orElseThrow().print();
    }

    private State state(TeacherId person) {
        return dossiers.find(person, Called.YEAR).state();
    }

    private Actor actor(TeacherId person) {
        return cast.actor(person);
    }
}
