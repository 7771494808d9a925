package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.DecideAppeal;
import org.xingtan.appeal.FileAppeal;
import org.xingtan.appeal.Matter;
import org.xingtan.appeal.MyAppeals;
import org.xingtan.appeal.Subject;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.Organizations;
import org.xingtan.document.DocumentCard;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.XingtanTest;

/** What a review has rejected goes before those above it, and what they decide is written back. */
@XingtanTest
class ClaimAppealTests extends ClaimSteps {

    @Autowired FileAppeal filing;
    @Autowired DecideAppeal decide;
    @Autowired MyAppeals mine;
    @Autowired MockMvcTester mvc;

    @Test
    void whatTheSchoolRejectedTheDistrictApprovesInItsPlaceAndGoesOnReviewing() {
        var id = rejected(principal);
        var subject = offered().getFirst();
        assertThat(offered()).hasSize(1);
        assertThat(mvc.get().uri("/recognitions/" + id).with(as(teacher))).hasStatusOk().bodyText().contains("/appeals/new?kind=CLAIM&amp;about=" + subject.reference());
        assertThat(mvc.get().uri("/appeals/new?kind=CLAIM&about=" + subject.reference()).with(as(teacher))).hasStatusOk().bodyText().contains("申报 4.00 学时", "材料不符");
        var appeal = appeal(subject);
        assertThat(mvc.get().uri("/console/appeals/" + teacher.teacher() + "/" + appeal.id()).with(as(county))).hasStatusOk().bodyText()
            .contains("/console/recognition/claims/" + teacher.teacher() + "/" + id, "按审核通过办理");

        grant(county, appeal);

        assertThat(claim(id).lies()).isEqualTo(school.parent().id());
        assertThat(steps(id)).containsExactly("SCHOOL APPROVED", "COUNTY WAITING");
        assertThat(look.one(teacher.teacher(), id).acts()).extracting(Claim.Act::act).containsExactly("FILED", "REJECT", "UNDONE", "APPROVE");
        assertThat(mine.offered(teacher.teacher())).doesNotContainKey(Appeal.Kind.CLAIM);
        assertThat(mvc.get().uri("/appeals/" + appeal.id()).with(as(teacher))).hasStatusOk().bodyText().contains("不予认定的决定已撤销");
        var granted = look.one(teacher.teacher(), id).acts().getLast().id();
        assertThatThrownBy(() -> takeBack.undo(principal, teacher.teacher(), id, granted, "不同意")).as("whoever was appealed against").isInstanceOf(Problem.class).hasMessage("recognition.undo.late");
        assertThat(mvc.get().uri("/console/recognition/claims/" + teacher.teacher() + "/" + id).with(as(principal))).hasStatusOk().bodyText().doesNotContain("/undoing")
            .contains("由受理申诉的单位改为同意", "/console/appeals?which=closed&amp;kind=CLAIM");
        assertThat(mvc.get().uri("/recognitions/" + id).with(as(teacher))).hasStatusOk().bodyText().contains("由受理申诉的单位改为同意", "href=\"/appeals\"").doesNotContain("/console/");
        approve(county, id);
        assertThat(entries(id)).containsExactly("recognition 4.00 4.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void onTheLastLevelHoursArePostedAtOnceByWhoIsAboveIt() {
        var id = claimed.file(teacher, Claimed.training("4", 2));
        approve(principal, id);
        load.review(county, teacher.teacher(), id, Claim.Decision.REJECT, "材料不符");
        var appeal = appeal(offered().getFirst());

        assertThat(appeal.first()).as("above whoever rejected").isEqualTo(school.parent().parent().id());
        assertThatThrownBy(() -> grant(cast.administrator(school.parent()), appeal)).isInstanceOf(NotFound.class);
        var city = cast.administrator(school.parent().parent());
        grant(city, appeal);
        grant(city, appeal);

        assertThat(claim(id).isApproved()).isTrue();
        assertThat(entries(id)).containsExactly("recognition 4.00 4.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whoHasDecidedOnAnotherLevelDoesNotDecideOnThisOne() {
        var both = cast.administrator(school);
        var id = claimed.file(teacher, Claimed.training("4", 2));
        approve(both, id);
        load.review(county, teacher.teacher(), id, Claim.Decision.REJECT, "材料不符");
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> takeBack.overrule(both, teacher.teacher(), offered().getFirst().reference(), "签到表可证")))
            .isInstanceOf(Forbidden.class).hasMessage("recognition.one-level");
        assertThat(claim(id).state()).isEqualTo(Claim.State.REJECTED);
    }

    @Test
    void whatStandsNoMoreIsNotSetAside() {
        var id = rejected(principal);
        var appeal = appeal(offered().getFirst());
        takeBack.undo(principal, teacher.teacher(), id, look.one(teacher.teacher(), id).rejection(), "看错了");

        assertThatThrownBy(() -> grant(county, appeal)).isInstanceOf(Problem.class).hasMessage("recognition.undo.late");
        assertThat(steps(id)).containsExactly("SCHOOL WAITING", "COUNTY WAITING");
        load.review(cast.administrator(school), teacher.teacher(), id, Claim.Decision.REJECT, "仍然不符");
        assertThat(offered()).as("another rejection is another matter").hasSize(1);
        assertThat(offered().getFirst().reference()).isNotEqualTo(appeal.reference());
    }

    @Test
    void whoeverDecidesAboutTheNextReviewOfAClaimReadsWhatWasDecidedAboutTheOneBefore() {
        var id = rejected(principal);
        var first = appeal(offered().getFirst());
        grant(county, first);
        load.review(cast.administrator(school.parent()), teacher.teacher(), id, Claim.Decision.REJECT, "课程不在目录");
        var second = appeal(offered().getFirst());
        rejected(principal);
        var other = appeal(offered().getFirst());

        var city = cast.administrator(school.parent().parent());
        var pages = "/console/appeals/" + teacher.teacher() + "/";
        assertThat(mvc.get().uri(pages + second.id()).with(as(city))).hasStatusOk().bodyText().contains("此前的申诉", "签到表可证", county.personName(), pages + first.id());
        assertThat(mvc.get().uri(pages + other.id()).with(as(city))).hasStatusOk().bodyText().doesNotContain("此前的申诉");
    }

    @Test
    void afterThirtyWorkingDaysItIsTooLate() {
        var id = rejected(principal);
        transaction.executeWithoutResult(change -> {
            db.sql("alter table recognition.act disable trigger act_is_append_only").update();
            db.sql("update recognition.act set at = at - interval '60 days' where claim_id = :id").param("id", id).update();
            assertThatThrownBy(() -> appeal(offered().getFirst())).isInstanceOfSatisfying(Refused.class, it ->
                assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("appeal.in-time"));
            change.setRollbackOnly();
        });
    }

    @Autowired Organizations organizations;
    @Autowired FileClaim.Ground ground;
    @Autowired Kinds kinds;
    @Autowired PostHours hours;
    @Autowired AuditTrail trail;
    @Autowired Send send;
    @Autowired Clock clock;

    /** What was rejected while the year was open is not lost by a validation; what is filed after that is still refused. */
    @Test
    void aYearThatIsValidatedMeanwhileTakesTheHoursAsACorrection() {
        var id = rejected(principal);
        var year = validatedAt(id, clock.instant());
        assertThat(year.rules.ruling(claim(id)).verdict().unmet()).extracting(Condition::code).containsExactly("recognition.year-open");
        assertThat(unmet(() -> transaction.executeWithoutResult(_ -> year.takeBack.undo(principal, teacher.teacher(), id, offered().getFirst().reference(), "再核"))))
            .as("nothing could come of it any more").containsExactly("recognition.undo.year-open");

        transaction.executeWithoutResult(_ -> year.takeBack.overrule(county, teacher.teacher(), offered().getFirst().reference(), "签到表可证"));
        assertThat(year.rules.ruling(claim(id)).verdict().met()).isTrue();
        var district = cast.administrator(school.parent());
        year.reviews.review(district, teacher.teacher(), id, null, Claim.Decision.RETURN, "缺章");
        var before = claim(id);
        var kind = kinds.get(before.jurisdiction(), before.kind(), before.kindVersion());
        var form = ClaimForm.of(before, evidence.of(teacher.teacher(), id).stream().map(DocumentCard::id).toList());
        assertThat(year.rules.ruling(teacher.teacher(), id, kind, form.typed()).verdict().met()).as("he may put right what was returned").isTrue();
        file.correct(teacher, id, form);
        year.reviews.review(cast.administrator(school), teacher.teacher(), id, null, Claim.Decision.APPROVE, "");
        year.reviews.review(district, teacher.teacher(), id, null, Claim.Decision.APPROVE, "");

        assertThat(entries(id)).containsExactly("recognition 4.00 4.00");
        assertThat(db.sql("select by_appeal from ledger.entry_card where teacher_id = :t").param("t", teacher.teacher().value()).query(Boolean.class).list()).containsExactly(true);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aYearThatWasValidatedBeforeTheReviewTakesNothingWhoeverDecides() {
        var id = rejected(principal);
        var year = validatedAt(id, clock.instant().minusSeconds(86_400));

        assertThat(unmet(() -> transaction.executeWithoutResult(_ -> year.takeBack.overrule(county, teacher.teacher(), offered().getFirst().reference(), "签到表可证"))))
            .containsExactly("recognition.year-open");
        assertThat(claim(id).state()).isEqualTo(Claim.State.REJECTED);
    }

    private record Validated(ClaimRules rules, ReviewClaim reviews, TakeBack takeBack) {}

    /** As it is when the year of the claim was validated at that moment. */
    private Validated validatedAt(UUID id, Instant validated) {
        var factory = new StaticListableBeanFactory();
        var claimed = claim(id).year();
        factory.addBean("closed", new YearClosed() {
            @Override
            public boolean isClosed(TeacherId person, int year) {
                return person.equals(teacher.teacher()) && year == claimed;
            }

            @Override
            public boolean wasClosed(TeacherId person, int year, Instant then) {
                return isClosed(person, year) && !validated.isAfter(then);
            }
        });
        var closed = factory.getBeanProvider(YearClosed.class);
        var rules = new ClaimRules(ground.claimed(), evidence, kinds, closed, clock);
        var follow = new ReviewClaim.Follow(hours, trail, send, closed, transaction);
        var reviews = new ReviewClaim(claims, rules, ground.chain(), ground, follow, clock);
        return new Validated(rules, reviews, new TakeBack(claims, ground, reviews, follow, clock));
    }

    private static List<String> unmet(Runnable act) {
        var refused = catchThrowableOfType(Refused.class, act::run);
        assertThat(refused).isNotNull();
        return refused.verdict().unmet().stream().map(Condition::code).toList();
    }

    @Test
    void whereTheSchoolWentUpInAnotherTheDistrictDecidesAsBefore() {
        var id = rejected(principal);
        var appeal = appeal(offered().getFirst());
        var into = cast.school(school.parent());
        assertThat(mvc.post().uri("/console/units/" + school.id() + "/merging").param("code", into.code()).param("confirmed", "true").with(csrf()).with(as(county))).hasStatus(302);

        grant(county, appeal);

        assertThat(steps(id)).containsExactly("SCHOOL APPROVED", "COUNTY WAITING");
        assertThat(claim(id).unit()).isEqualTo(into.id());
        approve(cast.administrator(school.parent()), id);
        assertThat(entries(id)).containsExactly("recognition 4.00 4.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatGoesOnAfterItWaitsForTheAuthorityThatIsAboveByThen() {
        var id = rejected(principal);
        var appeal = appeal(offered().getFirst());
        var other = cast.under(school.parent().parent(), "COUNTY");
        transaction.executeWithoutResult(_ -> {
            var after = organizations.changing(List.of(school.id()));
            organizations.move(school.id(), other.id());
            after.run();
        });

        grant(county, appeal);

        assertThat(claim(id).lies()).isEqualTo(other.id());
        assertThat(findings()).isEmpty();
    }

    @Test
    void aThemeThatTheYearDoesNotAskForAnyMoreIsLeftOff() {
        Claimed.require(define, school.parent(), "ETHICS");
        claimed.kinds(school);
        var wanted = Claimed.training("4", 2);
        var id = claimed.file(teacher, new LoadClaims.Wanted(wanted.kind(), wanted.category(), "ETHICS", wanted.title(), null, wanted.from(), wanted.to(), "4", wanted.evidence()));
        load.review(principal, teacher.teacher(), id, Claim.Decision.REJECT, "材料不符");
        var appeal = appeal(offered().getFirst());
        Claimed.require(define, school.parent(), "OTHER");

        grant(county, appeal);

        assertThat(claim(id)).extracting(Claim::state, Claim::theme, Claim::leftOff).containsExactly(Claim.State.WAITING, null, "ETHICS");
        assertThat(steps(id)).containsExactly("SCHOOL APPROVED", "COUNTY WAITING");
        assertThat(findings()).isEmpty();
    }

    private UUID rejected(Actor by) {
        var id = claimed.file(teacher, Claimed.training("4", 2));
        load.review(by, teacher.teacher(), id, Claim.Decision.REJECT, "材料不符");
        return id;
    }

    private List<Subject> offered() {
        return mine.offered(teacher.teacher()).getOrDefault(Appeal.Kind.CLAIM, List.of());
    }

    private Appeal appeal(Subject subject) {
        return filing.file(teacher, new FileAppeal.Filing(UUID.randomUUID(), subject, "培训全程参加，签到表和结业证都在。", List.of()));
    }

    private void grant(Actor by, Appeal appeal) {
        decide.decide(by, teacher.teacher(), appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(null, "签到表可证"));
    }

    private List<String> steps(UUID id) {
        return claims.steps(teacher.teacher(), id).stream().map(it -> it.level() + " " + it.state()).toList();
    }
}
