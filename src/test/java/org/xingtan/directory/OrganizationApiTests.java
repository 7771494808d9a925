package org.xingtan.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.platform.OrganizationId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class OrganizationApiTests {

    @Autowired Cast cast;
    @Autowired MockMvcTester web;
    @Autowired JdbcClient db;

    @Test
    void listsChildren() {
        var county = cast.county();
        var school = cast.under(county, "SCHOOL", "PRIMARY", "JUNIOR");

        assertThat(web.get().uri("/api/v1/organizations/{id}/children", county.id()).with(as(cast.administrator(county)))).hasStatusOk()
            .bodyJson().isStrictlyEqualTo("""
                {"items": [{"id": "%s", "code": "%s", "name": "%s", "kind": "SCHOOL", "stages": ["PRIMARY", "JUNIOR"]}], "next": null}
                """.formatted(school.id(), school.code(), school.name()));
    }

    @Test
    void listsTeachersMasked() {
        var school = cast.school();
        var teacher = cast.aPerson().name("张丽").phone("13900000000").at(school).posts("HOMEROOM_TEACHER").save();
        var principal = cast.actor(cast.staff(school.parent(), Role.PRINCIPAL));

        assertThat(web.get().uri("/api/v1/organizations/{id}/teachers?q={q}", school.id(), "丽").with(as(principal))).hasStatusOk()
            .bodyJson().isLenientlyEqualTo("""
                {"items": [{"id": "%s", "name": "张丽", "phone": "139****0000", "posts": ["HOMEROOM_TEACHER"], "state": "ACTIVE",
                            "organization": {"id": "%s", "code": "%s"}}], "next": null}
                """.formatted(teacher, school.id(), school.code()))
            .extractingPath("$.items[0].document").asString().matches("4310\\*{10}[0-9]{3}[0-9X]");
    }

    @Test
    void pagesByCursorAndBoundsTheLimit() {
        var school = cast.school();
        for (var i = 0; i < 3; i++) {
            cast.teacher(school);
        }
        var actor = as(cast.actor(cast.staff(school.parent(), Role.AUDITOR)));

        assertThat(web.get().uri("/api/v1/organizations/{id}/teachers?limit=2", school.id()).with(actor)).hasStatusOk()
            .bodyJson().extractingPath("$.next").isNotNull();
        for (var bad : new String[] {"limit=0", "limit=201", "limit=1000000000000", "limit=x", "cursor=%25", "cursor=AAAA", "q=%00"}) {
            assertThat(web.get().uri(java.net.URI.create("/api/v1/organizations/" + school.id() + "/teachers?" + bad)).with(actor))
                .hasStatus(HttpStatus.BAD_REQUEST).hasContentType("application/problem+json");
        }
    }

    @Test
    void anotherCountyIsNotThereAndTheAttemptIsKept() {
        var stranger = cast.administrator(cast.county());
        var school = cast.school();
        cast.aPerson().name("看不见").at(school).save();

        for (var address : new String[] {"", "/children", "/children?limit=x1", "/teachers", "/teachers?q=看", "/teachers?limit=x1", "/teachers?limit=0"}) {
            assertThat(web.get().uri("/api/v1/organizations/" + school.id() + address).with(as(stranger))).as(address).hasStatus(HttpStatus.NOT_FOUND)
                .bodyText().doesNotContain("看不见", school.name());
        }
        for (var page : new String[] {"", "/teachers", "/teachers?q=看"}) {
            assertThat(web.get().uri("/console/organizations/" + school.id() + page).with(as(stranger))).hasStatus(HttpStatus.NOT_FOUND)
                .bodyText().doesNotContain("看不见", school.name());
        }
        assertThat(db.sql("select count(*) from audit.entry where act = 'access.denied' and actor = :actor and target like '%' || :school")
            .param("actor", stranger.teacher().value()).param("school", school.id().toString()).query(Integer.class).single()).isGreaterThan(4);
    }

    @Test
    void whatDoesNotExistAndWhatIsNoIdIsNotThere() {
        var actor = as(cast.administrator(cast.county()));

        for (var id : new String[] {OrganizationId.next().toString(), "1", "431003-S012", "null"}) {
            assertThat(web.get().uri("/api/v1/organizations/{id}/teachers", id).with(actor)).hasStatus(HttpStatus.NOT_FOUND);
        }
        assertThat(web.get().uri("/api/v1/organizations/{id}/teachers", OrganizationId.next())).hasStatus(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void aTeacherWithoutAppointmentSeesNobodyNotEvenHisOwnSchool() {
        var school = cast.school();
        var teacher = cast.actor(cast.teacher(school));

        assertThat(web.get().uri("/api/v1/organizations/{id}/teachers", school.id()).with(as(teacher))).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(web.get().uri("/console/organizations").with(as(teacher))).hasStatusOk();
    }

    @Test
    void theConsoleShowsTheTreeAndThePeopleInBothLanguages() {
        var school = cast.under(cast.county(), "SCHOOL", "JUNIOR");
        cast.aPerson().name("<b>张丽").phone("13900000000").at(school).posts("HOMEROOM_TEACHER").save();
        var administrator = as(cast.administrator(school.parent()));

        assertThat(web.get().uri("/console/organizations").with(administrator)).hasRedirectedUrl("/console/organizations/" + school.parent().id());
        assertThat(web.get().uri("/console/organizations/{id}", school.parent().id()).with(administrator)).hasStatusOk()
            .bodyText().contains(school.name(), "学校", "下级机构").doesNotContain(school.parent().parent().name());
        assertThat(web.get().uri("/console/organizations/{id}", school.id()).with(administrator)).hasStatusOk().bodyText().contains("初中", "没有下级机构");
        assertThat(web.get().uri("/console/organizations/{id}/teachers", school.id()).with(administrator)).hasStatusOk()
            .bodyText().contains("&lt;b>张丽", "班主任", "139****0000", "在职", "激活码").doesNotContain("13900000000", "<b>张丽");
        assertThat(web.get().uri("/console/organizations/{id}/teachers?q=\"><x", school.id()).with(administrator)
            .header("Accept-Language", "en")).hasStatusOk().bodyText().contains("Nobody of that name").doesNotContain("\"><x");
    }
}
