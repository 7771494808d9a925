package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** On the page of an application the bar at the top names who acts, and not with whom it lies. */
@XingtanTest
class TopBarTests {

    @Autowired Cast cast;
    @Autowired Called called;
    @Autowired Forms forms;

    @Test
    void isWhoseTurnItIsOrTheNearestOfHisOwn() {
        var town = called.town();
        var both = cast.actor(cast.staff(town.school(), Role.PRINCIPAL));
        cast.appoint(both.teacher(), Role.TRAINING_ADMINISTRATOR, town.county());
        var program = called.call(town.city(), 2, 1);
        var id = called.apply(called.teacher(town.school()), program);
        var page = "/console/applications/" + id;
        named(town.principal(), page, town.school());
        named(town.countyOffice(), page, town.county());
        named(town.cityOffice(), page, town.city());
        named(both, page, town.school());

        called.approve(town.principal(), id);

        named(town.principal(), page, town.school());
        named(both, page, town.county());
        named(town.countyOffice(), "/console/applications/calls/" + program, town.county());
    }

    private void named(Actor actor, String page, Cast.Place unit) {
        assertThat(forms.get(actor, page)).as(page).hasStatusOk().bodyText().contains("<p class=\"acting\">" + unit.name() + "</p>");
    }
}
