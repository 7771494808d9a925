package org.xingtan.offering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** From a new term to a place in it: by the forms of the console, the pages of a teacher and the calls of other systems. */
@XingtanTest
class TermConsoleTests {

    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;
    @Autowired Course course;
    @Autowired Cast cast;
    @Autowired JdbcClient db;

    private Cast.Place county;
    private Actor administrator;
    private Actor teacher;

    @BeforeEach
    void appoint() {
        county = cast.county();
        administrator = cast.administrator(county);
        teacher = cast.actor(cast.teacher(cast.school(county)));
    }

    @Test
    void aTermIsMadeFilledPublishedAndChosenFrom() {
        var program = course.program(county).id();
        var term = define("2301");
        assertThat(get(teacher, "/selection/terms/" + term)).hasStatus(404);

        assertThat(forms.post(administrator, "/console/selection/terms/" + term + "/offerings", "program", program.toString(), "category", "PROFESSIONAL", "hours", "4", "price", "20.00",
            "places", "1", "waiting", "1")).hasStatus3xxRedirection();
        assertThat(forms.post(administrator, "/console/selection/terms/" + term + "/publication")).hasStatus3xxRedirection();
        assertThat(get(administrator, "/console/selection")).hasStatusOk().bodyText().contains("2301");
        assertThat(get(administrator, "/console/selection/terms/" + term)).hasStatusOk().bodyText().contains("0 / 1");

        var offering = db.sql("select offering_id from selection.offering where term_id = :term::uuid").param("term", term).query(String.class).single();
        for (var page : java.util.List.of("/selection", "/selection/terms/" + term, "/selection/terms/" + term + "?q=Course&category=PROFESSIONAL&free=true",
            "/selection/terms/" + term + "/plan", "/selection/offerings/" + offering)) {
            assertThat(get(teacher, page)).as(page).hasStatusOk();
        }
        assertThat(get(teacher, "/home")).bodyText().contains("/selection/terms/" + term);
        assertThat(forms.post(teacher, "/selection/offerings/" + offering + "/selection")).hasStatus3xxRedirection();
        assertThat(get(teacher, "/selection/offerings/" + offering)).bodyText().contains("您已选上");
        var late = cast.actor(cast.teacher(cast.school(county)));
        assertThat(forms.post(late, "/selection/terms/" + term + "/plan", "offering", offering)).hasStatusOk().bodyText().contains("候补中");
        assertThat(get(late, "/selection/offerings/" + offering)).bodyText().contains("候补队列第 1 位");
        assertThat(forms.post(administrator, "/console/selection/offerings/" + offering + "/places", "places", "0", "waiting", "1", "term", term)).hasStatus(422)
            .bodyText().contains(cast.name(teacher.teacher()));
        assertThat(forms.post(administrator, "/console/selection/offerings/" + offering + "/places", "places", "2", "waiting", "0", "term", term)).hasStatus3xxRedirection();
        assertThat(get(late, "/selection/offerings/" + offering)).bodyText().contains("您已选上");
        assertThat(db.sql("select act from audit.entry where target = :target order by at, id").param("target", "term:" + term).query(String.class).list())
            .containsExactly("selection.define", "selection.offer", "selection.publish", "selection.places");
    }

    /** Nobody is left in it who could; its schools have gone elsewhere, and who has a place keeps it. */
    @Test
    void whoeverStandsAboveAnAuthorityThatIsClosedKeepsItsTerm() {
        var term = course.term(county, 2);
        var offering = course.offered(term, county, 3, 1);
        course.choose(teacher, offering);
        db.sql("update directory.organization set closed_on = current_date where id = :county").param("county", county.id().value()).update();
        var above = cast.administrator(java.util.Objects.requireNonNull(county.parent()));

        assertThat(get(above, "/console/selection/terms/" + term)).hasStatusOk().bodyText().contains("1 / 3");
        var today = java.time.LocalDate.now(org.xingtan.platform.Window.ZONE);
        assertThat(forms.post(above, "/console/selection/terms/" + term + "/windows/MAKEUP", "first", today.toString(), "last", today.plusDays(9).toString(), "reason", "机构撤销"))
            .hasStatus3xxRedirection();
        assertThat(forms.post(above, "/console/selection/offerings/" + offering + "/places", "places", "5", "waiting", "0", "term", term.toString())).hasStatus3xxRedirection();
        assertThat(get(above, "/console/selection/terms/" + term)).hasStatusOk().bodyText().contains("1 / 5");
    }

    @Test
    void otherSystemsChooseAndGiveBack() {
        var term = course.term(county, 2);
        var offering = course.offered(term, county, 1, 1);
        var full = course.offered(term, county, 0, 0);
        var at = "/api/v1/offerings/" + offering + "/selection";

        assertThat(get(teacher, "/api/v1/terms")).hasStatusOk().bodyJson().extractingPath("$.items[0].id").isEqualTo(term.toString());
        assertThat(call(teacher, at, "{}")).hasStatus(201).bodyJson().isStrictlyEqualTo("{\"state\":\"SELECTED\"}");
        assertThat(call(teacher, at, "{}")).hasStatus(200).bodyJson().isStrictlyEqualTo("{\"state\":\"SELECTED\"}");
        var late = cast.actor(cast.teacher(cast.school(county)));
        assertThat(call(late, at, "{}")).hasStatus(201).bodyJson().isStrictlyEqualTo("{\"state\":\"WAITING\",\"position\":1}");
        assertThat(call(late, "/api/v1/offerings/" + full + "/selection", "{}")).hasStatus(422).bodyJson().extractingPath("$.verdict.met").isEqualTo(false);
        assertThat(get(teacher, "/api/v1/terms/" + term + "/offerings?limit=1")).hasStatusOk().bodyJson().extractingPath("$.items[0].mine").isEqualTo("SELECTED");
        assertThat(mvc.delete().uri(at).with(Cast.as(teacher)).with(Cast.csrf()).exchange()).hasStatus(204);
        assertThat(mvc.delete().uri(at).with(Cast.as(teacher)).with(Cast.csrf()).exchange()).hasStatus(204);
        assertThat(call(late, at, "{}")).hasStatus(200).bodyJson().isStrictlyEqualTo("{\"state\":\"SELECTED\"}");
        assertThat(call(late, "/api/v1/offerings/" + Uuids.next() + "/selection", "{}")).hasStatus(404);
        assertThat(call(late, at, "{\"for\":\"" + teacher.teacher() + "\"}")).hasStatus(400);
        assertThat(get(teacher, "/api/v1/terms/" + term + "/offerings?cursor=%%%")).hasStatus(400);
    }

    @Test
    void whatIsTypedWrongIsSaidAndNothingIsMade() {
        assertThat(forms.post(administrator, "/console/selection", "owner", county.id().toString(), "code", "", "title", "", "most", "0", "selectFirst", "x")).hasStatus(422);
        var term = define("2302");
        assertThat(forms.post(administrator, "/console/selection", form("2302"))).hasStatus(422);
        var at = "/console/selection/terms/" + term;
        assertThat(forms.post(administrator, at + "/windows/SELECT", "first", day(9), "last", day(3), "reason", "r")).hasStatus(422);
        assertThat(forms.post(administrator, at + "/windows/SELECT", "first", day(0), "last", day(9))).hasStatus(422);
        assertThat(forms.post(administrator, at + "/windows/APPEAL", "first", day(0), "last", day(9), "reason", "r")).hasStatus(404);
        assertThat(forms.post(administrator, at + "/windows/SELECT", "first", day(0), "last", day(9), "reason", "snow")).hasStatus3xxRedirection();
        assertThat(forms.post(administrator, at + "/offerings", "program", course.program(county).id().toString(), "category", "COMMON", "hours", "4", "price", "1", "places", "1", "waiting", "0"))
            .hasStatus(422);
        assertThat(forms.post(administrator, at + "/offerings", "program", course.program(county).id().toString(), "category", "PROFESSIONAL", "hours", "0", "price", "-1", "places", "x"))
            .hasStatus(422);
        assertThat(forms.post(administrator, at + "/offerings", "program", "x", "category", "PROFESSIONAL", "hours", "4", "price", "1", "places", "1", "waiting", "0")).hasStatus(404);
    }

    /** He works for somebody else by now, and sees nothing of it any more. */
    @Test
    void whoGivesBackWhatHeWouldNotSeeIsLedToWhatThereIs() {
        var offering = course.offered(course.term(county, 2), county, 1, 0);
        var at = "/selection/offerings/" + offering;
        assertThat(forms.post(teacher, at + "/selection")).hasStatus3xxRedirection().hasRedirectedUrl(at);
        assertThat(forms.post(teacher, at + "/selection/removal")).hasStatus3xxRedirection().hasRedirectedUrl(at);
        assertThat(forms.post(teacher, at + "/selection")).hasStatus3xxRedirection();
        db.sql("update directory.employment set organization_id = :to where teacher_id = :t").param("to", cast.school().id().value()).param("t", teacher.teacher().value()).update();

        assertThat(get(teacher, at)).hasStatusOk();
        assertThat(forms.post(teacher, at + "/selection/removal")).hasStatus3xxRedirection().hasRedirectedUrl("/selection");
        assertThat(get(teacher, at)).hasStatus(404);
        assertThat(get(teacher, "/selection")).hasStatusOk();
    }

    @Test
    void aWindowThatIsSetTwiceIsSetOnce() {
        var term = define("2304");
        var at = "/console/selection/terms/" + term + "/windows/";
        for (var kind : java.util.List.of("SELECT", "SELECT", "MAKEUP", "MAKEUP")) {
            var makeup = kind.equals("MAKEUP");
            assertThat(forms.post(administrator, at + kind, "first", day(makeup ? 6 : 0), "last", day(makeup ? 8 : 5), "reason", makeup ? "" : "snow")).hasStatus3xxRedirection();
        }

        assertThat(db.sql("select kind || ' ' || version from selection.term_window where term_id = :term::uuid order by kind, version").param("term", term).query(String.class).list())
            .containsExactly("LEARN 1", "MAKEUP 1", "SELECT 1", "SELECT 2");
        assertThat(db.sql("select count(*) from audit.entry where target = :target and act = 'selection.window'").param("target", "term:" + term).query(Integer.class).single()).isEqualTo(2);
    }

    @Test
    void whatCanBeOfferedIsCalledByTheNamesOfItsCategory() {
        course.program(county);
        var page = "/console/selection/terms/" + define("2305");

        assertThat(get(administrator, page)).hasStatusOk().bodyText().contains("（专业科目）", ">专业科目</option>").doesNotContain("（PROFESSIONAL）", ">PROFESSIONAL<");
        assertThat(mvc.get().uri(page).header("Accept-Language", "en").with(Cast.as(administrator)).exchange()).bodyText().contains(">Professional subjects</option>");
    }

    @Test
    void anotherAuthorityIsNotThere() {
        var term = define("2303");
        var stranger = cast.administrator(cast.county());

        assertThat(get(stranger, "/console/selection/terms/" + term)).hasStatus(404);
        assertThat(forms.post(stranger, "/console/selection/terms/" + term + "/publication")).hasStatus(404);
        assertThat(forms.post(stranger, "/console/selection", form("2399"))).hasStatus(404);
        assertThat(get(teacher, "/console/selection")).hasStatus(404);
        var theirs = course.program(cast.county()).id();
        assertThat(forms.post(administrator, "/console/selection/terms/" + term + "/offerings", "program", theirs.toString(), "category", "PROFESSIONAL", "hours", "4", "price", "1",
            "places", "1", "waiting", "0")).hasStatus(404);
        assertThat(db.sql("select admission from program.program where id = :id").param("id", theirs.value()).query(String.class).single()).isEqualTo("OPEN");
        var offering = course.offered(course.term(county, 1), county, 1, 0);
        assertThat(forms.post(stranger, "/console/selection/offerings/" + offering + "/places", "places", "9", "waiting", "0", "term", term)).hasStatus(404);
        assertThat(get(stranger, "/selection/offerings/" + offering)).hasStatus(404);
    }

    private String define(String code) {
        var made = forms.post(administrator, "/console/selection", form(code));
        assertThat(made).hasStatus3xxRedirection();
        return made.getResponse().getRedirectedUrl().replaceAll(".*/", "");
    }

    private String[] form(String code) {
        return new String[] {"owner", county.id().toString(), "code", code, "title", "学期", "titleEn", "Term", "notice", "", "most", "2",
            "selectFirst", day(-1), "selectLast", day(5), "makeupFirst", "", "makeupLast", "", "learnFirst", day(10), "learnLast", day(40)};
    }

    private static String day(int from) {
        return LocalDate.now(Window.ZONE).plusDays(from).toString();
    }

    private MvcTestResult get(Actor actor, String path) {
        return mvc.get().uri(java.net.URI.create(path.replace("%%%", "%25%25"))).with(Cast.as(actor)).exchange();
    }

    private MvcTestResult call(Actor actor, String path, String json) {
        return mvc.post().uri(path).with(Cast.as(actor)).with(Cast.csrf()).contentType("application/json").content(json).exchange();
    }
}
