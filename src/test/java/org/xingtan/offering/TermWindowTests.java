package org.xingtan.offering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Window;
import org.xingtan.selection.KeepTerm;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Crossing;
import org.xingtan.testing.XingtanTest;

/** Windows of a term are set anew and taken away, and nobody who has chosen in one loses what he chose. */
@XingtanTest
class TermWindowTests {

    @Autowired EditTerm edit;
    @Autowired KeepTerm keep;
    @Autowired Course course;
    @Autowired Crossing crossing;
    @Autowired Cast cast;
    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;

    private Cast.Place county;
    private Cast.Place school;
    private Actor office;
    private TermId term;

    @BeforeEach
    void openATerm() {
        county = cast.county();
        school = cast.school(county);
        office = cast.administrator(county);
        term = course.term(county, 3);
    }

    @Test
    void aWindowIsTakenAwayUnlessSomebodyHasChosenInIt() {
        var id = course.offered(term, county, 5, 0);
        var teacher = teacher();
        assertThat(choose(teacher, id)).hasStatus(201);

        var refused = catchThrowableOfType(Refused.class, () -> edit.remove(office, term, Window.Kind.SELECT, "by mistake"));
        assertThat(refused.verdict().unmet()).singleElement().satisfies(it -> assertThat(it.arguments()).containsExactly(1, List.of(teacher.personName())));
        assertThat(mvc.delete().uri(at(id)).with(Cast.as(teacher)).with(Cast.csrf()).exchange()).hasStatus(204);
        assertThatThrownBy(() -> edit.remove(office, term, Window.Kind.SELECT, "")).isInstanceOf(Refused.class);
        edit.remove(office, term, Window.Kind.SELECT, "by mistake");
        edit.remove(office, term, Window.Kind.SELECT, "by mistake");

        assertThat(keep.require(office, term).windows()).isEmpty();
        assertThat(choose(teacher, id)).hasStatus(422).bodyJson().extractingPath("$.verdict.conditions[?(@.met == false)].code").asArray().containsExactly("window.unset");
        edit.set(office, term, Window.Kind.SELECT, new TermForm.Days("2020-01-01", "2040-01-01", "again"));
        assertThat(choose(teacher, id)).hasStatus(201);
        assertThat(db.sql("select version from selection.term_window where term_id = :t order by version").param("t", term.value()).query(Integer.class).list()).containsExactly(1, 2, 3);
    }

    @Test
    void whoWorksForSomebodyElseByNowIsCountedAndNotNamed() {
        var id = course.offered(term, county, 2, 0);
        var gone = teacher();
        var here = teacher();
        course.choose(List.of(here, gone), id);
        db.sql("update directory.employment set organization_id = :to where teacher_id = :t").param("to", cast.school().id().value()).param("t", gone.teacher().value()).update();

        assertThat(catchThrowableOfType(Refused.class, () -> edit.remove(office, term, Window.Kind.SELECT, "no")).verdict().unmet()).singleElement()
            .satisfies(it -> assertThat(it.arguments()).containsExactly(2, List.of(here.personName())));
    }

    @Test
    void whereNobodyHasChosenNobodyIsNamed() {
        var refused = catchThrowableOfType(Refused.class, () -> edit.remove(office, term, Window.Kind.SELECT, " ")).verdict();

        assertThat(refused.conditions()).filteredOn(Condition::met).extracting(Condition::code).containsExactly("selection.window.free");
    }

    @Test
    void aWindowIsTakenAwayOnceWhoeverElseChangesItAtThatMoment() throws Exception {
        crossing.of(() -> edit.remove(office, term, Window.Kind.SELECT, "one"), () -> edit.remove(office, term, Window.Kind.SELECT, "other"));
        crossing.of(() -> edit.set(office, term, Window.Kind.SELECT, new TermForm.Days("2020-01-01", "2040-01-01", "again")),
            () -> edit.remove(office, term, Window.Kind.SELECT, "no"));

        assertThat(db.sql("select version || case when removed then ' ' || reason else '' end from selection.term_window where term_id = :t order by version")
            .param("t", term.value()).query(String.class).list()).containsExactly("1", "2 one", "3", "4 no");
    }

    /** What people were told stays: they may have more time, never less. */
    @Test
    void aWindowThatPeopleHaveSeenIsNotCutShort() {
        edit.set(office, term, Window.Kind.SELECT, days("2020-01-01", "2040-01-01"));

        assertThat(refusal("2020-01-01", "2019-12-31")).containsExactly("selection.window.days");
        assertThat(refusal("2020-01-01", "2020-02-01")).containsExactly("selection.window.longer");
        assertThat(refusal("2020-01-01", "2039-12-31")).containsExactly("selection.window.longer");
        assertThat(refusal("2020-01-02", "2041-01-01")).containsExactly("selection.window.opened");
        var both = catchThrowableOfType(Refused.class, () -> edit.set(office, term, Window.Kind.SELECT, days("2039-01-01", "2039-12-31"))).verdict().unmet();
        assertThat(both).extracting(Condition::arguments).containsExactly(
            List.of(Window.ofDays(Window.Kind.SELECT, LocalDate.of(2020, 1, 1), LocalDate.of(2040, 1, 1)).closes(), day("2039-12-31").closes()),
            List.of(day("2020-01-01").opens(), day("2039-01-01").opens()));
        assertThat(mvc.post().uri("/console/selection/terms/" + term + "/windows/SELECT").param("first", "2020-01-01").param("last", "2039-12-31")
            .param("reason", "less").with(Cast.as(office)).with(Cast.csrf()).exchange()).hasStatus(422).bodyText().contains("不早于现在的截止时间", "2039年12月31日", "2040年1月1日");

        edit.set(office, term, Window.Kind.SELECT, days("2019-12-01", "2040-02-01"));
        assertThat(keep.require(office, term).windows()).singleElement().extracting(Window::closes).isEqualTo(day("2040-02-01").closes());
    }

    /** Whoever waits was told of the makeup round: without it the term would be over, and he would wait no more. */
    @Test
    void theRoundOfWhatIsLeftIsNotTakenAwayFromWhoeverWaits() {
        edit.set(office, term, Window.Kind.MAKEUP, days("2040-02-01", "2040-03-01"));
        edit.remove(office, term, Window.Kind.MAKEUP, "by mistake");
        edit.set(office, term, Window.Kind.MAKEUP, days("2040-02-10", "2040-03-01"));
        var id = course.offered(term, county, 1, 1);
        var holder = teacher();
        var waiting = teacher();
        course.choose(List.of(holder), id);
        course.choose(List.of(waiting), id);

        var refused = catchThrowableOfType(Refused.class, () -> edit.remove(office, term, Window.Kind.MAKEUP, "by mistake")).verdict().unmet();

        assertThat(refused).extracting(Condition::code).containsExactly("selection.window.told");
        assertThat(keep.require(office, term).windows()).extracting(Window::kind).contains(Window.Kind.MAKEUP);
    }

    @Test
    void aWindowThatHasNotOpenedMayOpenLaterAndADraftIsFree() {
        edit.set(office, term, Window.Kind.MAKEUP, days("2040-02-01", "2040-03-01"));
        edit.set(office, term, Window.Kind.MAKEUP, days("2040-02-20", "2040-03-05"));
        assertThat(catchThrowableOfType(Refused.class, () -> edit.set(office, term, Window.Kind.MAKEUP, days("2040-02-20", "2040-03-04"))).verdict().unmet())
            .extracting(Condition::code).containsExactly("selection.window.longer");

        var draft = course.draft(county, 3);
        edit.set(office, draft, Window.Kind.SELECT, days("2020-01-01", "2040-01-01"));
        edit.set(office, draft, Window.Kind.SELECT, days("2020-02-01", "2020-03-01"));
        assertThat(keep.require(office, draft).windows()).singleElement().extracting(Window::closes).isEqualTo(day("2020-03-01").closes());
    }

    /** Whoever has a place was told how long there is to learn, and without that time the term is over with its last window, and nobody waits. */
    @Test
    void theTimeToLearnIsNotTakenAwayFromWhoHasChosen() {
        edit.set(office, term, Window.Kind.LEARN, days("2020-01-01", "2040-06-30"));
        edit.remove(office, term, Window.Kind.LEARN, "by mistake");
        edit.set(office, term, Window.Kind.LEARN, days("2035-01-01", "2040-06-30"));
        var here = teacher();
        course.choose(List.of(here), course.offered(term, county, 2, 0));

        var refused = catchThrowableOfType(Refused.class, () -> edit.remove(office, term, Window.Kind.LEARN, "by mistake")).verdict().unmet();

        assertThat(refused).extracting(Condition::code).containsExactly("selection.window.learned");
        assertThat(refused).extracting(Condition::arguments).containsExactly(List.of(1, List.of(here.personName())));
        assertThat(keep.require(office, term).windows()).extracting(Window::kind).contains(Window.Kind.LEARN);
    }

    @Test
    void anotherAuthorityFindsNothingToTakeAway() {
        for (var other : List.of(cast.administrator(cast.county()), cast.administrator(school), teacher())) {
            assertThatThrownBy(() -> edit.remove(other, term, Window.Kind.SELECT, "mine")).isInstanceOf(NotFound.class);
        }
    }

    private List<String> refusal(String first, String last) {
        return catchThrowableOfType(Refused.class, () -> edit.set(office, term, Window.Kind.SELECT, days(first, last))).verdict().unmet().stream().map(Condition::code).toList();
    }

    private static TermForm.Days days(String first, String last) {
        return new TermForm.Days(first, last, "as announced");
    }

    private static Window day(String day) {
        return Window.ofDays(Window.Kind.SELECT, LocalDate.parse(day), LocalDate.parse(day));
    }

    private Actor teacher() {
        return cast.actor(cast.teacher(school));
    }

    private MvcTestResult choose(Actor actor, OfferingId id) {
        return mvc.post().uri(at(id)).with(Cast.as(actor)).with(Cast.csrf()).contentType("application/json").content("{}").exchange();
    }

    private static String at(OfferingId id) {
        return "/api/v1/offerings/" + id + "/selection";
    }
}
