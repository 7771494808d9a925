package org.xingtan.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Together;
import org.xingtan.testing.XingtanTest;

/** What units declare, and what it adds up to. */
@XingtanTest
class CensusModuleTests {

    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired Cast cast;
    @Autowired DeclareCensus declare;
    @Autowired LookAtCensus look;
    @Autowired CensusAudit audit;

    @Test
    void theFormBeginsWithTheRosterAndGoesOnFromWhatWasDeclared() {
        var school = cast.school();
        var homeroom = cast.teacher(school, "CLASSROOM_TEACHER", "HOMEROOM_TEACHER");
        var other = cast.teacher(school);
        var administrator = cast.administrator(school);
        assertThat(ticked(administrator, school, homeroom)).containsExactly("HOMEROOM_TEACHER");

        declare(administrator, school, Set.of(homeroom, other), new Holding(other, "COUNSELOR_PART_TIME"));

        assertThat(ticked(administrator, school, homeroom)).isEmpty();
        assertThat(ticked(administrator, school, other)).containsExactly("COUNSELOR_PART_TIME");
        assertThat(look.at(administrator, school.id().toString(), null).own().counts()).containsExactly(Map.entry("COUNSELOR_PART_TIME", 1));
    }

    @Test
    void whoIsNotShownStaysAsDeclaredBefore() {
        var school = cast.school();
        var first = cast.teacher(school, "HOMEROOM_TEACHER");
        var second = cast.teacher(school);
        var administrator = cast.administrator(school);

        declare(administrator, school, Set.of(second), new Holding(second, "HOMEROOM_TEACHER"));
        assertThat(ticked(administrator, school, first)).containsExactly("HOMEROOM_TEACHER");

        declare(administrator, school, Set.of(first));
        assertThat(ticked(administrator, school, first)).isEmpty();
        assertThat(ticked(administrator, school, second)).containsExactly("HOMEROOM_TEACHER");
    }

    @Test
    void theSameAgainChangesNothingAndAnotherDayIsAnotherDeclaration() {
        var school = cast.school();
        var teacher = cast.teacher(school, "HOMEROOM_TEACHER");
        var administrator = cast.administrator(school);
        var holds = new Holding(teacher, "HOMEROOM_TEACHER");

        assertThat(declare(administrator, school, Set.of(teacher), holds)).isTrue();
        assertThat(declare(administrator, school, Set.of(teacher), holds)).isFalse();
        assertThat(declare.declare(administrator, school.id().toString(), LocalDate.of(2026, 1, 1), Set.of(teacher), Set.of(holds))).isTrue();

        assertThat(look.at(administrator, school.id().toString(), null).own().earlier()).extracting(Declaration::number).containsExactly(2, 1);
        assertThat(acts(school)).containsExactly("census.declare", "census.declare");
    }

    @Test
    void totalsAddUpAndSayWhoHasNotDeclared() {
        var county = cast.county();
        var first = cast.school(county);
        var second = cast.school(county);
        var university = cast.under(county.parent(), "UNIVERSITY");
        var teacher = cast.teacher(first, "HOMEROOM_TEACHER");
        var tutor = cast.teacher(university, "TUTOR");
        declare(cast.administrator(first), first, Set.of(teacher), new Holding(teacher, "HOMEROOM_TEACHER"), new Holding(teacher, "TUTOR"));
        declare(cast.administrator(university), university, Set.of(tutor), new Holding(tutor, "TUTOR"));
        var city = cast.administrator(county.parent());

        var view = look.at(city, null, null);
        assertThat(view.total().units()).isEqualTo(3);
        assertThat(view.total().declared()).isEqualTo(2);
        assertThat(view.total().holders()).isEqualTo(Map.of("HOMEROOM_TEACHER", 1, "TUTOR", 1));
        assertThat(view.parts()).extracting(part -> part.id()).containsExactlyInAnyOrder(county.id(), university.id());
        assertThat(look.missing(city, null, null).page().items()).extracting(MissingView.Row::id).containsExactly(second.id());
        assertThat(page("/console/census", city)).contains("2 / 3", first.parent().name(), "/console/census/export.xlsx");
        var taken = mvc.get().uri("/console/census/export.xlsx?organization=" + county.parent().id()).with(Cast.as(city)).exchange();
        assertThat(taken).hasStatusOk();
        assertThat(taken.getResponse().getContentAsByteArray()).startsWith('P', 'K');
        assertThat(mvc.get().uri("/console/census/export.xlsx?organization=" + county.parent().id()).with(Cast.as(cast.administrator(county)))).hasStatus(404);
        assertThat(page("/console/census/missing", city)).contains(second.name());
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void whatNoFormOfOursSendsIsRefusedAndNeverAnError() {
        var school = cast.school();
        var administrator = cast.administrator(school);
        for (var act : List.of("confirmation", "refusal", "undo", "refusal/preview")) {
            assertThat(mvc.post().uri("/console/census/claims/" + act).with(Cast.csrf()).with(Cast.as(administrator)).param("reason", "核对")).as(act).hasStatus4xxClientError();
        }
        for (var organization : List.of("{x}", school.id() + "&x={x}")) {
            assertThat(mvc.post().uri("/console/census").with(Cast.csrf()).with(Cast.as(administrator)).param("organization", organization))
                .as(organization).hasStatus(404);
        }
        for (var day : List.of("-999999-01-01", "0001-01-01", "+999999-01-01")) {
            assertThat(mvc.post().uri("/console/census").with(Cast.csrf()).with(Cast.as(administrator)).param("organization", school.id().toString())
                .param("on", day)).as(day).hasStatus(422);
        }
        for (var path : List.of("a..b", ".", "a.", "x".repeat(1500))) {
            var cursor = java.util.Base64.getUrlEncoder().encodeToString((UUID.randomUUID() + " " + path).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (var list : List.of("missing", "real-names", "claims")) {
                assertThat(mvc.get().uri("/console/census/" + list + "?after=" + cursor).with(Cast.as(administrator))).as(list + path).satisfies(answer ->
                    assertThat(answer.getResponse().getStatus()).isLessThan(500));
            }
            assertThat(mvc.get().uri("/console/census/missing?after=" + cursor).with(Cast.as(administrator))).as(path).hasStatus(400);
        }
    }

    @Test
    void whoHasLeftIsNotDeclaredAndWhatIsNoPostIsRefused() {
        var school = cast.school();
        var elsewhere = cast.teacher(cast.school(), "HOMEROOM_TEACHER");
        var administrator = cast.administrator(school);

        declare(administrator, school, Set.of(elsewhere), new Holding(elsewhere, "HOMEROOM_TEACHER"));

        assertThat(look.at(administrator, school.id().toString(), null).own().counts()).isEmpty();
        assertThat(audit.findings(false)).isEmpty();
        assertThatThrownBy(() -> declare.declare(administrator, school.id().toString(), LocalDate.now().plusDays(2), Set.of(), Set.of()))
            .isInstanceOf(Refused.class);
        var county = cast.administrator(school.parent());
        assertThatThrownBy(() -> declare(county, school.parent(), Set.of())).isInstanceOf(Refused.class);
    }

    @Test
    void anotherUnitsCensusIsNotThere() {
        var school = cast.school();
        var other = cast.administrator(cast.school());
        var principal = cast.actor(cast.staff(school, Role.PRINCIPAL));

        for (var actor : List.of(other, principal)) {
            assertThatThrownBy(() -> declare(actor, school, Set.of())).isInstanceOf(NotFound.class);
            for (var path : List.of("", "/missing", "/claims", "/real-names")) {
                assertThat(mvc.get().uri("/console/census" + path + "?organization=" + school.id()).with(Cast.as(actor))).hasStatus(404);
            }
        }
        assertThat(page("/console/census?organization=" + school.id(), cast.administrator(school.parent()))).contains(school.name());
    }

    @Test
    void twoAdministratorsAtOnceLeaveOneDeclarationInForce() throws Exception {
        var school = cast.school();
        var teachers = IntStream.range(0, 8).mapToObj(_ -> cast.teacher(school)).toList();
        var administrators = IntStream.range(0, 8).mapToObj(_ -> cast.administrator(school)).toList();

        Together.all(IntStream.range(0, 8).<Callable<Boolean>>mapToObj(i -> () ->
            declare(administrators.get(i), school, Set.of(teachers.get(i)), new Holding(teachers.get(i), "HOMEROOM_TEACHER"))).toList());

        var own = look.at(administrators.getFirst(), school.id().toString(), null).own();
        assertThat(own.counts()).isEqualTo(Map.of("HOMEROOM_TEACHER", 8));
        assertThat(own.inForce().number()).isEqualTo(8);
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void theDatabaseKeepsDeclarationsAsTheyWere() {
        var school = cast.school();
        var teacher = cast.teacher(school, "HOMEROOM_TEACHER");
        declare(cast.administrator(school), school, Set.of(teacher), new Holding(teacher, "HOMEROOM_TEACHER"));
        var at = UUID.randomUUID();

        assertRefused("update census.declaration set declared_on = '2020-01-01' where organization_id = '%s'".formatted(school.id()));
        assertRefused("delete from census.declaration where organization_id = '%s'".formatted(school.id()));
        assertRefused("delete from census.holder where teacher_id = '%s'".formatted(teacher));
        assertRefused("update census.headcount set n = 7 where declaration_id in (select id from census.declaration where organization_id = '%s')".formatted(school.id()));
        assertRefused("""
            insert into census.declaration (id, organization_id, number, declared_on, declared_at, declared_by)
            values ('%s', '%s', 9, current_date, now(), '%s')
            """.formatted(at, school.id(), teacher));
    }

    @Test
    void theFormIsSentFromTheBrowser() {
        var school = cast.school();
        var teacher = cast.teacher(school);
        var administrator = cast.administrator(school);

        assertThat(mvc.post().uri("/console/census").param("organization", school.id().toString()).param("person", teacher.toString())
            .param("holder", teacher + ".HOMEROOM_TEACHER").param("on", "2026-09-01").with(Cast.as(administrator)).with(Cast.csrf()))
            .hasStatus3xxRedirection();

        assertThat(page("/console/census?organization=" + school.id() + "&done=yes", administrator)).contains("申报已生效", "2026");
        assertThat(mvc.post().uri("/console/census").param("organization", school.id().toString()).param("person", "nobody")
            .with(Cast.as(administrator)).with(Cast.csrf())).hasStatus(404);
    }

    private boolean declare(Actor actor, Cast.Place unit, Set<TeacherId> shown, Holding... holds) {
        return declare.declare(actor, unit.id().toString(), null, shown, Set.of(holds));
    }

    private Set<String> ticked(Actor actor, Cast.Place unit, TeacherId person) {
        return look.at(actor, unit.id().toString(), null).own().staff().items().stream().filter(row -> row.teacher().equals(person))
            .findFirst().orElseThrow().held();
    }

    private List<String> acts(Cast.Place unit) {
        return db.sql("select act from audit.entry where target = :target order by at, id").param("target", "organization:" + unit.id())
            .query(String.class).list();
    }

    private void assertRefused(String sql) {
        assertThatThrownBy(() -> db.sql(sql).update()).isInstanceOf(DataAccessException.class);
    }

    private String page(String address, Actor actor) {
        var result = mvc.get().uri(address).locale(java.util.Locale.SIMPLIFIED_CHINESE).with(Cast.as(actor)).exchange();
        assertThat(result).hasStatusOk();
        return new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
