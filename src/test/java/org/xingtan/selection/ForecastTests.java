package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Window;
import org.xingtan.standing.Forecast;
import org.xingtan.standing.Forecasts;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** What one has chosen counts once and everywhere: in every term, on every page that says where one will stand. */
@XingtanTest
class ForecastTests {

    @Autowired MockMvcTester mvc;
    @Autowired ChoosePlace choose;
    @Autowired Forecasts forecasts;
    @Autowired DefineTerm terms;
    @Autowired DefineRequirement requirements;
    @Autowired Curriculum curriculum;
    @Autowired Offered offered;
    @Autowired Cast cast;
    @Autowired Clock clock;

    private Cast.Place county;
    private Actor teacher;
    private int year;

    @BeforeEach
    void enter() {
        county = cast.county();
        teacher = cast.actor(cast.teacher(cast.school(county)));
        year = clock.instant().atZone(Window.ZONE).getYear();
    }

    @Test
    void allTermsThatAreLearnedInAYearAreAddedTogether() {
        asks("30");
        var first = offered.term(county, 3);
        var second = offered.term(county, 3);
        choose.choose(teacher, offered.online(first, county, 5, 0));
        choose.choose(teacher, offered.online(second, county, 5, 0));

        for (var page : List.of("/selection/terms/" + first, "/selection/terms/" + second, "/selection/terms/" + first + "/plan", "/standing", "/standing?year=" + year)) {
            assertThat(get(page)).as(page).hasStatusOk().bodyText().contains(year + " 年：选课之后能达到", "已有 0.00，已选 8.00，还差 22.00");
        }
        assertThat(mvc.get().uri("/standing").header("Accept-Language", "en").with(Cast.as(teacher)).exchange()).bodyText()
            .contains(year + ": what you will reach", "0.00 earned, 8.00 chosen, 22.00 missing");
        assertThat(get("/standing?year=" + (year - 1))).hasStatusOk().bodyText().doesNotContain("选课之后能达到");
    }

    /** While the year is not done, the start page says how far what is chosen will lead, and leads to where it is said line by line. */
    @Test
    void theStartPageSaysInOneSentenceHowFarItLeads() {
        asks("6", new AnnualRequirement.Theme("ETHICS", "师德师风", "Ethics", CreditHours.of("1"), List.of(offered.program(county).value())));
        assertThat(get("/home")).hasStatusOk().bodyText().doesNotContain("学完已选课程后");

        var term = offered.term(county, 3);
        choose.choose(teacher, offered.online(term, county, 5, 0));
        assertThat(get("/home")).hasStatusOk().bodyText().contains("<a href=\"/standing\">学完已选课程后，全年将有 4.00 / 6.00 学时，2 项要求还达不到</a>");
        assertThat(mvc.get().uri("/home").header("Accept-Language", "en").with(Cast.as(teacher)).exchange()).bodyText()
            .contains("With what you have chosen you will have 4.00 of 6.00 hours, and 2 requirements are still not met");

        asks("6");
        choose.choose(teacher, offered.online(term, county, 5, 0));
        assertThat(get("/home")).hasStatusOk().bodyText().contains("学完已选课程后，全年将有 8.00 / 6.00 学时，要求的各项都会达到");
        asks("0");
        assertThat(get("/home")).hasStatusOk().bodyText().doesNotContain("学完已选课程后");
    }

    /** The year is the one in which it is learned, whenever it was chosen. */
    @Test
    void whatIsLearnedInAnotherYearCountsThere() {
        asks("30");
        var next = term(year + 1);
        choose.choose(teacher, offered.online(next, county, 5, 0));

        assertThat(chosen(year)).isEqualTo(CreditHours.ZERO);
        assertThat(chosen(year + 1)).isEqualTo(CreditHours.of("4.00"));
        assertThat(get("/standing")).bodyText().doesNotContain("选课之后能达到");
        assertThat(get("/selection/terms/" + next)).bodyText().contains((year + 1) + " 年：选课之后能达到", "已选 4.00");
    }

    /** Whoever looks at this year is told of what he has chosen for the next one, and is led to courses that count in the year he looks at. */
    @Test
    void aYearNamesTheOtherOneInWhichSomethingChosenCountsAndLeadsThere() {
        asks("30");
        var now = offered.term(county, 3);
        var next = term(year + 1);
        assertThat(get("/standing")).bodyText().doesNotContain("?year=" + (year + 1));
        choose.choose(teacher, offered.online(next, county, 5, 0));

        assertThat(get("/standing")).hasStatusOk().bodyText().contains("还有 4.00 学时可以在 " + (year + 1) + " 年学", "href=\"/standing?year=" + (year + 1) + "\">看",
            "href=\"/standing?year=" + (year + 1) + "\">" + (year + 1) + " 年", "href=\"/selection?year=" + year + "\"");
        assertThat(get("/standing?year=" + (year + 1))).hasStatusOk().bodyText().contains((year + 1) + " 年：选课之后能达到", "href=\"/selection?year=" + (year + 1) + "\"")
            .doesNotContain("学时可以在", "认定校外学时");
        assertThat(mvc.get().uri("/standing").header("Accept-Language", "en").with(Cast.as(teacher)).exchange()).bodyText()
            .contains("4.00 more hours of courses that you have chosen can be learned in " + (year + 1), "Choose courses that count in " + year);
        assertThat(get("/selection?year=" + year)).hasStatusOk().bodyText().contains("/selection/terms/" + now).doesNotContain("/selection/terms/" + next);
        assertThat(get("/selection?year=" + (year + 1))).hasStatusOk().bodyText().contains("/selection/terms/" + next).doesNotContain("/selection/terms/" + now);
        assertThat(get("/selection")).bodyText().contains("/selection/terms/" + now, "/selection/terms/" + next);
        assertThat(get("/selection?year=" + (year + 2))).hasStatusOk().bodyText().contains("没有学时计入 " + (year + 2) + " 年的选课学期");
    }

    /** A term that opens in the last days of a year. */
    @Test
    void whatCanBeLearnedInTwoYearsIsForeseenInBothAndThePagesSayWhatCountsWhen() {
        asks("30");
        var term = term(LocalDate.of(year, 12, 30), LocalDate.of(year + 1, 1, 20));
        var offering = offered.online(term, county, 5, 0);
        choose.choose(teacher, offering);

        assertThat(List.of(chosen(year), chosen(year + 1))).containsOnly(CreditHours.of("4.00"));
        for (var page : List.of("/selection", "/selection?year=" + year, "/selection?year=" + (year + 1), "/selection/terms/" + term, "/selection/terms/" + term + "/plan",
                "/selection/offerings/" + offering)) {
            assertThat(get(page)).as(page).hasStatusOk().bodyText().contains("哪一年学完，学时就计入哪一年（" + year + "–" + (year + 1) + " 年）");
        }
        assertThat(get("/selection/terms/" + term)).bodyText().contains(year + " 年：选课之后能达到", (year + 1) + " 年：选课之后能达到");
        assertThat(mvc.get().uri("/selection/terms/" + term).header("Accept-Language", "en").with(Cast.as(teacher)).exchange()).bodyText()
            .contains("hours count in the year in which they are learned, " + year + " to " + (year + 1));
    }

    /** Whoever reads the pages of both years does not add them up. */
    @Test
    void hoursThatTwoYearsForeseeAreSaidToBeTheSameWhereverOneOfBothIsShown() {
        asks("30");
        var term = term(LocalDate.of(year, 12, 30), LocalDate.of(year + 1, 1, 20));
        assertThat(get("/standing")).bodyText().doesNotContain("年都可以学");
        choose.choose(teacher, offered.online(term, county, 5, 0));

        for (var page : List.of("/standing", "/home", "/selection/terms/" + term)) {
            assertThat(get(page)).as(page).hasStatusOk().bodyText().contains(same("4.00", year, year + 1), "href=\"/standing?year=" + (year + 1) + "\">看")
                .doesNotContain("学时可以在");
        }
        for (var page : List.of("/standing?year=" + (year + 1), "/selection/terms/" + term, "/selection/terms/" + term + "/plan")) {
            assertThat(get(page)).as(page).hasStatusOk().bodyText().contains(same("4.00", year + 1, year), "href=\"/standing?year=" + year + "\">看");
        }
        assertThat(get("/standing")).bodyText().contains("已有 0.00，已选 4.00，还差 26.00", "href=\"/standing?year=" + (year + 1) + "\">" + (year + 1) + " 年</a>");
        assertThat(mvc.get().uri("/standing").header("Accept-Language", "en").with(Cast.as(teacher)).exchange()).bodyText()
            .contains("4.00 hours of chosen courses can be learned in " + year + " or in " + (year + 1) + ": both years foresee the same hours");
    }

    /** What is only proposed as well. */
    @Test
    void aPlanSaysWhatOfItAnotherYearForeseesToo() {
        asks("30");
        var term = term(LocalDate.of(year, 12, 30), LocalDate.of(year + 1, 1, 20));
        offered.online(term, county, 5, 0);

        assertThat(get("/selection/terms/" + term + "/plan")).hasStatusOk().bodyText().contains(same("4.00", year + 1, year));
        assertThat(get("/selection/terms/" + term)).bodyText().doesNotContain("年都可以学");
    }

    /** A term that is learned in two years proposes for the one that is asked for; for no other one. */
    @Test
    void aPlanIsForTheYearThatIsAskedFor() {
        asks("30");
        var term = term(LocalDate.of(year, 12, 30), LocalDate.of(year + 1, 1, 20));
        offered.online(term, county, 5, 0);
        var plan = "/selection/terms/" + term + "/plan";

        assertThat(get(plan)).hasStatusOk().bodyText().contains((year + 1) + " 年：全部选上以后", "补 " + year + " 年", "补 " + (year + 1) + " 年");
        assertThat(get(plan + "?year=" + year)).hasStatusOk().bodyText().contains(year + " 年：全部选上以后", "按您 " + year + " 年还差的学时", "name=\"year\" value=\"" + year + "\"")
            .doesNotContain((year + 1) + " 年：全部选上以后");
        assertThat(mvc.post().uri(plan).param("year", String.valueOf(year)).with(Cast.as(teacher)).with(Cast.csrf()).exchange()).hasStatusOk().bodyText()
            .contains("按您 " + year + " 年还差的学时");
        for (var none : List.of(year - 1 + "", year + 2 + "", "x", "")) {
            assertThat(get(plan + "?year=" + none)).as(none).hasStatusOk().bodyText().contains((year + 1) + " 年：全部选上以后");
        }
    }

    /** Whoever goes from the plan of a year to its term, looks around there, and comes back finds the plan of the same year. */
    @Test
    void theYearOfAPlanGoesAlongThroughTheTerm() {
        asks("30");
        var term = term(LocalDate.of(year, 12, 30), LocalDate.of(year + 1, 1, 20));
        offered.online(term, county, 5, 0);
        var at = "/selection/terms/" + term;
        var back = "href=\"" + at + "?year=" + year + "\"";

        assertThat(get(at + "/plan?year=" + year)).hasStatusOk().bodyText().contains(back).doesNotContain("href=\"" + at + "\"");
        assertThat(mvc.post().uri(at + "/plan").param("year", String.valueOf(year)).with(Cast.as(teacher)).with(Cast.csrf()).exchange()).hasStatusOk().bodyText()
            .contains(back).doesNotContain("href=\"" + at + "\"");
        assertThat(get(at + "?year=" + year)).hasStatusOk().bodyText().contains(at + "/plan?year=" + year, "name=\"year\" value=\"" + year + "\"", "free=true&amp;year=" + year, "&amp;year=" + year + "&amp;")
            .doesNotContain(at + "/plan\"");
        assertThat(get(at + "?q=nothing&year=" + year)).hasStatusOk().bodyText().contains(back);
        assertThat(get(at + "/seats?year=" + year)).hasStatusOk().bodyText().contains(at + "/plan?year=" + year).doesNotContain(at + "/plan\"");
        for (var none : List.of("", "?year=", "?year=x", "?year=" + (year + 2))) {
            assertThat(get(at + none)).as(none).hasStatusOk().bodyText().contains(at + "/plan\"").doesNotContain("plan?year", "name=\"year\"");
        }
    }

    /** The other year is named with what it alone foresees; a third one tells both apart from what they share. */
    @Test
    void onlyWhatTheOtherYearHasBesidesIsMore() {
        choose.choose(teacher, offered.online(term(LocalDate.of(year, 12, 30), LocalDate.of(year + 1, 1, 20)), county, 5, 0));
        choose.choose(teacher, offered.online(term(year + 1), county, 5, 0));

        assertThat(get("/standing")).as("nothing is asked for").bodyText().contains(same("4.00", year, year + 1), "还有 4.00 学时可以在 " + (year + 1) + " 年学");
        assertThat(get("/standing?year=" + (year + 1))).bodyText().contains(same("4.00", year + 1, year)).doesNotContain("学时可以在");
        assertThat(get("/standing?year=" + (year - 1))).bodyText().contains("还有 4.00 学时可以在 " + year + " 年学", "还有 8.00 学时可以在 " + (year + 1) + " 年学",
            same("4.00", year, year + 1)).doesNotContain(same("4.00", year + 1, year));
    }

    @Test
    void otherSystemsAreToldWhichHoursAreTheSame() {
        choose.choose(teacher, offered.online(term(LocalDate.of(year, 12, 30), LocalDate.of(year + 1, 1, 20)), county, 5, 0));
        choose.choose(teacher, offered.online(term(year + 1), county, 5, 0));

        assertThat(get("/api/v1/me/standing")).hasStatusOk().bodyText()
            .contains("\"chosen\":{\"hours\":\"4.00\",\"shared\":[{\"year\":" + (year + 1) + ",\"hours\":\"4.00\"}]}");
        assertThat(get("/api/v1/me/standing?year=" + (year + 1))).bodyText().contains("\"chosen\":{\"hours\":\"8.00\",\"shared\":[{\"year\":" + year + ",\"hours\":\"4.00\"}]}");
        assertThat(get("/api/v1/me/standing?year=" + (year - 1))).bodyText().contains("\"chosen\":{\"hours\":\"0.00\",\"shared\":[]}");
    }

    private static String same(String hours, int shown, int other) {
        return "所选课程里有 " + hours + " 学时在 " + shown + " 年和 " + other + " 年都可以学";
    }

    @Test
    void aTermOfOneYearSaysWhichItIs() {
        var term = term(year + 1);

        assertThat(get("/selection/terms/" + term)).hasStatusOk().bodyText().contains("学完的学时计入 " + (year + 1) + " 年。").doesNotContain(year + "–");
    }

    /** Also where nobody has said yet what the next year asks for. */
    @Test
    void aYearThatAsksForNothingYetIsNamedToo() {
        var next = term(year + 1);
        choose.choose(teacher, offered.online(next, county, 5, 0));

        assertThat(get("/standing")).hasStatusOk().bodyText().contains("还有 4.00 学时可以在 " + (year + 1) + " 年学");
        assertThat(get("/standing?year=" + (year + 1))).hasStatusOk();
    }

    @Test
    void whoWaitsOrCanLearnItNoMoreDoesNotCountOnIt() {
        asks("30");
        var term = offered.term(county, 3);
        var full = offered.online(term, county, 1, 1);
        choose.choose(cast.actor(cast.teacher(cast.school(county))), full);
        choose.choose(teacher, full);
        var over = curriculum.aProgram(county.id()).open(Duration.ofDays(-9), Duration.ofDays(-2)).publish().id();
        choose.choose(teacher, offered.online(term, over, 5));

        assertThat(chosen(year)).isEqualTo(CreditHours.ZERO);
    }

    /** His year is not done while a theme is missing, though every category is. */
    @Test
    void aThemeThatIsMissingIsSaidAndProposed() {
        var ethics = offered.program(county);
        asks("4", new AnnualRequirement.Theme("ETHICS", "师德师风", "Ethics", CreditHours.of("4"), List.of(ethics.value())));
        var term = offered.term(county, 3);
        choose.choose(teacher, offered.online(term, county, 5, 0));
        var fills = offered.online(term, ethics, 5);
        var other = offered.online(term, county, 5, 0);

        assertThat(get("/selection/terms/" + term)).hasStatusOk().bodyText().contains("师德师风", "专题", "已有 0.00，已选 0.00，还差 4.00");
        assertThat(get("/selection/terms/" + term + "/plan")).hasStatusOk().bodyText().contains("value=\"" + fills + "\"").doesNotContain("value=\"" + other + "\"", "还补不齐");
        choose.choose(teacher, fills);
        assertThat(forecasts.of(teacher.teacher(), year).isReached()).isTrue();
        assertThat(get("/selection/terms/" + term + "/plan")).bodyText().contains("不需要再选").doesNotContain("还补不齐");
    }

    /** In the term a course is proposed only for what the other term leaves open. */
    @Test
    void whatIsChosenElsewhereIsNotProposedAgain() {
        asks("4");
        choose.choose(teacher, offered.online(offered.term(county, 3), county, 5, 0));
        var term = offered.term(county, 3);
        var superfluous = offered.online(term, county, 5, 0);

        assertThat(get("/selection/terms/" + term + "/plan")).hasStatusOk().bodyText().doesNotContain("value=\"" + superfluous + "\"").contains("不需要再选");
    }

    private CreditHours chosen(int of) {
        return forecasts.of(teacher.teacher(), of).lines().stream().filter(it -> it.kind() == Forecast.Kind.CATEGORY).findFirst().orElseThrow().chosen();
    }

    private TermId term(int learned) {
        return term(LocalDate.of(learned, 1, 2), LocalDate.of(learned, 1, 20));
    }

    private TermId term(LocalDate first, LocalDate last) {
        var now = clock.instant();
        var id = terms.define(new DefineTerm.Definition(county.id(), "F" + first, new Localized("学期", "Term"), null, 3, List.of(
            new Window(Window.Kind.SELECT, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1))),
            Window.ofDays(Window.Kind.LEARN, first, last))));
        terms.publish(id);
        return id;
    }

    private void asks(String professional, AnnualRequirement.Theme... themes) {
        for (var of : List.of(year - 1, year, year + 1)) {
            requirements.define(new AnnualRequirement(county.id(), of, 0, "年度要求", "文件", CreditHours.of(professional),
                List.of(new AnnualRequirement.Category("PROFESSIONAL", "专业科目", "Professional", CreditHours.of(professional))), Arrays.asList(themes), null,
                AnnualRequirement.NewHires.FULL_YEAR), null);
        }
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).with(Cast.as(teacher)).exchange();
    }
}
