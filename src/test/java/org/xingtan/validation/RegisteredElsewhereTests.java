package org.xingtan.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;
import org.xingtan.validation.Dossier.State;

/** Where an authority names another system, everybody says with his confirmation that it has him under the same name and number. */
@XingtanTest
class RegisteredElsewhereTests {

    private static final String SYSTEM = "广东省专业技术人员继续教育系统";

    @Autowired Called called;
    @Autowired ConfirmMine mine;
    @Autowired ConfirmUnit unit;
    @Autowired ValidateAll validate;
    @Autowired Batches batches;
    @Autowired Dossiers dossiers;
    @Autowired MockMvcTester mvc;
    @Autowired Cast cast;
    @Autowired JdbcClient db;

    private Cast.Place city;
    private Cast.Place school;
    private Actor authority;
    private Actor keeper;
    private TeacherId teacher;
    private Call call;

    @BeforeEach
    void cast() {
        city = cast.city();
        school = cast.school(cast.under(city, "COUNTY"));
        authority = cast.administrator(city);
        keeper = cast.administrator(school);
        called.require(city);
        teacher = called.teacher(school);
        call = called.call(authority, city, 5, 10, 20);
    }

    @Test
    void nobodyConfirmsWithoutSayingSoAndItIsKept() {
        names(SYSTEM);
        var me = cast.actor(teacher);
        var address = "/validation/" + Called.YEAR + "/confirmation";

        assertThat(get(me, "/validation")).hasStatusOk().bodyText().contains(SYSTEM, "六（四）", "name=\"registered\"");
        assertThat(post(me, address, "seen", print())).hasStatus(422).bodyText().contains(SYSTEM);
        assertThat(state()).isEqualTo(State.OPEN);
        assertThat(post(me, address, "seen", print(), "registered", "true")).hasStatus3xxRedirection();

        assertThat(state()).isEqualTo(State.CONFIRMED);
        assertThat(dossiers.steps(teacher, Called.YEAR)).singleElement().satisfies(it -> assertThat(it.said()).isEqualTo(SYSTEM));
        assertThat(get(me, "/validation")).hasStatusOk().bodyText().contains(SYSTEM);
    }

    @Test
    void theUnitSeesWhoHasNotSaidSo() {
        names(SYSTEM);
        var other = called.teacher(school);
        mine.confirm(cast.actor(teacher), Called.YEAR, print(), true);
        var list = "/console/validation/people?organization=" + school.id() + "&year=" + Called.YEAR + "&which=";

        assertThat(get(keeper, list + "ALL")).hasStatusOk().bodyText().contains(teacher.toString(), other.toString(), "which=UNREGISTERED");
        assertThat(get(keeper, list + "UNREGISTERED")).hasStatusOk().bodyText().contains(other.toString()).doesNotContain(teacher.toString());
        mine.withdraw(cast.actor(teacher), Called.YEAR);
        assertThat(get(keeper, list + "UNREGISTERED")).hasStatusOk().bodyText().contains(other.toString(), teacher.toString());
    }

    @Test
    void whoConfirmedBeforeItWasNamedStaysAndNobodyIsAskedWhereNoneIs() {
        mine.confirm(cast.actor(teacher), Called.YEAR, print(), false);
        assertThat(get(keeper, "/console/validation/people?organization=" + school.id())).bodyText().doesNotContain("UNREGISTERED");

        names(SYSTEM);

        assertThat(state()).isEqualTo(State.CONFIRMED);
        assertThat(unit.confirm(keeper, school.id().toString(), Called.YEAR, "1")).isEqualTo(1);
        names("");
        assertThat(get(cast.actor(called.teacher(school)), "/validation")).hasStatusOk().bodyText().doesNotContain("name=\"registered\"");
    }

    @Test
    void theWorkbookAndOtherSystemsHaveItAndAValidatedYearKeepsIt() {
        names(SYSTEM);
        mine.confirm(cast.actor(teacher), Called.YEAR, print(), true);
        unit.confirm(keeper, school.id().toString(), Called.YEAR, "1");
        validate.ask(authority, call.id(), null, false, null);
        for (var i = 0; i < 2_000 && batches.of(call).getFirst().finishedAt() == null; i++) {
            validate.step(ValidateAll.AT_ONCE);
        }

        var file = post(authority, "/console/validation/export?organization=" + city.id() + "&year=" + Called.YEAR, "reason", "报送省系统", "confirmed", "true", "file", "csv");
        assertThat(new String(file.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)).contains("XM,ZCXT", cast.name(teacher) + "," + SYSTEM);
        assertThat(get(authority, "/api/v1/organizations/" + city.id() + "/validations?year=" + Called.YEAR)).hasStatusOk().bodyJson()
            .extractingPath("$.items[0].registeredIn").isEqualTo(SYSTEM);
        assertThatThrownBy(() -> db.sql("update validation.dossier set registered_in = 'x' where teacher_id = :t").param("t", teacher.value()).update())
            .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aSystemIsNamedWithItsBasisOrNotAtAll() {
        assertThat(mapping("system", SYSTEM)).hasStatus(422);
        assertThat(mapping("systemBasis", "穗教继〔2022〕1号六（四）")).hasStatus(422);
        names(SYSTEM);
        assertThat(get(authority, "/console/validation/mapping")).hasStatusOk().bodyText().contains(SYSTEM, "六（四）");
    }

    private void names(String system) {
        assertThat(mapping("system", system, "systemBasis", system.isEmpty() ? "" : "穗教继〔2022〕1号六（四）")).hasStatus3xxRedirection();
    }

    private MvcTestResult mapping(String... fields) {
        var all = new java.util.ArrayList<>(java.util.List.of("organization", city.id().toString(), "heading0", "XM", "field0", "NAME", "heading1", "ZCXT", "field1", "REGISTERED"));
        all.addAll(java.util.List.of(fields));
        return post(authority, "/console/validation/mapping", all.toArray(String[]::new));
    }

    private String print() {
        return dossiers.live(teacher, Called.YEAR).orElseThrow().print();
    }

    private State state() {
        return dossiers.find(teacher, Called.YEAR).state();
    }

    private MvcTestResult get(Actor actor, String path) {
        return mvc.get().uri(URI.create(path)).locale(Locale.SIMPLIFIED_CHINESE).with(Cast.as(actor)).exchange();
    }

    private MvcTestResult post(Actor actor, String path, String... fields) {
        var request = mvc.post().uri(path).locale(Locale.SIMPLIFIED_CHINESE).with(Cast.as(actor)).with(Cast.csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }
}
