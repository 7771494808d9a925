package org.xingtan.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.AnnualRequirement.NewHires;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.standing.CountAfterwards;
import org.xingtan.standing.LinesMet;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;
import org.xingtan.validation.Dossier.Result;

/** New teachers are asked from the month of their hiring on, and the day was wrong: what is validated stays, and shows that other months are asked for. */
@XingtanTest
class OtherMonthsTests {

    private static final int YEAR = Called.YEAR;

    @Autowired Called called;
    @Autowired Calls calls;
    @Autowired KeepCall keep;
    @Autowired ValidateAll validate;
    @Autowired JudgePerson judge;
    @Autowired ValidateAgain again;
    @Autowired Batches batches;
    @Autowired Dossiers dossiers;
    @Autowired LookAtPerson look;
    @Autowired LookAtUnit units;
    @Autowired ValidationAudit audit;
    @Autowired IncomingPeople incoming;
    @Autowired CountAfterwards afterwards;
    @Autowired LinesMet met;
    @Autowired DefineRequirement define;
    @Autowired Cast cast;
    @Autowired Forms forms;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    private Cast.Place city;
    private Cast.Place school;
    private Actor authority;
    private Actor keeper;

    @BeforeEach
    void build() {
        city = cast.city();
        school = cast.school(cast.under(city, "COUNTY"));
        authority = cast.administrator(city);
        keeper = cast.administrator(school);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aDayOfHiringThatIsPutRightMarksTheYearAndLeadsToAVersionOfItsOwn(int from) {
        var year = YEAR + from;
        require(city, year, NewHires.BY_MONTH);
        var teacher = validated(year, null);
        assertThat(dossiers.frozen(teacher, year).getFirst()).satisfies(it -> {
            assertThat(it.facts().months()).isEqualTo(12);
            assertThat(it.result()).isEqualTo(Result.NOT_COMPLIANT);
        });

        putRight(teacher, LocalDate.of(year, 9, 15));

        assertThat(dossiers.find(teacher, year)).satisfies(it -> {
            assertThat(it.movedAt()).isNotNull();
            assertThat(it.result()).as("what is validated stays").isEqualTo(Result.NOT_COMPLIANT);
        });
        assertThat(acts(teacher, year)).containsExactly("UNIT_CONFIRMED", "MOVED");
        assertThat(moved(year)).containsExactly(teacher);
        assertThat(forms.get(authority, "/console/validation/people/" + teacher + "/" + year)).hasStatusOk().bodyText().contains("入职日期经过更正", "重新验证");
        assertThat(forms.get(cast.actor(teacher), "/validation?year=" + year)).hasStatusOk().bodyText().contains("入职日期经过更正");

        again.again(authority, teacher, year, "入职日期更正");

        assertThat(dossiers.frozen(teacher, year)).extracting(it -> it.version() + " " + it.facts().months() + " " + it.result()).containsExactly("2 4 COMPLIANT", "1 12 NOT_COMPLIANT");
        assertThat(moved(year)).isEmpty();
        assertThat(findings(teacher)).isEmpty();
    }

    @Test
    void whatAsksForNoOtherMonthsMovesNothing() {
        require(city, YEAR, NewHires.BY_MONTH);
        var teacher = validated(YEAR, LocalDate.of(2001, 9, 1));

        putRight(teacher, LocalDate.of(2003, 9, 1));

        assertThat(dossiers.find(teacher, YEAR).movedAt()).isNull();
        assertThat(acts(teacher, YEAR)).containsExactly("UNIT_CONFIRMED");
        assertThatThrownBy(() -> again.again(authority, teacher, YEAR, "更正")).isInstanceOf(Refused.class);
    }

    @Test
    void whereTheWholeYearIsAskedOfNewTeachersTheDayMovesNothing() {
        require(city, YEAR, NewHires.FULL_YEAR);
        var teacher = validated(YEAR, null);

        putRight(teacher, LocalDate.of(YEAR, 9, 15));

        assertThat(dossiers.find(teacher, YEAR).movedAt()).isNull();
        require(city, YEAR, NewHires.BY_MONTH);
        count(teacher);
        assertThat(dossiers.find(teacher, YEAR).movedAt()).as("asked from the month on after all").isNotNull();
    }

    @Test
    void ofALargeRosterItFollowsWithThePartThatCountsIt() {
        require(city, YEAR, NewHires.BY_MONTH);
        var teacher = validated(YEAR, null);
        db.sql("update directory.teacher set hired_on = :day where teacher_id = :id").param("day", LocalDate.of(YEAR, 9, 15)).param("id", teacher.value()).update();
        assertThat(dossiers.find(teacher, YEAR).movedAt()).isNull();

        count(teacher);

        assertThat(moved(YEAR)).containsExactly(teacher);
    }

    /** Where he is now nobody asks new teachers for less. */
    @Test
    void whoHasGoneElsewhereIsReckonedByWhoHasValidatedHim() {
        require(city, YEAR, NewHires.BY_MONTH);
        var teacher = validated(YEAR, null);
        var next = cast.city();
        require(next, YEAR, NewHires.FULL_YEAR);
        db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", cast.school(next).id().value()).param("teacher", teacher.value()).update();
        putRight(teacher, null);
        assertThat(dossiers.find(teacher, YEAR).movedAt()).as("another unit asks for no other months").isNull();

        putRight(teacher, LocalDate.of(YEAR, 9, 15));

        assertThat(dossiers.find(teacher, YEAR).movedAt()).isNotNull();
        again.again(authority, teacher, YEAR, "入职日期更正");
        assertThat(dossiers.frozen(teacher, YEAR).getFirst().facts().months()).isEqualTo(4);
    }

    @Test
    void theAuditNamesWhomNothingSaysItOfAndMarksHim() {
        require(city, YEAR, NewHires.BY_MONTH);
        var teacher = validated(YEAR, null);
        db.sql("update directory.teacher set hired_on = :day where teacher_id = :id").param("day", LocalDate.of(YEAR, 9, 15)).param("id", teacher.value()).update();
        transaction.executeWithoutResult(_ -> met.of(List.of(teacher), YEAR));

        assertThat(findings(teacher)).singleElement().asString().contains("other months are asked for");
        assertThat(audit.findings(true).stream().filter(it -> it.contains(teacher.toString()))).isEmpty();
        assertThat(moved(YEAR)).containsExactly(teacher);
    }

    /** Whichever comes first: either what is frozen has the months already, or it is marked. */
    @Test
    void betweenABatchAndARosterNobodyIsForgotten() throws Exception {
        require(city, YEAR, NewHires.BY_MONTH);
        var call = call(YEAR);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var round = 0; round < 6; round++) {
                var teacher = teacher(YEAR, null);
                judge.confirm(keeper, teacher, YEAR);
                validate.ask(authority, call.id(), null, false, null);
                var works = List.of(threads.submit(() -> finish(call)), threads.submit(() -> putRight(teacher, LocalDate.of(YEAR, 9, 15))));
                for (var work : works) {
                    work.get();
                }
                assertThat(dossiers.find(teacher, YEAR)).satisfies(it -> {
                    assertThat(it.isValidated()).isTrue();
                    assertThat(it.movedAt() != null).isEqualTo(dossiers.frozen(teacher, YEAR).getFirst().facts().months() == 12);
                });
            }
        }
    }

    private void require(Cast.Place city, int year, NewHires newHires) {
        define.define(new AnnualRequirement(city.id(), year, 0, "年度要求", "穗教发〔2022〕1号", CreditHours.of("30"), List.of(
            new AnnualRequirement.Category("COMMON", "公需科目", "Common", CreditHours.of("30"))), List.of(), null, newHires), null);
    }

    private Call call(int year) {
        var form = new CallForm(city.id().toString(), String.valueOf(year), "年度验证", "穗教发〔2022〕1号", Called.day(-30), Called.day(-2), Called.day(10), Called.day(20));
        return calls.find(keep.publish(authority, keep.define(authority, form).id()).id()).orElseThrow();
    }

    /** Who has the hours of four months. */
    private TeacherId teacher(int year, @Nullable LocalDate hiredOn) {
        var teacher = hiredOn == null ? cast.teacher(school) : cast.aPerson().at(school).hiredOn(hiredOn).save();
        called.earn(school, teacher, "COMMON", "10", year, java.util.Map.of());
        return teacher;
    }

    private TeacherId validated(int year, @Nullable LocalDate hiredOn) {
        var teacher = teacher(year, hiredOn);
        var call = call(year);
        judge.confirm(keeper, teacher, year);
        validate.ask(authority, call.id(), null, false, null);
        finish(call);
        assertThat(dossiers.find(teacher, year).isValidated()).isTrue();
        return teacher;
    }

    private void finish(Call call) {
        for (var i = 0; i < 2_000 && batches.of(call).stream().anyMatch(it -> it.finishedAt() == null); i++) {
            validate.step(ValidateAll.AT_ONCE);
        }
    }

    /** By a roster. */
    private void putRight(TeacherId teacher, @Nullable LocalDate hiredOn) {
        var employment = db.sql("select id from directory.employment where teacher_id = :t").param("t", teacher.value()).query(UUID.class).single();
        var plan = UUID.randomUUID();
        incoming.stage(plan, List.of(new IncomingPeople.Incoming(1, teacher, true, List.of("hired"), null, cast.name(teacher), null, null, hiredOn, null, null,
            null, null, employment, null, null)));
        var applied = new boolean[1];
        transaction.executeWithoutResult(_ -> applied[0] = incoming.apply(plan));
        assertThat(applied).containsExactly(true);
    }

    private void count(TeacherId teacher) {
        transaction.executeWithoutResult(_ -> afterwards.people(List.of(teacher), YEAR));
        for (var i = 0; i < 200 && db.sql("select exists (select from standing.count_order where :t = any (people))").param("t", teacher.value()).query(Boolean.class).single(); i++) {
            afterwards.goOn();
        }
    }

    private List<TeacherId> moved(int year) {
        return units.people(authority, city.id().toString(), year, "MOVED", null).page().items().stream().map(UnitQueries.Row::teacher).toList();
    }

    private List<String> acts(TeacherId teacher, int year) {
        return dossiers.steps(teacher, year).stream().map(Dossier.Step::act).toList();
    }

    private List<String> findings(TeacherId teacher) {
        return audit.findings(false).stream().filter(it -> it.contains(teacher.toString())).toList();
    }
}
