package org.xingtan.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Duties.Duty;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;
import org.xingtan.validation.Call.Stage;
import org.xingtan.validation.Dossier.State;

/** A unit's word on its people is its own: nobody above confirms, takes back or answers in its place. */
@XingtanTest
class UnitsOwnWordTests {

    @Autowired Called called;
    @Autowired ConfirmMine mine;
    @Autowired ConfirmUnit unit;
    @Autowired JudgePerson judge;
    @Autowired Dossiers dossiers;
    @Autowired ValidationAudit audit;
    @Autowired ValidationDuties duties;
    @Autowired LoadValidations load;
    @Autowired Organizations organizations;
    @Autowired OneRead read;
    @Autowired MockMvcTester mvc;
    @Autowired TransactionTemplate transaction;
    @Autowired Cast cast;
    @Autowired JdbcClient db;

    private Cast.Place city;
    private Cast.Place district;
    private Cast.Place school;
    private Actor authority;
    private Actor keeper;
    private TeacherId teacher;

    @BeforeEach
    void cast() {
        city = cast.city();
        district = cast.under(city, "COUNTY");
        school = cast.school(district);
        authority = cast.administrator(city);
        keeper = cast.administrator(school);
        called.require(city);
        teacher = called.teacher(school);
    }

    @Test
    void nobodyAboveSpeaksForTheUnit() {
        called.call(authority, city, 5, 10, 20);
        var other = called.teacher(school);
        confirms(teacher);
        mine.object(cast.actor(other), Called.YEAR, "单位不对");
        for (var above : List.of(authority, cast.administrator(district))) {
            assertThat(unit.preview(above, school.id().toString(), Called.YEAR)).satisfies(it -> {
                assertThat(it.ready()).isEqualTo(1);
                assertThat(it.acts()).isFalse();
            });
            isNotHis(() -> unit.confirm(above, school.id().toString(), Called.YEAR, "1"), () -> judge.confirm(above, teacher, Called.YEAR),
                () -> judge.answer(above, other, Called.YEAR, "已经改正"));
        }
        assertThat(state(teacher)).isEqualTo(State.CONFIRMED);
        assertThat(state(other)).isEqualTo(State.OBJECTED);

        assertThat(unit.confirm(keeper, school.id().toString(), Called.YEAR, "1")).isEqualTo(1);
        isNotHis(() -> unit.withdraw(authority, school.id().toString(), Called.YEAR), () -> judge.withdraw(authority, teacher, Called.YEAR));
        assertThat(state(teacher)).isEqualTo(State.UNIT_CONFIRMED);
    }

    @Test
    void thePagesOfThoseAboveSaySoInsteadOfOfferingIt() {
        called.call(authority, city, 5, 10, 20);
        confirms(teacher);
        var person = "/console/validation/people/" + teacher + "/" + Called.YEAR;
        var at = "organization=" + school.id() + "&year=" + Called.YEAR;
        for (var page : Map.of("/console/validation?" + at, "/console/validation/confirmation?", "/console/validation/confirmation?" + at, "action=\"/console/validation/confirmation",
            person, "action=\"" + person + "/confirmation\"").entrySet()) {
            assertThat(get(keeper, page.getKey())).hasStatusOk().bodyText().contains(page.getValue()).doesNotContain("不由您这一级办理");
            assertThat(get(authority, page.getKey())).hasStatusOk().bodyText().contains("不由您这一级办理").doesNotContain(page.getValue());
        }
        assertThat(post(authority, "/console/validation/confirmation?" + at + "&seen=1")).hasStatus(403).bodyText().contains("不由您这一级办理");
        assertThat(post(authority, person + "/confirmation")).hasStatus(403);
    }

    @Test
    void whoIsInChargeOfSeveralUnitsSpeaksForEachOfThem() {
        called.call(authority, city, 5, 10, 20);
        var second = cast.school(district);
        var there = called.teacher(second);
        var both = cast.staff(school, Role.TRAINING_ADMINISTRATOR);
        cast.appoint(both, Role.TRAINING_ADMINISTRATOR, second);
        cast.appoint(both, Role.TRAINING_ADMINISTRATOR, city);
        List.of(teacher, there).forEach(this::confirms);

        judge.confirm(cast.actor(both), teacher, Called.YEAR);
        assertThat(unit.confirm(cast.actor(both), second.id().toString(), Called.YEAR, "1")).isEqualTo(1);

        assertThat(List.of(state(teacher), state(there))).containsOnly(State.UNIT_CONFIRMED);
        var third = cast.school(district);
        var elsewhere = called.teacher(third);
        confirms(elsewhere);
        isNotHis(() -> judge.confirm(cast.actor(both), elsewhere, Called.YEAR));
    }

    @Test
    void aSchoolSpeaksForItsTeachingPointsAndIsToldOfThem() {
        called.call(authority, city, 5, 10, 20);
        var point = cast.under(school, "TEACHING_POINT");
        var there = called.teacher(point);
        confirms(there);

        assertThat(read.of(duties.ofOffices(Set.of(keeper.teacher()))).get(keeper.teacher())).singleElement()
            .satisfies(it -> assertThat(it.href()).contains(point.id().toString()));
        assertThat(unit.confirm(keeper, point.id().toString(), Called.YEAR, "1")).isEqualTo(1);
        assertThat(fromAbove(there)).isEmpty();
    }

    /** He may be alone there. */
    @Test
    void whoKeepsTheUnitIsConfirmedByTheAuthorityAboveIt() {
        called.call(authority, city, 5, 10, 20);
        transaction.executeWithoutResult(_ -> met.of(List.of(keeper.teacher()), Called.YEAR));
        confirms(keeper.teacher());
        assertThatThrownBy(() -> judge.confirm(keeper, keeper.teacher(), Called.YEAR)).isInstanceOf(Refused.class);
        isNotHis(() -> judge.confirm(authority, keeper.teacher(), Called.YEAR));
        var above = cast.administrator(district);
        assertThat(ofKeepers(authority)).isEmpty();
        assertThat(ofKeepers(keeper)).isEmpty();
        assertThat(ofKeepers(above)).singleElement().satisfies(it -> assertThat(it.arguments()).isEqualTo(List.of(Called.YEAR, 1)));
        confirms(teacher);
        assertThat(get(above, ofKeepers(above).getFirst().href())).hasStatusOk().bodyText()
            .contains("/people/" + keeper.teacher() + "/").doesNotContain("/people/" + teacher + "/");

        judge.confirm(above, keeper.teacher(), Called.YEAR);

        assertThat(state(keeper.teacher())).isEqualTo(State.UNIT_CONFIRMED);
        assertThat(ofKeepers(above)).isEmpty();
        assertThat(fromAbove(keeper.teacher())).isEmpty();
    }

    @Test
    void anAuditFindsWhatWasSaidFromAbove() {
        called.call(authority, city, 5, 10, 20);
        confirms(teacher);
        judge.confirm(keeper, teacher, Called.YEAR);
        assertThat(fromAbove(teacher)).isEmpty();

        db.sql("update validation.dossier set unit_confirmed_by = :by where teacher_id = :teacher").param("by", authority.teacher().value())
            .param("teacher", teacher.value()).update();

        assertThat(fromAbove(teacher)).hasSize(1);
    }

    @Test
    void whatIsLoadedWasSaidByTheUnits() {
        for (var i = 0; i < 40; i++) {
            called.teacher(school);
        }
        var without = called.teacher(cast.school(district));
        var today = LocalDate.now(Window.ZONE);
        var owner = organizations.find(city.id()).orElseThrow();
        transaction.executeWithoutResult(_ -> load.validated(new LoadValidations.Definition(owner, Called.YEAR, "验证", "文", today.minusDays(9),
            Map.of(Stage.CONFIRM, today.minusDays(3), Stage.UNIT, today.minusDays(2), Stage.VALIDATE, today.plusDays(9)), authority.teacher(), "单位不对")));

        assertThat(db.sql("select distinct d.unit_confirmed_by from validation.dossier d join validation.call c on c.id = d.call_id where c.owner_id = :city and d.state = 'VALIDATED'")
            .param("city", city.id().value()).query(java.util.UUID.class).list()).containsExactly(keeper.teacher().value());
        assertThat(state(without)).isNotIn(State.UNIT_CONFIRMED, State.VALIDATED);
    }

    @Autowired org.xingtan.standing.LinesMet met;

    private void confirms(TeacherId person) {
        mine.confirm(cast.actor(person), Called.YEAR, dossiers.live(person, Called.YEAR).orElseThrow().print(), false);
    }

    private static void isNotHis(ThrowingCallable... acts) {
        for (var act : acts) {
            assertThatThrownBy(act).isInstanceOf(Forbidden.class);
        }
    }

    private List<String> fromAbove(TeacherId person) {
        return audit.findings(false).stream().filter(it -> it.contains(person.toString()) && it.endsWith("who did not act for it")).toList();
    }

    private State state(TeacherId person) {
        return dossiers.find(person, Called.YEAR).state();
    }

    private MvcTestResult get(Actor actor, String path) {
        return mvc.get().uri(URI.create(path)).locale(Locale.SIMPLIFIED_CHINESE).with(Cast.as(actor)).exchange();
    }

    private List<Duty> ofKeepers(Actor actor) {
        return read.of(duties.ofOffices(Set.of(actor.teacher()))).getOrDefault(actor.teacher(), List.of()).stream()
            .filter(it -> it.text().equals("validation.duty.keepers")).toList();
    }

    private MvcTestResult post(Actor actor, String path) {
        return mvc.post().uri(URI.create(path)).locale(Locale.SIMPLIFIED_CHINESE).with(Cast.as(actor)).with(Cast.csrf()).exchange();
    }
}
