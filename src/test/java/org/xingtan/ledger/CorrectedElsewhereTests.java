package org.xingtan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.program.CreditRule;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** Hours of whoever has gone elsewhere, or is nowhere, are corrected where they count; and nobody is offered what he may not do. */
@XingtanTest
class CorrectedElsewhereTests {

    private static final LocalDate TODAY = LocalDate.now(Window.ZONE);
    private static final LocalDate PAST = LocalDate.of(TODAY.getYear() - 1, 5, 4);

    @Autowired MockMvcTester mvc;
    @Autowired Ledger ledger;
    @Autowired JoinProgram join;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JdbcClient db;

    private Cast.Place school;
    private Cast.Place next;
    private Actor before;
    private Actor after;
    private TeacherId teacher;

    @BeforeEach
    void cast() {
        school = cast.school();
        next = cast.school();
        before = cast.administrator(school.parent());
        after = cast.administrator(next.parent());
        teacher = cast.teacher(school);
    }

    @Test
    void whoDecidesOnAYearThatIsOverCorrectsItOfWhoHasGoneElsewhere() {
        var old = earn(null, "旧年研修", PAST);
        var now = earn(null, "今年研修", TODAY);
        goesTo(next);

        assertThat(get(before)).hasStatusOk().bodyText().contains("旧年研修", "冲销这一笔").doesNotContain("今年研修", "/console/teachers/" + teacher);
        assertThat(reverse(before, now)).hasStatus(404);
        assertThat(reverse(before, old)).hasStatus3xxRedirection();
        assertThat(get(before)).hasStatusOk().bodyText().contains("-6.00", "已冲销");
        assertThat(get(after)).hasStatusOk().bodyText().contains("旧年研修", "今年研修", "冲销这一笔");
        assertThat(reverse(after, now)).hasStatus3xxRedirection();
        assertThat(get(cast.administrator(cast.county()))).hasStatus(404);
    }

    @Test
    void hoursOfWhoHasRetiredAreCorrectedToo() {
        var old = earn(null, "旧年研修", PAST);
        goesTo(null);

        assertThat(get(before)).hasStatusOk().bodyText().contains("旧年研修", "冲销这一笔");
        assertThat(get(after)).hasStatus(404);
        assertThat(reverse(after, old)).hasStatus(404);
        assertThat(reverse(before, old)).hasStatus3xxRedirection();
    }

    /** Nobody counts him, and yet they lie in somebody's account. */
    @Test
    void hoursFromOutsideOfSomebodyWithoutAnyUnitAreTheAuthoritysInWhoseAccountTheyLie() {
        var now = earn(null, "今年研修", TODAY);
        goesTo(null);
        var province = cast.administrator(school.parent().parent().parent());

        assertThat(get(before)).hasStatus(404);
        assertThat(get(province)).hasStatusOk().bodyText().contains("今年研修", "冲销这一笔");
        assertThat(reverse(cast.administrator(next.parent().parent().parent()), now)).hasStatus(404);
        assertThat(reverse(province, now)).hasStatus3xxRedirection();
    }

    /** Hours of a program count where he took part. */
    @Test
    void onlyWhoMayTakeAnEntryBackIsOfferedIt() {
        var program = curriculum.aProgram(school.id()).publish();
        join.join(cast.actor(teacher), program.id(), null);
        var entry = earn(program.id(), "项目学时", TODAY);
        goesTo(next);

        assertThat(get(after)).hasStatusOk().bodyText().contains("项目学时").doesNotContain("冲销这一笔");
        assertThat(reverse(after, entry)).hasStatus(404);
        assertThat(get(before)).hasStatusOk().bodyText().contains("项目学时", "冲销这一笔");
        assertThat(reverse(before, entry)).hasStatus3xxRedirection();
    }

    private Receipt earn(ProgramId program, String title, LocalDate on) {
        return ledger.post(new Earning(teacher, school.id(), school.path(), program, Earning.Place.NOWHERE, new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of("6.00")), List.of()),
            1, program == null ? List.of() : List.of(program.value()), CreditHours.of("6.00"), "test", UUID.randomUUID().toString(), title, Map.of(), on));
    }

    private void goesTo(Cast.Place unit) {
        if (unit == null) {
            db.sql("delete from directory.employment where teacher_id = :teacher").param("teacher", teacher.value()).update();
        } else {
            db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", unit.id().value()).param("teacher", teacher.value()).update();
        }
    }

    private MvcTestResult get(Actor actor) {
        return mvc.get().uri("/console/ledger/teachers/" + teacher).with(Cast.as(actor)).exchange();
    }

    private MvcTestResult reverse(Actor actor, Receipt entry) {
        return mvc.post().uri("/console/ledger/teachers/" + teacher + "/entries/" + entry.id() + "/reversal").param("reason", "证明不实").with(Cast.csrf()).with(Cast.as(actor)).exchange();
    }
}
