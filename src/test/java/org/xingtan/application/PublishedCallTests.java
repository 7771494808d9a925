package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.web.Dates;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** What people rely on once a call is published. */
@XingtanTest
class PublishedCallTests {

    @Autowired Called called;
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

    private MvcTestResult deadline(ProgramId program, String level, LocalDate day) {
        return forms.post(town.cityOffice(), "/console/applications/calls/" + program + "/clocks/" + level, "last", day.toString(), "reason", "节假日");
    }

    private MvcTestResult applying(ProgramId program, LocalDate first, LocalDate last) {
        return forms.post(town.cityOffice(), "/console/applications/calls/" + program + "/clocks/APPLY", "first", first.toString(), "last", last.toString(), "reason", "节假日");
    }
}
