package org.xingtan.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** On the page of a case the bar at the top names who acts, and not whose case it is. */
@XingtanTest
class TopBarTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired NominateCase nominate;
    @Autowired Forms forms;

    @Test
    void isWhoseTurnItIsOrTheNearestOfHisOwn() {
        var county = cast.county();
        var city = county.parent();
        var school = cast.school(county);
        var author = cast.administrator(school);
        var both = cast.administrator(school);
        cast.appoint(both.teacher(), Role.TRAINING_ADMINISTRATOR, county);
        cast.administrator(county);
        var id = Uuids.next();
        nominate.begin(author, id, curriculum.aProgram(city.id()).publish(), school.id(), "三段式直播课");
        named(both, id.toString(), school);

        nominate.submit(author, new NominateCase.Words(id, 1, new CaseText("三段式直播课", List.of("王小研"), List.of("王小研"), "摘要", "正文", null), List.of()));

        named(author, id.toString(), school);
        named(both, id.toString(), county);
        named(cast.administrator(county), id.toString(), county);
        named(cast.administrator(city), id.toString(), city);
    }

    private void named(Actor actor, String id, Cast.Place unit) {
        assertThat(forms.get(actor, "/console/cases/" + id)).hasStatusOk().bodyText().contains("<p class=\"acting\">" + unit.name() + "</p>");
    }
}
