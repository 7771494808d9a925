package org.xingtan.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Whoever is appointed in several units that lie beside one another goes from one to the other. */
@XingtanTest
class SeveralUnitsTests {

    @Autowired MockMvcTester mvc;
    @Autowired Cast cast;

    @ParameterizedTest
    @ValueSource(strings = {"/console/accounts", "/console/units", "/console/census", "/console/certificates", "/console/qualifications", "/console/qualifications/people",
        "/console/qualifications/claims", "/console/qualifications/import"})
    void eachIsReachedFromEveryOther(String area) {
        var county = cast.county();
        var one = cast.school(county);
        var two = cast.school(county);
        var administrator = cast.administrator(one);
        cast.appoint(administrator.teacher(), Role.TRAINING_ADMINISTRATOR, two);

        for (var here : new Cast.Place[] {one, two}) {
            assertThat(mvc.get().uri(area + "?organization=" + here.id()).with(Cast.as(administrator)).exchange()).hasStatusOk().bodyText()
                .contains(link(area, one), link(area, two));
        }
        assertThat(mvc.get().uri(area).with(Cast.as(cast.administrator(two))).exchange()).hasStatusOk().bodyText().doesNotContain(one.id().toString());
    }

    /** No trail of one step stands above them. */
    @ParameterizedTest
    @ValueSource(strings = {"/console/accounts", "/console/units", "/console/certificates", "/console/qualifications"})
    void whoeverHasOneIsShownWhichItIsOnce(String area) {
        var one = cast.school();
        assertThat(mvc.get().uri(area).with(Cast.as(cast.administrator(one))).exchange()).hasStatusOk().bodyText().contains(one.name()).doesNotContain("<ol class=\"crumbs\">", "您的单位");
    }

    private static String link(String area, Cast.Place unit) {
        return "=\"" + (area.endsWith("census") ? "" : area + "?organization=") + unit.id();
    }

    /** What is the same for all of them is looked at from the one he comes from. */
    @Test
    void goesOnWithTheUnitHeComesFrom() {
        var county = cast.county();
        var one = cast.school(county);
        var two = cast.school(county);
        var administrator = cast.administrator(one);
        cast.appoint(administrator.teacher(), Role.TRAINING_ADMINISTRATOR, two);

        for (var here : new Cast.Place[] {one, two}) {
            assertThat(mvc.get().uri("/console/qualifications/kinds?organization=" + here.id()).with(Cast.as(administrator)).exchange()).hasStatusOk().bodyText()
                .contains("/console/qualifications?organization=" + here.id());
        }
    }
}
