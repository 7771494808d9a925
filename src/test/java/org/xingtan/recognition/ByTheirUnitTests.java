package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** What the unit of a person decides: who reviews, and how much a day holds. */
@XingtanTest
class ByTheirUnitTests extends ClaimSteps {

    @Autowired Organizations organizations;

    /** It lies in a county and is kept by the city, whatever it is asked. */
    @Test
    void aSchoolThatTheCityKeepsPassesByTheCountyInWhichItLies() {
        db.sql("update directory.organization set subordination = 'DIRECT' where id = :school").param("school", school.id().value()).update();
        var id = claimed.file(teacher, Claimed.training("4", 2));

        assertThat(claims.steps(teacher.teacher(), id)).extracting(it -> it.level() + " " + it.state()).containsExactly("SCHOOL WAITING", "COUNTY SKIPPED", "CITY WAITING");
        approve(principal, id);
        assertThatThrownBy(() -> approve(county, id)).isInstanceOf(Forbidden.class);
        approve(cast.administrator(school.parent().parent()), id);
        assertThat(claim(id).isApproved()).isTrue();
    }

    /** It has no offices of its own. */
    @Test
    void ofATeachingPointTheSchoolReviewsThatItBelongsTo() {
        var point = cast.under(school, "TEACHING_POINT");
        var there = cast.actor(cast.teacher(point));
        var id = claimed.file(there, Claimed.training("4", 2));

        assertThat(claims.steps(there.teacher(), id)).extracting(it -> it.level() + " " + it.unit()).containsExactly("SCHOOL " + school.id(), "COUNTY " + school.parent().id());
        assertThat(read.of(duties.ofOffices(Set.of(principal.teacher())))).containsKey(principal.teacher());
        load.review(principal, there.teacher(), id, Claim.Decision.APPROVE, "");
        load.review(county, there.teacher(), id, Claim.Decision.APPROVE, "");
        assertThat(claims.find(there.teacher(), id).orElseThrow().isApproved()).isTrue();
    }

    /** What waited there before it had somebody to act for it. */
    @Test
    void whatWaitsAtATeachingPointGoesToItsSchool() throws Exception {
        var point = cast.under(school, "TEACHING_POINT");
        var there = cast.actor(cast.teacher(point));
        var id = claimed.file(there, Claimed.training("4", 2));
        for (var sql : List.of("update recognition.step set unit_id = :point where teacher_id = :t and claim_id = :id and state = 'WAITING' and position = 1",
                "update recognition.claim set lies_id = :point where teacher_id = :t and id = :id")) {
            db.sql(sql).param("point", point.id().value()).param("t", there.teacher().value()).param("id", id).update();
        }
        for (var sql : new ClassPathResource("db/migration/recognition/V4__school_of_a_teaching_point.sql").getContentAsString(StandardCharsets.UTF_8).split(";\\s*")) {
            db.sql(sql).update();
        }

        load.review(principal, there.teacher(), id, Claim.Decision.APPROVE, "");
        load.review(county, there.teacher(), id, Claim.Decision.APPROVE, "");
        assertThat(claims.find(there.teacher(), id).orElseThrow().isApproved()).isTrue();
    }

    /** It belongs to another school from now on, and both to another county. */
    @Test
    void whatWaitsFollowsATeachingPointThatIsMoved() {
        var point = cast.under(school, "TEACHING_POINT");
        var there = cast.actor(cast.teacher(point));
        var id = claimed.file(there, Claimed.training("4", 2));
        var other = cast.school(cast.under(school.parent().parent(), "COUNTY"));

        changing(point, () -> organizations.move(point.id(), other.id()));
        assertThat(claims.steps(there.teacher(), id)).extracting(it -> it.level() + " " + it.unit()).containsExactly("SCHOOL " + other.id(), "COUNTY " + other.parent().id());
        load.review(cast.administrator(other), there.teacher(), id, Claim.Decision.APPROVE, "");
        load.review(cast.administrator(other.parent()), there.teacher(), id, Claim.Decision.APPROVE, "");
        assertThat(claims.find(there.teacher(), id).orElseThrow().isApproved()).isTrue();
    }

    /** It goes up in a teaching point of another school. */
    @Test
    void whatWaitsFollowsATeachingPointThatIsMerged() {
        var point = cast.under(school, "TEACHING_POINT");
        var there = cast.actor(cast.teacher(point));
        var id = claimed.file(there, Claimed.training("4", 2));
        var other = cast.school(school.parent());
        var into = cast.under(other, "TEACHING_POINT");

        transaction.executeWithoutResult(_ -> organizations.merge(point.id(), into.id()));
        load.review(cast.administrator(other), there.teacher(), id, Claim.Decision.APPROVE, "");
        load.review(county, there.teacher(), id, Claim.Decision.APPROVE, "");
        assertThat(claims.find(there.teacher(), id).orElseThrow().isApproved()).isTrue();
    }

    /** Its own offices end with what it was. */
    @Test
    void whatWaitsAtASchoolThatBecomesATeachingPointGoesToItsSchool() {
        var small = cast.school(school.parent());
        var there = cast.actor(cast.teacher(small));
        var id = claimed.file(there, Claimed.training("4", 2));

        changing(small, () -> {
            db.sql("set constraints directory.organization_fits deferred").update();
            organizations.move(small.id(), school.id());
            db.sql("update directory.organization set kind = 'TEACHING_POINT' where id = :small").param("small", small.id().value()).update();
        });
        load.review(principal, there.teacher(), id, Claim.Decision.APPROVE, "");
        load.review(county, there.teacher(), id, Claim.Decision.APPROVE, "");
        assertThat(claims.find(there.teacher(), id).orElseThrow().isApproved()).isTrue();
    }

    /** As when somebody filed at the moment of the move. */
    @Test
    void whatWaitsWhereNobodyCanDecideIsFoundAndFollowsWithARepair() {
        var id = claimed.file(teacher, Claimed.training("4", 2));
        var other = cast.school(cast.under(school.parent().parent(), "COUNTY"));
        for (var sql : List.of("update recognition.step set unit_id = :other where teacher_id = :t and claim_id = :id and position = 1",
                "update recognition.claim set lies_id = :other where teacher_id = :t and id = :id")) {
            db.sql(sql).param("other", other.id().value()).param("t", teacher.teacher().value()).param("id", id).update();
        }

        assertThat(findings()).singleElement().asString().contains("waits at a unit that does not act for its own");
        audit.findings(true);
        assertThat(findings()).isEmpty();
        approve(principal, id);
    }

    private void changing(Cast.Place unit, Runnable change) {
        transaction.executeWithoutResult(_ -> {
            organizations.hold();
            var after = organizations.changing(List.of(unit.id()));
            change.run();
            after.run();
        });
    }

    /** There is one number: what the year asks of a day. */
    @Test
    void theDayIsTheOneThatTheYearAsks() {
        define.define(new AnnualRequirement(school.parent().id(), LocalDate.parse(Claimed.day(0)).getYear(), 0, "年度要求", "示例〔2025〕2号", CreditHours.of("90"),
            List.of(new AnnualRequirement.Category("PROFESSIONAL", "专业科目", null, CreditHours.of("42"))), List.of(), CreditHours.of("6"),
            AnnualRequirement.NewHires.FULL_YEAR), null);
        claimed.kinds(school);
        assertThatThrownBy(() -> claimed.file(teacher, Claimed.training("6.5", 2))).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("recognition.day-limit"));

        assertThat(entries(approved("OFFLINE_TRAINING", "4", 2, 2))).containsExactly("recognition 4.00 4.00");
        assertThat(entries(approved("OTHER_PLATFORM", "4", 2, 2))).containsExactly("recognition 4.00 2.00");
        assertThat(findings()).isEmpty();
    }
}
