package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.web.Dates;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** What people rely on once a call is published, and who sees how its places are used. */
@XingtanTest
class PublishedCallTests {

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired DefineCall define;
    @Autowired Calls calls;
    @Autowired Forms forms;

    private Called.Town town;

    @BeforeEach
    void buildATown() {
        town = called.town();
    }

    @Test
    void aDayThatIsPublishedComesLaterAndNeverEarlier() {
        var program = called.call(town.city(), 2, 0);
        var known = called.today().plusDays(10);
        assertThat(deadline(program, "COUNTY", known.minusDays(1))).hasStatus(422).bodyText()
            .contains(Dates.day(known, Locale.SIMPLIFIED_CHINESE), Dates.day(known.minusDays(1), Locale.SIMPLIFIED_CHINESE), "只能延后");
        assertThat(applying(program, called.today().minusDays(2), called.today().plusDays(3))).hasStatus(422).bodyText().contains("只能延后");
        assertThat(applying(program, called.today().minusDays(1), called.today().plusDays(2))).hasStatus(422).bodyText().contains("只能延后");
        assertThat(applying(program, called.today().minusDays(1), called.today().plusDays(3))).as("as it is").hasStatus3xxRedirection();
        assertThat(applying(program, called.today().minusDays(1), called.today().plusDays(4))).hasStatus3xxRedirection();
        assertThat(deadline(program, "COUNTY", known.plusDays(1))).hasStatus3xxRedirection();
        assertThat(deadline(program, "COUNTY", known)).as("and not back").hasStatus(422);
        assertThat(calls.current(program).deadline(Application.Level.COUNTY)).isEqualTo(Sample.end(known.plusDays(1)));
    }

    @Test
    void noDayComesOnOneThatIsOver() {
        var plain = called.definition(town.city(), 2, 0);
        var program = called.publish(new DefineCall.Definition(plain.program(), null, plain.series(), null, 2, 0, plain.training(), 0, true, called.today().minusDays(9),
            called.today().minusDays(8), plain.deadlines()));
        assertThat(applying(program, called.today().minusDays(9), called.today().minusDays(2))).hasStatus(422).bodyText().contains("只能延后");
        assertThat(applying(program, called.today().minusDays(9), called.today())).hasStatus3xxRedirection();
    }

    @Test
    void aDraftIsFree() {
        var plain = called.definition(town.city(), 2, 0);
        define.define(plain);
        assertThat(deadline(plain.program(), "COUNTY", called.today().plusDays(7))).hasStatus3xxRedirection();
        assertThat(applying(plain.program(), called.today().minusDays(5), called.today().minusDays(3))).hasStatus3xxRedirection();
    }

    @Test
    void howManyPlacesAreUsedIsSeenUpAndDownOnesOwnWay() {
        var other = cast.under(town.city(), "COUNTY");
        var program = called.call(town.city(), 99, 0);
        called.quota(program, town.county(), 41);
        called.quota(program, other, 37);
        called.quota(program, town.school(), 13);
        called.admitted(town, program, called.teacher(town.school()));
        var elsewhere = cast.administrator(other);

        assertThat(row(town.cityOffice(), program, town.county())).contains(">41<", ">1<");
        assertThat(row(town.cityOffice(), program, other)).contains(">37<", ">0<");
        for (var below : new Actor[] {town.countyOffice(), town.principal()}) {
            assertThat(row(below, program, town.county())).contains(">41<", ">1<");
            assertThat(row(below, program, town.school())).contains(">13<", ">1<", "12");
            assertThat(row(below, program, other)).contains(">37<", ">–<").doesNotContain(">0<");
        }
        for (var unit : new Cast.Place[] {town.county(), town.school()}) {
            assertThat(row(elsewhere, program, unit)).contains(">–<").doesNotContain(">1<", "12");
        }
        assertThat(row(elsewhere, program, other)).contains(">37<", ">0<");
        assertThat(row(cast.actor(cast.staff(cast.school(other), Role.PRINCIPAL)), program, town.county())).contains(">41<", ">–<").doesNotContain(">1<");
    }

    /** A line of the table as somebody reads it, without what he may do about it. */
    private String row(Actor reader, ProgramId program, Cast.Place unit) {
        var page = forms.get(reader, "/console/applications/calls/" + program);
        assertThat(page).hasStatusOk();
        var text = new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        var code = "<span class=\"quiet\">" + unit.code() + "</span>";
        assertThat(text).contains(code);
        var start = text.indexOf(code) + code.length();
        return text.substring(start, text.indexOf("</tr>", start)).split("<form")[0];
    }

    private MvcTestResult deadline(ProgramId program, String level, LocalDate day) {
        return forms.post(town.cityOffice(), "/console/applications/calls/" + program + "/clocks/" + level, "last", day.toString(), "reason", "节假日");
    }

    private MvcTestResult applying(ProgramId program, LocalDate first, LocalDate last) {
        return forms.post(town.cityOffice(), "/console/applications/calls/" + program + "/clocks/APPLY", "first", first.toString(), "last", last.toString(), "reason", "节假日");
    }
}
