package org.xingtan.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.standing.LinesMet;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;
import org.xingtan.validation.Dossier.Result;
import org.xingtan.validation.Dossier.State;

/** A school goes over to another authority in January: the year before is still confirmed there, and validated by the one that asked. */
@XingtanTest
class MovedUnitTests {

    private static final int PAST = Called.YEAR - 1;

    @Autowired Called called;
    @Autowired Calls calls;
    @Autowired KeepCall keep;
    @Autowired ValidateAll validate;
    @Autowired JudgePerson judge;
    @Autowired LinesMet met;
    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired ValidateAgain again;
    @Autowired ReverseEntry reversal;
    @Autowired ConfirmUnit unit;
    @Autowired LookAtPerson look;
    @Autowired LookAtUnit units;
    @Autowired Batches batches;
    @Autowired Dossiers dossiers;
    @Autowired ValidatedRows rows;
    @Autowired Organizations organizations;
    @Autowired Cast cast;
    @Autowired DefineRequirement define;
    @Autowired ValidationAudit audit;
    @Autowired TransactionTemplate transaction;

    private Cast.Place city;
    private Cast.Place next;
    private Cast.Place school;
    private Actor before;
    private Actor after;
    private Actor keeper;
    private TeacherId teacher;
    private Call call;

    @BeforeEach
    void goesOver() {
        city = cast.city();
        next = cast.city();
        school = cast.school(cast.under(city, "COUNTY"));
        teacher = cast.teacher(school);
        before = cast.administrator(city);
        after = cast.administrator(next);
        keeper = cast.administrator(school);
        called.require(city, PAST);
        called.require(next, PAST);
        called.earn(school, teacher, "COMMON", "10", PAST, Map.of("theme", "ETHICS"));
        call = call(before, city);
        call(after, next);
        move(school, cast.under(next, "COUNTY"));
    }

    @Test
    void theAuthorityThatAskedLooksAtItAndValidatesIt() {
        var hours = called.earn(school, teacher, "PROFESSIONAL", "20", PAST, Map.of());
        assertThat(look.view(before, teacher, PAST, null)).satisfies(it -> {
            assertThat(it.authority()).isTrue();
            assertThat(it.facts()).isNotNull();
            assertThat(it.facts().result()).isEqualTo(Result.COMPLIANT);
        });
        assertThatThrownBy(() -> look.view(cast.administrator(cast.city()), teacher, PAST, null)).isInstanceOf(NotFound.class);
        assertThat(listed(before)).contains(teacher);
        assertThat(listed(after)).contains(teacher);
        assertThat(listed(cast.administrator(cast.city()))).isEmpty();
        assertThat(units.at(before, null, PAST).all().people()).isEqualTo(listed(before).size());

        closeUnits();
        validate.ask(before, call.id(), null, true, "学校划转");
        finish();

        assertThat(dossiers.frozen(teacher, PAST)).singleElement().satisfies(it -> {
            assertThat(it.result()).isEqualTo(Result.COMPLIANT);
            assertThat(it.facts().total().have()).isEqualTo(CreditHours.of("30"));
        });
        assertThat(look.view(before, teacher, PAST, null).frozen()).hasSize(1);
        assertThat(exported(before, city)).contains(teacher);
        assertThat(exported(after, next)).contains(teacher);
        assertThat(exported(before, city)).hasSameSizeAs(units.people(before, null, PAST, "VALIDATED", null).page().items());

        reversal.reverse(before, teacher, hours, "证明不实");
        again.again(before, teacher, PAST, "证明不实");
        assertThat(dossiers.frozen(teacher, PAST).getFirst().result()).isEqualTo(Result.NOT_COMPLIANT);
    }

    @Test
    void theUnitConfirmsUnderTheCallOfTheAuthorityThatAsked() {
        assertThat(units.at(keeper, null, PAST).call()).isEqualTo(call);
        var preview = unit.preview(keeper, school.id().toString(), PAST);
        assertThat(preview.ready()).isEqualTo(1);
        unit.confirm(keeper, school.id().toString(), PAST, "1");

        assertThat(dossiers.find(teacher, PAST).state()).isEqualTo(State.UNIT_CONFIRMED);
        validate.ask(before, call.id(), null, false, null);
        finish();
        assertThat(dossiers.find(teacher, PAST).state()).isEqualTo(State.VALIDATED);
    }

    /** Nobody is left in it who could. */
    @Test
    void whoeverStandsAboveAnAuthorityThatIsClosedValidatesItsYear() {
        var province = cast.administrator(java.util.Objects.requireNonNull(city.parent()));
        closeUnits();
        db.sql("update directory.organization set closed_on = current_date where id = :city").param("city", city.id().value()).update();
        db.sql("update directory.appointment set during = daterange('2020-01-01', '2020-02-01') where organization_id = :city").param("city", city.id().value()).update();

        validate.ask(province, call.id(), null, true, "机构撤销");
        finish();

        assertThat(dossiers.frozen(teacher, PAST)).hasSize(1);
    }

    /** The school he went to within the year goes over, the one he was validated in stays. */
    @Test
    void whoWasValidatedInOneSchoolAndIsInAnotherThatGoesOverIsCountedOnce() {
        var elsewhere = cast.school(cast.under(city, "COUNTY"));
        var gone = changesSchools(cast.school(cast.under(city, "COUNTY")), elsewhere);

        move(elsewhere, cast.under(next, "COUNTY"));

        isThereOnce(gone);
    }

    /** The school he was validated in goes over, the one he went to within the year stays. */
    @Test
    void whoWasValidatedInASchoolThatGoesOverIsCountedOnceWhereverHeIs() {
        var here = cast.school(cast.under(city, "COUNTY"));
        var gone = changesSchools(here, cast.school(cast.under(city, "COUNTY")));

        move(here, cast.under(next, "COUNTY"));

        isThereOnce(gone);
    }

    /** A validated year follows nobody, also before it ends. */
    @Test
    void aSchoolThatGoesOverWithinTheYearLeavesItsValidatedYearsWithWhoValidatedThem() {
        var asks = cast.city();
        var here = cast.school(cast.under(asks, "COUNTY"));
        called.require(asks);
        var office = cast.administrator(asks);
        var person = called.teacher(here);
        called.complete(here, person);
        call = called.call(office, asks, -2, 10, 20);
        judge.confirm(cast.administrator(here), person, Called.YEAR);
        validate.ask(office, call.id(), null, false, null);
        finish();

        move(here, cast.under(next, "COUNTY"));

        assertThat(units.people(office, null, Called.YEAR, "ALL", null).page().items()).extracting(UnitQueries.Row::teacher).containsOnlyOnce(person);
        assertThat(rows.of(rows.where(organizations.find(asks.id()).orElseThrow(), Called.YEAR), null, 50).items()).extracting(ValidatedRows.Row::teacher).containsExactly(person);
    }

    /** The year is not over, the person elsewhere, and his hours were wrong. */
    @Test
    void whoHasValidatedAYearCorrectsItAfterThePersonHasGoneElsewhere() {
        var city = cast.city();
        var here = cast.school(city);
        var elsewhere = cast.school();
        called.require(city);
        var office = cast.administrator(city);
        var gone = called.teacher(here);
        var hours = called.complete(here, gone);
        call = called.call(office, city, -2, 10, 20);
        judge.confirm(cast.administrator(here), gone, Called.YEAR);
        validate.ask(office, call.id(), null, false, null);
        finish();
        db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", elsewhere.id().value()).param("teacher", gone.value()).update();
        transaction.executeWithoutResult(_ -> met.of(List.of(gone), Called.YEAR));

        assertThat(mvc.get().uri("/console/ledger/teachers/" + gone).with(Cast.as(office))).hasStatusOk().bodyText().contains("冲销这一笔");
        assertThatThrownBy(() -> reversal.reverse(cast.administrator(cast.city()), gone, hours, "证明不实")).isInstanceOf(NotFound.class);
        reversal.reverse(office, gone, hours, "证明不实");

        assertThat(look.view(office, gone, Called.YEAR, null).corrected()).isTrue();
        again.again(office, gone, Called.YEAR, "证明不实");
        staysUnder(city, here, gone);
        assertThat(look.view(office, gone, Called.YEAR, null).corrected()).isFalse();
    }

    /** Where he is now somebody else asks something else: the year that is validated is none of theirs. */
    @Test
    void aValidatedYearIsAskedWhatItsAuthorityAsksWhereverThePersonIsNow() {
        var city = cast.city();
        var here = cast.school(cast.under(city, "COUNTY"));
        var next = cast.city();
        var elsewhere = cast.school(cast.under(next, "COUNTY"));
        called.require(city);
        define.define(new AnnualRequirement(next.id(), Called.YEAR, 0, "年度要求", "文件", CreditHours.of("1"), List.of()), null);
        var office = cast.administrator(city);
        var gone = called.teacher(here);
        var hours = called.complete(here, gone);
        call = called.call(office, city, -2, 10, 20);
        judge.confirm(cast.administrator(here), gone, Called.YEAR);
        validate.ask(office, call.id(), null, false, null);
        finish();
        db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", elsewhere.id().value()).param("teacher", gone.value()).update();
        transaction.executeWithoutResult(_ -> met.of(List.of(gone), Called.YEAR));
        assertThat(look.view(office, gone, Called.YEAR, null)).satisfies(it -> {
            assertThat(it.corrected()).isFalse();
            assertThat(it.facts().basis().jurisdiction()).isEqualTo(city.id().value());
            assertThat(it.facts().result()).isEqualTo(Result.COMPLIANT);
        });

        reversal.reverse(office, gone, hours, "证明不实");
        again.again(office, gone, Called.YEAR, "证明不实");
        staysUnder(city, here, gone);
    }

    /** Within the authority, too: from one school of the city to another one. */
    @Test
    void aValidatedYearStaysInItsUnitWhenThePersonChangesSchools() {
        var city = cast.city();
        var here = cast.school(cast.under(city, "COUNTY"));
        var next = cast.school(cast.under(city, "COUNTY"));
        called.require(city);
        var office = cast.administrator(city);
        var gone = called.teacher(here);
        var hours = called.complete(here, gone);
        call = called.call(office, city, -2, 10, 20);
        judge.confirm(cast.administrator(here), gone, Called.YEAR);
        validate.ask(office, call.id(), null, false, null);
        finish();
        db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", next.id().value()).param("teacher", gone.value()).update();
        transaction.executeWithoutResult(_ -> met.of(List.of(gone), Called.YEAR));
        assertThat(look.view(office, gone, Called.YEAR, null).facts().unit()).isEqualTo(here.name());

        reversal.reverse(office, gone, hours, "证明不实");
        again.again(office, gone, Called.YEAR, "证明不实");
        staysUnder(city, here, gone);
        assertThat(dossiers.frozen(gone, Called.YEAR).getFirst().facts().months()).isEqualTo(12);
    }

    private void staysUnder(Cast.Place city, Cast.Place unit, TeacherId gone) {
        assertThat(dossiers.frozen(gone, Called.YEAR)).hasSize(2).first().satisfies(it -> {
            assertThat(it.result()).isEqualTo(Result.NOT_COMPLIANT);
            assertThat(it.facts().basis().jurisdiction()).isEqualTo(city.id().value());
            assertThat(it.facts().categories()).extracting(line -> line.code() + " " + line.need() + " " + line.have()).containsExactly("COMMON 10.00 10.00", "PROFESSIONAL 20.00 0.00");
            assertThat(it.facts().unit()).isEqualTo(unit.name());
        });
        assertThat(db.sql("select organization_id from validation.dossier where teacher_id = :teacher").param("teacher", gone.value()).query(String.class).single())
            .isEqualTo(unit.id().toString());
        assertThat(audit.findings(false).stream().filter(it -> it.contains(gone.toString()))).isEmpty();
    }

    /** Validated in the one, and in the other by the end of the year. */
    private TeacherId changesSchools(Cast.Place from, Cast.Place to) {
        var gone = cast.teacher(from);
        transaction.executeWithoutResult(_ -> met.of(List.of(gone), PAST));
        judge.confirm(cast.administrator(from), gone, PAST);
        validate.ask(before, call.id(), null, false, null);
        finish();
        db.sql("update standing.state set organization_id = :to where teacher_id = :teacher and year = :year").param("to", to.id().value()).param("teacher", gone.value())
            .param("year", PAST).update();
        return gone;
    }

    private void isThereOnce(TeacherId gone) {
        assertThat(listed(before)).containsOnlyOnce(gone);
        assertThat(units.at(before, null, PAST).all().people()).isEqualTo(listed(before).size());
        assertThat(exported(before, city)).containsOnlyOnce(gone);
    }

    private void move(Cast.Place unit, Cast.Place to) {
        transaction.executeWithoutResult(_ -> {
            organizations.hold();
            var moved = organizations.changing(List.of(unit.id()));
            organizations.move(unit.id(), to.id());
            moved.run();
        });
    }

    private List<TeacherId> exported(Actor actor, Cast.Place authority) {
        var page = mvc.get().uri("/api/v1/organizations/" + authority.id() + "/validations?year=" + PAST).with(Cast.as(actor));
        assertThat(page).hasStatusOk();
        var ids = com.jayway.jsonpath.JsonPath.<List<String>>read(new String(page.exchange().getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8),
            "$.items[*].teacher");
        return ids.stream().map(TeacherId::of).toList();
    }

    private Call call(Actor authority, Cast.Place city) {
        var form = new CallForm(city.id().toString(), String.valueOf(PAST), "年度验证", "穗教发〔2022〕1号", Called.day(-30), Called.day(-2), Called.day(10), Called.day(20));
        return calls.find(keep.publish(authority, keep.define(authority, form).id()).id()).orElseThrow();
    }

    /** As if the days of the units had gone by. */
    private void closeUnits() {
        calls.set(call.id(), Call.Stage.UNIT, new Window(Window.Kind.APPLY, Instant.now().minus(9, ChronoUnit.DAYS), Instant.now().minus(1, ChronoUnit.DAYS)), "test",
            Map.entry(Instant.now(), before.teacher()));
    }

    private List<TeacherId> listed(Actor actor) {
        return units.people(actor, null, PAST, "ALL", null).page().items().stream().map(UnitQueries.Row::teacher).toList();
    }

    private void finish() {
        for (var i = 0; i < 2_000 && batches.of(call).stream().anyMatch(it -> it.finishedAt() == null); i++) {
            validate.step(ValidateAll.AT_ONCE);
        }
        assertThat(batches.of(call)).allSatisfy(it -> assertThat(it.finishedAt()).isNotNull());
    }
}
