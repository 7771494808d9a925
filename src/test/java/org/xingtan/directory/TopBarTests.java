package org.xingtan.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;
import org.xingtan.platform.web.Ui;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** The bar at the top names the unit for which an officer acts on a page, whatever unit the page is about, and all of his where the page leaves it open. */
@XingtanTest
class TopBarTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Forms forms;
    @Autowired MockMvcTester mvc;
    @Autowired Ui.OwnUnits own;
    @Autowired Access access;
    @Autowired List<Area> areas;

    private Cast.Place county;
    private Cast.Place school;
    private Cast.Place other;
    private Actor office;
    private Actor both;

    @BeforeEach
    void oneOfTheCountyAndOneOfTheCountyAndASchool() {
        county = cast.county();
        school = cast.school(county);
        other = cast.school(county);
        office = cast.administrator(county);
        both = cast.administrator(county);
        cast.appoint(both.teacher(), Role.TRAINING_ADMINISTRATOR, school);
    }

    @Test
    void isTheNearestOfHisOwnAboveWhatThePageIsAbout() {
        var program = curriculum.aProgram(county.parent().id()).publish();
        var teacher = cast.teacher(school);
        var pages = Stream.of("statistics?organization=%s", "monitoring/not-started?organization=%s&program=" + program.id(), "compliance?organization=%s",
            "teachers/" + teacher, "qualifications?organization=%s", "qualifications/people?organization=%s", "qualifications/claims?organization=%s",
            "qualifications/import?organization=%s", "qualifications/people/" + teacher, "census?organization=%s", "census/missing?organization=%s",
            "census/real-names?organization=%s", "discussions/programs/" + program.id() + "?organization=%s",
            "discussions/topics/new?program=" + program.id() + "&organization=%s", "discussions/activities/new?program=" + program.id() + "&organization=%s").toList();
        for (var page : pages) {
            named(office, page.formatted(school.id()), county);
            named(both, page.formatted(school.id()), school);
        }
        pages.stream().filter(it -> it.contains("%s")).forEach(page -> named(both, page.formatted(other.id()), county));
    }

    @Test
    void isTheOneWhoseTurnItIsWhenThatIsHis() {
        assertThat(acting(both, null, school.path())).containsExactly(school.name());
        assertThat(acting(both, county, school.path())).containsExactly(county.name());
        assertThat(acting(both, other, school.path())).containsExactly(school.name());
        assertThat(acting(office, school, school.path())).containsExactly(county.name());
    }

    @Test
    void isAllOfThemWhereItMayBeAny() {
        assertThat(acting(both, null, null)).containsExactly(county.name(), school.name());
        assertThat(acting(both, null, county.parent().path())).containsExactly(county.name(), school.name());
        assertThat(acting(office, null, null)).as("his only one").containsExactly(county.name());
        assertThat(acting(office, null, county.parent().path())).containsExactly(county.name());
        assertThat(acting(cast.actor(cast.teacher(school)), null, school.path())).isEmpty();
        named(office, "census", county);
        named(office, "appeals", county);
        reads(both, "appeals", county.name() + "、" + school.name());
        assertThat(mvc.get().uri("/console/appeals").header("Accept-Language", "en").with(Cast.as(both)).exchange()).hasStatusOk().bodyText()
            .contains("<p class=\"acting\">" + "Unit " + county.code() + " and Unit " + school.code() + "</p>");
        cast.appoint(both.teacher(), Role.TRAINING_ADMINISTRATOR, other);
        assertThat(forms.get(both, "/console/appeals")).hasStatusOk().bodyText().containsPattern("<p class=\"acting\">" + county.name() + "、[^<]+等 3 个单位</p>");
    }

    @Test
    void isBlankOnNoPageOfTheConsole() {
        var open = areas.stream().filter(it -> !access.scope(both, it.task()).isEmpty()).toList();
        assertThat(open).hasSizeGreaterThan(10).allSatisfy(area ->
            assertThat(forms.get(both, area.href())).as(area.name()).hasStatusOk().bodyText().doesNotContain("<p class=\"acting\"></p>").contains("<p class=\"acting\">"));
        assertThat(List.of(office, both)).allSatisfy(it -> assertThat(forms.get(it, "/console")).hasStatusOk());
    }

    private void named(Actor actor, String page, Cast.Place unit) {
        reads(actor, page, unit.name());
    }

    private void reads(Actor actor, String page, String bar) {
        assertThat(forms.get(actor, "/console/" + page)).as(page).hasStatusOk().bodyText().contains("<p class=\"acting\">" + bar + "</p>");
    }

    private List<String> acting(Actor actor, Cast.Place turn, String place) {
        return own.actingFor(actor, Set.of(Task.VIEW_STATISTICS), turn == null ? null : turn.id(), place).stream().map(Localized::chinese).toList();
    }
}
