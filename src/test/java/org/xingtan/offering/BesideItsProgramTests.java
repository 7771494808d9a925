package org.xingtan.offering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.selection.KeepTerm;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** A program gives half an hour for each of its two lessons until a month from now; what a term says of it is held beside that. */
@XingtanTest
class BesideItsProgramTests {

    private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

    @Autowired Forms forms;
    @Autowired Course course;
    @Autowired Cast cast;
    @Autowired OfferedNow now;
    @Autowired KeepTerm keep;
    @Autowired EditTerm edit;
    @Autowired Programs programs;
    @Autowired Texts texts;

    private Actor office;
    private TermId term;
    private Course.Made made;
    private OfferingId offering;

    @BeforeEach
    void offerACourse() {
        var county = cast.county();
        office = cast.administrator(county);
        term = course.draft(county, 3);
        made = course.program(county);
        offering = course.offered(term, made.id(), 5, 0);
    }

    @Test
    void moreHoursThanAnybodyIsCreditedAreSaidAndStandInNoWay() {
        var words = "“" + made.title() + "”写 4.00 学时，不多于课程按规则能给的 1.00 学时";

        assertThat(misfits()).containsExactly(words);
        assertThat(forms.get(office, "/console/selection/terms/" + term)).hasStatusOk().bodyText().contains("1 处与课程不符", words);
        assertThat(forms.get(office, "/console/offerings/" + offering)).hasStatusOk().bodyText().contains(words);
        revise("1.00");
        assertThat(misfits()).isEmpty();
        assertThat(forms.get(office, "/console/selection/terms/" + term)).hasStatusOk().bodyText().doesNotContain("处与课程不符");
        revise("0.50");
        assertThat(misfits()).as("less than there is promises nothing").isEmpty();
    }

    @Test
    void aTimeToLearnInWhichItCannotBeLearnedIsSaidWithBoth() {
        revise("1.00");
        var ends = LocalDate.ofInstant(learning().closes(), Window.ZONE);
        var begins = LocalDate.ofInstant(learning().opens(), Window.ZONE);

        learn(begins.plusDays(1), ends.minusDays(1));
        assertThat(misfits()).isEmpty();
        learn(begins.plusDays(1), ends.plusDays(40));

        assertThat(misfits()).containsExactly("“" + made.title() + "”的学习时间（" + Dates.day(begins.plusDays(1), CHINESE) + " – " + Dates.day(ends.plusDays(40), CHINESE)
            + "）在课程的学习时间（" + Dates.day(begins, CHINESE) + " – " + Dates.day(ends, CHINESE) + "）之内");
        learn(begins.minusDays(9), ends.minusDays(1));
        assertThat(misfits()).hasSize(1);
    }

    @Test
    void whoeverChoosesLastCanStillLearn() {
        revise("1.00");
        var ends = LocalDate.ofInstant(learning().closes(), Window.ZONE);

        edit.set(office, term, Window.Kind.SELECT, new TermForm.Days(LocalDate.ofInstant(Instant.now().minus(Duration.ofDays(3)), Window.ZONE).toString(), ends.plusDays(1).toString(), "longer"));

        assertThat(misfits()).singleElement().asString().contains(Dates.day(ends.plusDays(1), CHINESE));
    }

    @Test
    void aProgramThatBeginsAfterTheLastHasChosenFits() {
        revise("1.00");
        var begins = LocalDate.ofInstant(learning().opens(), Window.ZONE);

        edit.set(office, term, Window.Kind.SELECT, new TermForm.Days(begins.minusDays(9).toString(), begins.minusDays(2).toString(), "earlier"));

        assertThat(misfits()).isEmpty();
    }

    private void learn(LocalDate from, LocalDate to) {
        edit.set(office, term, Window.Kind.LEARN, new TermForm.Days(from.toString(), to.toString(), "set"));
    }

    private void revise(String hours) {
        var is = KeepOfferings.Form.of(now.find(offering).orElseThrow(), null);
        assertThat(forms.post(office, "/console/offerings/" + offering, "title", "", "provider", "", "hours", hours, "price", "0", "meetings", "", "shown", is.shown()))
            .hasStatus3xxRedirection();
    }

    private Window learning() {
        ProgramDetail program = programs.current(made.id());
        return program.learnWindows().getFirst();
    }

    private List<String> misfits() {
        return now.misfits(keep.require(office, term)).stream().map((Condition it) -> texts.of(it, CHINESE)).toList();
    }
}
