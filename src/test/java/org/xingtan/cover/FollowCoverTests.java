package org.xingtan.cover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** What was arranged is of the unit that arranged it, ends with its cause, and those are told who answer for it today. */
@XingtanTest
class FollowCoverTests extends CoverSteps {

    @Autowired PassArrangements pass;

    private TeacherId away;
    private TeacherId colleague;
    private Cast.Place other;
    private Actor otherPrincipal;

    @BeforeEach
    void sendSomebodyAway() {
        away = teacher(school);
        colleague = teacher(school);
        other = cast.school(county);
        otherPrincipal = cast.actor(cast.staff(other, Role.PRINCIPAL));
    }

    @AfterEach
    void allIsAsItWasSaid() {
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void theNextUnitSeesNothingOfWhatTheLastOneHasArranged() {
        chosen(away, "阅读课", day + " 09:00~12:00");
        arrange(principal, away, "COVERED", colleague, "只给本校看的话", "", day + "/0");
        serve(other, away);

        assertThat(forms.get(otherPrincipal, page(other))).hasStatusOk().bodyText().contains(cast.name(away), "待安排").doesNotContain(cast.name(colleague), "只给本校看的话", "不再有效");
        assertThat(forms.get(otherPrincipal, form(other, away, day))).hasStatusOk().bodyText()
            .contains("value=\"" + day + "/1\" checked").doesNotContain(cast.name(colleague), "只给本校看的话", "安排记录", "撤销安排");
        assertThat(forms.get(principal, page(school))).hasStatusOk().bodyText().contains("本人已不在本单位", cast.name(away));

        assertThat(arrange(other, otherPrincipal, away, "NONE", null, "", "", day + "/1")).hasStatus(302);
        assertThat(told(colleague)).containsExactly("cover.asked", "cover.freed");
        assertThat(forms.get(otherPrincipal, form(other, away, day))).hasStatusOk().bodyText().contains("安排记录").doesNotContain(cast.name(colleague));
    }

    @Test
    void whatTheLastUnitHasArrangedIsToBeArrangedInTheNextOne() {
        var soon = workday(today().plusDays(1));
        chosen(away, "阅读课", soon + " 09:00~12:00");
        assertThat(forms.post(principal, "/console/cover/none", "organization", school.id().toString(), "line",
            away + "/" + soon + "/0/" + absences.of(List.of(away), soon, soon).getFirst().cause())).hasStatus(302);
        serve(other, away);

        assertThat(office(otherPrincipal)).singleElement().satisfies(it -> assertThat(it.arguments()).startsWith(1));
    }

    @Test
    void whateverHoldsOfOnesOwnPeopleCanBeTakenBack() {
        chosen(away, "阅读课", day + " 09:00~12:00");
        arrange(principal, away, "COVERED", colleague, "", "", day + "/0");
        var stranger = cast.actor(cast.staff(cast.school(county), Role.PRINCIPAL));
        serve(other, away);

        for (var by : new Actor[] {stranger, otherPrincipal}) {
            assertThat(forms.post(by, "/console/cover/arrangement/withdrawal", "organization", other.id().toString(), "teacher", away.toString(), "cause", cause(away), "day", day + "/1"))
                .hasStatus(by == stranger ? 404 : 302);
        }
        assertThat(holding(away)).isEmpty();
    }

    @Test
    void aTeachingPointAndItsSchoolSeeToTheSameLessons() {
        var point = cast.under(school, "TEACHING_POINT");
        var there = teacher(point);
        var head = cast.actor(cast.staff(point, Role.PRINCIPAL));
        chosen(there, "阅读课", day + " 09:00~12:00");
        arrange(principal, there, "MOVED", null, "调到周五", "", day + "/0");

        assertThat(forms.get(head, form(point, there, day))).hasStatusOk().bodyText().contains("安排记录", "调到周五");
        assertThat(forms.post(head, "/console/cover/arrangement/withdrawal", "organization", point.id().toString(), "teacher", there.toString(), "cause", cause(there), "day", day + "/1"))
            .hasStatus(302);
        assertThat(holding(there)).isEmpty();
    }

    @Test
    void aSchoolThatGoesUpInAnotherOneTakesItsArrangementsAlong() {
        chosen(away, "阅读课", day + " 09:00~12:00");
        arrange(principal, away, "COVERED", colleague, "第三节", "", day + "/0");

        transaction.executeWithoutResult(_ -> {
            serve(other, away, colleague);
            pass.inherit(school.id(), other.id());
        });
        follow.follow();

        assertThat(holding(away)).singleElement().extracting(Arrangement::unit, Arrangement::version).containsExactly(other.id(), 2);
        assertThat(told(colleague)).containsExactly("cover.asked");
        assertThat(forms.get(otherPrincipal, page(other))).hasStatusOk().bodyText().contains(cast.name(colleague) + "代课", "第三节");
        assertThat(forms.get(otherPrincipal, form(other, away, day))).hasStatusOk().bodyText().contains("随单位合并转入");
    }

    @Test
    void whatEndsIsToldOnceForAllItsDaysToThoseWhoKeepTheUnitToday() {
        admitted(away, day, day.plusDays(1));
        arrange(principal, away, "COVERED", colleague, "", "", day + "/0", day.plusDays(1) + "/0");
        var next = cast.actor(cast.staff(school, Role.PRINCIPAL));
        db.sql("update directory.appointment set during = daterange('2020-01-01', '2020-02-01') where teacher_id = :t").param("t", principal.teacher().value()).update();
        var application = db.sql("select id from application.application where teacher_id = :t").param("t", away.value()).query(UUID.class).single();
        transaction.executeWithoutResult(_ -> applications.withdraw(away, application, clock.instant()));

        follow.follow();
        follow.follow();

        assertThat(told(away)).containsExactly("cover.told", "cover.withdrawn");
        assertThat(told(colleague)).containsExactly("cover.asked", "cover.freed");
        assertThat(told(next.teacher())).containsExactly("cover.gone");
        assertThat(told(principal.teacher())).isEmpty();
        assertThat(forms.get(next, "/me/messages")).hasStatusOk().bodyText().contains(cast.name(away), "不再外出");
        assertThat(db.sql("select after->>'why' || ' ' || (after->>'day') from audit.entry where act = 'cover.end' and target = :t").param("t", "teacher:" + away).query(String.class).list())
            .containsExactly("BACK " + day + " " + day.plusDays(1));
        assertThat(holding(away)).isEmpty();
    }

    @Test
    void whoKeepsTheUnitAndIsOneOfTheTwoIsToldOnce() {
        cast.appoint(away, Role.PRINCIPAL, school);
        var course = chosen(away, "阅读课", day + " 09:00~12:00");
        arrange(principal, away, "COVERED", colleague, "", "", day + "/0");
        givesBack(away, course);
        follow.follow();
        assertThat(told(away)).containsExactly("cover.told", "cover.withdrawn");
        assertThat(told(principal.teacher())).containsExactly("cover.gone");
    }

    /** The node of the next release knows of something that this one does not. */
    @Test
    void whatNobodyHereTellsOfIsLeftAlone() {
        arrangements.set(new Arrangement(new Arrangement.Key(new Arrangement.Colleague(away, cast.name(away)), day, "later:1"), school.id(), "以后才有的事", Arrangement.Kind.NONE, null, "",
            List.of(), Arrangement.State.ARRANGED, 1, principal.teacher(), principal.personName(), clock.instant()), "ARRANGED", "");
        follow.follow();

        assertThat(holding(away)).singleElement().extracting(Arrangement::title).isEqualTo("以后才有的事");
        assertThat(told(away)).isEmpty();
        assertThat(told(principal.teacher())).isEmpty();
        assertThat(forms.get(principal, page(school))).hasStatusOk().bodyText().doesNotContain("以后才有的事");
    }

    @Test
    void whyItWasTakenBackIsToldToBoth() {
        chosen(away, "阅读课", day + " 09:00~12:00");
        arrange(principal, away, "COVERED", colleague, "", "", day + "/0");
        assertThat(forms.post(principal, "/console/cover/arrangement/withdrawal", "organization", school.id().toString(), "teacher", away.toString(), "cause", cause(away), "day",
            day + "/1", "note", "另有安排")).hasStatus(302);
        for (var one : List.of(away, colleague)) {
            assertThat(forms.get(cast.actor(one), "/me/messages")).hasStatusOk().bodyText().contains("原因：另有安排");
        }
    }

    @Test
    void anArrangementIsNeverWrittenOver() {
        chosen(away, "阅读课", day + " 09:00~12:00");
        arrange(principal, away, "NONE", null, "", "", day + "/0");
        for (var change : List.of("note = 'x'", "version = version + 2", "version = version + 1, day = day + 1")) {
            assertThatThrownBy(() -> db.sql("update cover.arrangement set " + change + " where teacher_id = :t").param("t", away.value()).update()).as(change)
                .isInstanceOf(DataAccessException.class).hasMessageContaining("as its next version");
        }
        assertThatThrownBy(() -> db.sql("""
                insert into cover.act (teacher_id, day, cause, unit_id, title, version, act, kind, covered_by, note, at, by)
                select teacher_id, day, cause, unit_id, title, 2, 'CHANGED', 'COVERED', teacher_id, '', at, by from cover.act where teacher_id = :t
                """).param("t", away.value()).update()).isInstanceOf(DataAccessException.class).hasMessageContaining("act_by_another");
    }

    @Test
    void whoeverChangesUnitAuthorOrTitleInTheDatabaseIsFound() {
        chosen(away, "阅读课", day + " 09:00~12:00");
        arrange(principal, away, "NONE", null, "", "", day + "/0");
        for (var change : new String[] {"unit_id = '" + other.id() + "'", "title = 'x'", "set_by = '" + colleague + "'", "set_by_name = 'x'"}) {
            transaction.executeWithoutResult(status -> {
                db.sql("alter table cover.arrangement disable trigger arrangement_versions_grow").update();
                db.sql("update cover.arrangement set " + change + " where teacher_id = :t").param("t", away.value()).update();
                assertThat(audit.findings(false)).as(change).singleElement().asString().contains("is not what was said of it last");
                status.setRollbackOnly();
            });
        }
    }
}
