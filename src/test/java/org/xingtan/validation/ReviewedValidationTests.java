package org.xingtan.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.LinkedMultiValueMap;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;
import org.xingtan.validation.Call.Stage;
import org.xingtan.validation.Dossier.State;

/** Where a unit's own word, and what an authority above it says, leave nobody without a way. */
@XingtanTest
class ReviewedValidationTests {

    private static final String SYSTEM = "广东省专业技术人员继续教育系统";

    @Autowired Called called;
    @Autowired Calls calls;
    @Autowired KeepMapping mapping;
    @Autowired ConfirmMine mine;
    @Autowired JudgePerson judge;
    @Autowired Dossiers dossiers;
    @Autowired ValidationAudit audit;
    @Autowired Organizations organizations;
    @Autowired MockMvcTester mvc;
    @Autowired TransactionTemplate transaction;
    @Autowired Cast cast;
    @Autowired JdbcClient db;

    private Cast.Place city;
    private Cast.Place district;
    private Cast.Place school;
    private Actor authority;
    private TeacherId teacher;

    @BeforeEach
    void cast() {
        city = cast.city();
        district = cast.under(city, "COUNTY");
        school = cast.school(district);
        authority = cast.administrator(city);
        called.require(city);
        teacher = called.teacher(school);
    }

    /** What a city keeps for itself, without a word of a system, hides nothing of what is named above it. */
    @Test
    void theSystemIsThatOfTheNearestAuthorityThatNamesOne() {
        var province = cast.administrator(place(city));
        keeps(authority, city, "XM", "");
        var call = called.call(authority, city, 5, 10, 20);
        assertThat(call.system()).isNull();

        keeps(province, place(city), "ZCXT", SYSTEM);

        assertThat(calls.find(call.id()).orElseThrow().system()).isEqualTo(new Call.Elsewhere(SYSTEM, "文"));
        assertThat(mapping.of(card(school), Locale.SIMPLIFIED_CHINESE)).satisfies(it -> {
            assertThat(it.columns()).extracting(KeepMapping.Mapping.Column::heading).containsExactly("XM");
            assertThat(it.system()).isEqualTo(new Call.Elsewhere(SYSTEM, "文"));
        });
        keeps(authority, city, "XM", "市系统");
        assertThat(calls.find(call.id()).orElseThrow().system()).isEqualTo(new Call.Elsewhere("市系统", "文"));
        keeps(authority, city, "XM", "");
        keeps(province, place(city), "ZCXT", "");
        assertThat(calls.find(call.id()).orElseThrow().system()).as("taken back by both").isNull();
    }

    private static Cast.Place place(Cast.Place below) {
        return Objects.requireNonNull(below.parent());
    }

    private void keeps(Actor actor, Cast.Place owner, String heading, String system) {
        var typed = new LinkedMultiValueMap<String, String>();
        typed.add("heading0", heading);
        typed.add("field0", "NAME");
        typed.add("system", system);
        typed.add("systemBasis", system.isEmpty() ? "" : "文");
        mapping.keep(actor, card(owner), typed);
    }

    @Test
    void whereNobodyKeepsTheUnitTheAuthorityRightAboveItAnswers() {
        called.call(authority, city, 5, 10, 20);
        mine.object(cast.actor(teacher), Called.YEAR, "单位不对");
        var above = cast.administrator(district);
        var page = "/console/validation/people/" + teacher + "/" + Called.YEAR;
        assertThat(get(authority, page)).hasStatusOk().bodyText().contains("不由您这一级办理").doesNotContain(page + "/answer");
        assertThat(get(above, page)).hasStatusOk().bodyText().contains(page + "/answer", "由上一级主管部门答复").doesNotContain("不由您这一级办理");
        assertThatThrownBy(() -> judge.answer(authority, teacher, Called.YEAR, "已经改正")).isInstanceOf(Forbidden.class);

        judge.answer(above, teacher, Called.YEAR, "已经改正");

        assertThat(dossiers.find(teacher, Called.YEAR).answer()).isEqualTo("已经改正");
        assertThat(state(teacher)).isEqualTo(State.OPEN);
        confirms(teacher);
        assertThatThrownBy(() -> judge.confirm(above, teacher, Called.YEAR)).as("an answer alone").isInstanceOf(Forbidden.class);
    }

    @Test
    void whenTheTimeOfTheUnitIsOverTheAuthorityRightAboveItAnswersAsWell() {
        var call = called.call(authority, city, 5, 10, 20);
        var keeper = cast.administrator(school);
        var other = called.teacher(school);
        List.of(teacher, other).forEach(it -> mine.object(cast.actor(it), Called.YEAR, "单位不对"));
        var above = cast.administrator(district);
        assertThatThrownBy(() -> judge.answer(above, teacher, Called.YEAR, "已经改正")).isInstanceOf(Forbidden.class);

        calls.set(call.id(), Stage.UNIT, new Window(Window.Kind.APPLY, Instant.now().minus(9, ChronoUnit.DAYS), Instant.now().minus(1, ChronoUnit.DAYS)), "test",
            Map.entry(Instant.now(), authority.teacher()));

        judge.answer(above, teacher, Called.YEAR, "已经改正");
        judge.answer(keeper, other, Called.YEAR, "已经改正");
        assertThat(List.of(state(teacher), state(other))).containsOnly(State.OPEN);
    }

    /** Its people were confirmed by the school it was at. */
    @Test
    void aTeachingPointThatGoesToAnotherSchoolKeepsWhatWasConfirmed() {
        called.call(authority, city, 5, 10, 20);
        var point = cast.under(school, "TEACHING_POINT");
        var there = called.teacher(point);
        confirms(there);
        judge.confirm(cast.administrator(school), there, Called.YEAR);
        var other = cast.school(district);

        transaction.executeWithoutResult(_ -> {
            organizations.hold();
            var moved = organizations.changing(List.of(point.id()));
            organizations.move(point.id(), other.id());
            moved.run();
        });

        assertThat(fromAbove(there)).isEmpty();
        confirmedBy(there, cast.administrator(district));
        assertThat(fromAbove(there)).as("an authority").hasSize(1);
    }

    /** It stays as it is: nobody could put it right. */
    @Test
    void whatWasSaidFromAboveBeforeItWasARuleIsNotFound() {
        called.call(authority, city, 5, 10, 20);
        confirms(teacher);
        judge.confirm(cast.administrator(school), teacher, Called.YEAR);
        confirmedBy(teacher, authority);
        assertThat(fromAbove(teacher)).hasSize(1);

        var since = db.sql("select since from validation.own_word").query(OffsetDateTime.class).single();
        db.sql("update validation.dossier set unit_confirmed_at = :at where teacher_id = :teacher").param("at", since.minusSeconds(1))
            .param("teacher", teacher.value()).update();

        assertThat(fromAbove(teacher)).isEmpty();
    }

    private void confirms(TeacherId person) {
        mine.confirm(cast.actor(person), Called.YEAR, dossiers.live(person, Called.YEAR).orElseThrow().print(), false);
    }

    private void confirmedBy(TeacherId person, Actor by) {
        db.sql("update validation.dossier set unit_confirmed_by = :by where teacher_id = :teacher").param("by", by.teacher().value())
            .param("teacher", person.value()).update();
    }

    private List<String> fromAbove(TeacherId person) {
        return audit.findings(false).stream().filter(it -> it.contains(person.toString()) && it.endsWith("who did not act for it")).toList();
    }

    private State state(TeacherId person) {
        return dossiers.find(person, Called.YEAR).state();
    }

    private OrganizationCard card(Cast.Place place) {
        return organizations.find(place.id()).orElseThrow();
    }

    private MvcTestResult get(Actor actor, String path) {
        return mvc.get().uri(URI.create(path)).locale(Locale.SIMPLIFIED_CHINESE).with(Cast.as(actor)).exchange();
    }
}
