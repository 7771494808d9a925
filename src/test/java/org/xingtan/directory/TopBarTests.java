package org.xingtan.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Ui;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** The bar at the top names the unit for which an officer acts on a page, whatever unit the page is about. */
@XingtanTest
class TopBarTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Forms forms;
    @Autowired Ui.OwnUnits own;

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
        assertThat(acting(both, null, school.path())).isEqualTo(school.name());
        assertThat(acting(both, county, school.path())).isEqualTo(county.name());
        assertThat(acting(both, other, school.path())).isEqualTo(school.name());
        assertThat(acting(office, school, school.path())).isEqualTo(county.name());
    }

    @Test
    void isNobodysGuess() {
        assertThat(acting(both, null, null)).as("one as well as another").isNull();
        assertThat(acting(both, null, county.parent().path())).isNull();
        assertThat(acting(office, null, null)).as("his only one").isEqualTo(county.name());
        assertThat(acting(office, null, county.parent().path())).isEqualTo(county.name());
        assertThat(acting(cast.actor(cast.teacher(school)), null, school.path())).isNull();
        named(office, "census", county);
        assertThat(List.of(office, both)).allSatisfy(it -> assertThat(forms.get(it, "/console")).hasStatusOk());
    }

    private void named(Actor actor, String page, Cast.Place unit) {
        assertThat(forms.get(actor, "/console/" + page)).as(page).hasStatusOk().bodyText().contains("<p class=\"acting\">" + unit.name() + "</p>");
    }

    private String acting(Actor actor, Cast.Place turn, String place) {
        var unit = own.actingFor(actor, Task.VIEW_STATISTICS, turn == null ? null : turn.id(), place);
        return unit == null ? null : unit.chinese();
    }
}
