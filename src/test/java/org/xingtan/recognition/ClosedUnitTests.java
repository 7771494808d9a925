package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.platform.Actor;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** A unit or an authority is closed: nobody acts for it any more, so nothing may wait there. */
@XingtanTest
class ClosedUnitTests extends ClaimSteps {

    @Autowired Forms forms;

    @Test
    void whatWaitsForAUnitHoldsItOpen() {
        var id = claimed.file(teacher, Claimed.training("4", 2));
        leave(school);

        assertThat(close(school)).hasStatus(422).bodyText().contains("没有学时申请等这个单位审核（还有 1 件）");
        takeBack.withdraw(teacher, id);
        assertThat(close(school)).hasStatus3xxRedirection();
    }

    /** Its school has been moved, and what came from a provider is confirmed by the authority under which it was handed in. */
    @Test
    void whatWaitsForAnAuthorityHoldsItOpen() {
        var authority = school.parent();
        var id = claimed.file(teacher, Claimed.training("4", 2));
        approve(principal, id);
        leave(school);
        db.sql("update directory.organization set closed_on = current_date where id = :school").param("school", school.id().value()).update();
        leave(authority);

        assertThat(close(authority)).hasStatus(422).bodyText().contains("没有学时申请等这个单位审核（还有 1 件）");
        approve(cast.administrator(authority), id);
        leave(authority);
        assertThat(close(authority)).hasStatus3xxRedirection();
    }

    /** Somebody has it back, and in the meantime his school is closed, and the authority as well. */
    @Test
    void whatIsSentAgainPassesByWhoeverIsClosed() {
        var wanted = Claimed.training("4", 2);
        var id = claimed.file(teacher, wanted);
        load.review(principal, teacher.teacher(), id, Claim.Decision.RETURN, "blurred");
        leave(school);
        assertThat(close(school)).hasStatus3xxRedirection();
        leave(school.parent());
        assertThat(close(school.parent())).hasStatus3xxRedirection();

        load.correct(teacher, id, wanted);

        assertThat(claims.steps(teacher.teacher(), id)).extracting(it -> it.level() + " " + it.state()).containsExactly("SCHOOL SKIPPED", "COUNTY SKIPPED", "CITY WAITING");
        approve(city(), id);
        assertThat(claim(id).isApproved()).isTrue();
    }

    private Actor city() {
        return cast.administrator(school.parent().parent());
    }

    private MvcTestResult close(Cast.Place unit) {
        return forms.post(city(), "/console/units/" + unit.id() + "/closing", "closed", "true");
    }

    /** Everybody goes to another school of the city, and offices end. */
    private void leave(Cast.Place unit) {
        var elsewhere = cast.school(cast.under(school.parent().parent(), "COUNTY"));
        db.sql("update directory.employment set organization_id = :to where organization_id = :unit").param("to", elsewhere.id().value()).param("unit", unit.id().value()).update();
        db.sql("update directory.appointment set during = daterange('2020-01-01', '2020-02-01') where organization_id = :unit").param("unit", unit.id().value()).update();
    }
}
