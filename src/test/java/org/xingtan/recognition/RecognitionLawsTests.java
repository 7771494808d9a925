package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.xingtan.directory.Role;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.testing.XingtanTest;

/** What nobody may do about a claim, alone or at the same moment as others. */
@XingtanTest
class RecognitionLawsTests extends ClaimSteps {

    @Test
    void nobodyReviewsOnAnotherLevelNorTwiceNorElsewhere() {
        var id = claimed.file(teacher, Claimed.training("4", 2));
        assertThatThrownBy(() -> approve(county, id)).isInstanceOf(Forbidden.class).hasMessage("recognition.level");
        assertThatThrownBy(() -> approve(cast.administrator(cast.school(school.parent())), id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> approve(cast.administrator(cast.county()), id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> approve(teacher, id)).isInstanceOf(Forbidden.class).hasMessage("recognition.own");
        assertThatThrownBy(() -> load.review(principal, teacher.teacher(), id, Claim.Decision.RETURN, " ")).isInstanceOf(Refused.class);
        approve(principal, id);
        approve(principal, id);
        assertThatThrownBy(() -> load.review(principal, teacher.teacher(), id, Claim.Decision.REJECT, "不实")).isInstanceOf(Problem.class).hasMessage("recognition.decided");
        assertThatThrownBy(() -> approve(cast.administrator(school), id)).isInstanceOf(Problem.class).hasMessage("recognition.decided");
        cast.appoint(principal.teacher(), Role.TRAINING_ADMINISTRATOR, school.parent());
        assertThat(claims.acts(teacher.teacher(), id)).hasSize(2);
        assertThat(findings()).isEmpty();
    }

    @Test
    void whoDecidedBeforeDoesNotDecideAgainAboveIt() {
        var both = cast.administrator(school);
        cast.appoint(both.teacher(), Role.TRAINING_ADMINISTRATOR, school.parent());
        var id = claimed.file(teacher, Claimed.training("4", 2));
        approve(both, id);

        assertThatThrownBy(() -> load.review(both, teacher.teacher(), id, Claim.Decision.APPROVE, "再审")).isInstanceOf(Forbidden.class).hasMessage("recognition.one-level");
    }

    @Test
    void theYearOfAKindIsFullForBothOfTwoAtOnce() throws Exception {
        var ids = List.of(claimed.file(teacher, Claimed.wanted("PAPER", "10", 5, 5)), claimed.file(teacher, Claimed.wanted("PAPER", "10", 4, 4)),
            claimed.file(teacher, Claimed.wanted("PAPER", "10", 3, 3)));
        ids.forEach(id -> approve(principal, id));

        var outcomes = together(ids.stream().<Callable<String>>map(id -> () -> outcome(() -> approve(county, id))).toList());

        assertThat(outcomes).containsExactlyInAnyOrder("done", "done", "Refused");
        assertThat(db.sql("select sum(credited) from ledger.entry where teacher_id = :t").param("t", teacher.teacher().value()).query(String.class).single()).isEqualTo("20.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void onePaperServesOnePersonOnce() {
        var paper = Claimed.paper();
        var first = claimed.file(teacher, Claimed.wanted("OTHER_PLATFORM", "4", 4, 4, paper));
        var other = cast.actor(cast.teacher(school));

        assertThatThrownBy(() -> claimed.file(teacher, Claimed.wanted("OTHER_PLATFORM", "4", 3, 3, paper))).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("recognition.evidence.unused"));
        assertThatThrownBy(() -> claimed.file(other, Claimed.wanted("OTHER_PLATFORM", "4", 3, 3, paper))).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code, Condition::arguments)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("recognition.evidence.sole", List.of())));

        takeBack.withdraw(teacher, first);
        assertThat(claimed.file(other, Claimed.wanted("OTHER_PLATFORM", "4", 3, 3, paper))).isNotNull();
        assertThat(findings()).isEmpty();
    }

    @Test
    void ofTwoWhoClaimByOnePaperAtOnceOneIsFirst() throws Exception {
        var paper = Claimed.paper();
        var others = List.of(teacher, cast.actor(cast.teacher(school)), cast.actor(cast.teacher(school)), cast.actor(cast.teacher(cast.school(school.parent()))));

        var outcomes = together(others.stream().<Callable<String>>map(it -> () -> outcome(() -> claimed.file(it, Claimed.wanted("OTHER_PLATFORM", "4", 3, 3, paper)))).toList());

        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(outcomes.stream().filter("Refused"::equals)).hasSize(3);
        assertThat(findings()).isEmpty();
    }

    @Test
    void nobodyIsInTwoPlacesOnOneDay() throws Exception {
        var outcomes = together(List.of(() -> outcome(() -> claimed.file(teacher, Claimed.training("8", 5, 3))), () -> outcome(() -> claimed.file(teacher, Claimed.training("8", 4, 4))),
            () -> outcome(() -> claimed.file(teacher, Claimed.training("8", 3, 2)))));
        assertThat(outcomes).contains("done", "Refused");
        assertThat(claimed.file(teacher, Claimed.wanted("OTHER_PLATFORM", "4", 4, 4))).isNotNull();
        assertThat(findings()).isEmpty();
    }

    @Test
    void theSameTrainingIsClaimedOnceAndTheSameFormIsOneClaim() {
        var wanted = Claimed.wanted("OTHER_PLATFORM", "4", 4, 4);
        claimed.file(teacher, wanted);
        var again = new LoadClaims.Wanted("FURTHER_STUDY", "COMMON", null, " " + wanted.title() + "。", null, wanted.from(), wanted.to(), "2", List.of(Claimed.paper()));

        assertThatThrownBy(() -> claimed.file(teacher, again)).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("recognition.once"));
    }

    /** A line may break after the first answer: whoever sends the very same again, however often at once, is led to what he has filed. */
    @Test
    void theVerySameSentAtOnceIsOneClaimForAll() throws Exception {
        var wanted = Claimed.training("4", 2);

        var ids = together(List.<Callable<String>>of(() -> claimed.file(teacher, wanted).toString(), () -> claimed.file(teacher, wanted).toString(),
            () -> claimed.file(teacher, wanted).toString(), () -> claimed.file(teacher, wanted).toString()));

        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(claims.of(teacher.teacher())).extracting(it -> it.id().toString()).containsExactly(ids.getFirst());
        assertThat(claims.acts(teacher.teacher(), UUID.fromString(ids.getFirst()))).hasSize(1);
        assertThat(claimed.file(teacher, wanted)).hasToString(ids.getFirst());
        assertThatThrownBy(() -> claimed.file(teacher, new LoadClaims.Wanted(wanted.kind(), wanted.category(), null, wanted.title(), null, wanted.from(), wanted.to(), "5",
            wanted.evidence()))).isInstanceOfSatisfying(Refused.class, it -> assertThat(it.verdict().unmet()).extracting(Condition::code)
                .containsExactly("recognition.once", "recognition.evidence.unused"));
        takeBack.withdraw(teacher, UUID.fromString(ids.getFirst()));
        assertThat(claimed.file(teacher, wanted)).as("what was withdrawn may be claimed anew").doesNotHaveToString(ids.getFirst());
        assertThat(findings()).isEmpty();
    }

    private UUID ofEthics() {
        var wanted = Claimed.training("4", 2);
        return claimed.file(teacher, new LoadClaims.Wanted(wanted.kind(), wanted.category(), "ETHICS", wanted.title(), null, wanted.from(), wanted.to(), "4", wanted.evidence()));
    }

    @Test
    void aThemeThatTheYearDoesNotAskForAnyMoreIsLeftOff() {
        Claimed.require(define, school.parent(), "ETHICS");
        claimed.kinds(school);
        var id = ofEthics();
        assertThatThrownBy(() -> load.review(principal, teacher.teacher(), id, Claim.Decision.APPROVE_FOR_CATEGORY, "")).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("recognition.theme.strange"));
        approve(principal, id);
        Claimed.require(define, school.parent(), "OTHER");
        assertThatThrownBy(() -> approve(county, id)).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("recognition.theme"));

        load.review(county, teacher.teacher(), id, Claim.Decision.APPROVE_FOR_CATEGORY, "");
        load.review(county, teacher.teacher(), id, Claim.Decision.APPROVE_FOR_CATEGORY, "");

        assertThat(claim(id)).extracting(Claim::state, Claim::theme, Claim::leftOff).containsExactly(Claim.State.APPROVED, null, "ETHICS");
        assertThat(entries(id)).containsExactly("recognition 4.00 4.00");
        assertThat(db.sql("select count(*) from ledger.entry where teacher_id = :t and evidence ->> 'theme' is not null").param("t", teacher.teacher().value())
            .query(Integer.class).single()).isZero();
        assertThat(look.one(teacher.teacher(), id).acts()).extracting(Claim.Act::code).containsExactly("FILED", "APPROVE", "APPROVE_FOR_CATEGORY");
        assertThat(db.sql("select rule || arguments from messaging.message where teacher_id = :t").param("t", teacher.teacher().value()).query(String.class).single())
            .startsWith("recognition.recognized-for-category").contains("专题 ETHICS");
        assertThat(findings()).isEmpty();
    }

    /** The law of the database: a claim may lose its theme, and get that one back; what it says does not change. */
    @Test
    void theThemeThatWasLeftOffComesBackWithTheReviewThatIsUndone() {
        Claimed.require(define, school.parent(), "ETHICS");
        claimed.kinds(school);
        var id = ofEthics();
        Claimed.require(define, school.parent(), "OTHER");
        load.review(principal, teacher.teacher(), id, Claim.Decision.APPROVE_FOR_CATEGORY, "");
        approve(county, id);
        assertBroken("update recognition.claim set left_off = 'OTHER' where teacher_id = :t and id = :id", id);
        takeBack.undo(county, teacher.teacher(), id, review(id, 2), "再核");
        assertThat(claim(id)).extracting(Claim::theme, Claim::leftOff).as("the school has left it off, and its review stands").containsExactly(null, "ETHICS");
        takeBack.undo(principal, teacher.teacher(), id, review(id, 1), "再核");
        assertThat(claim(id)).extracting(Claim::theme, Claim::leftOff).containsExactly("ETHICS", null);
        assertBroken("update recognition.claim set theme = null where teacher_id = :t and id = :id", id);

        load.review(principal, teacher.teacher(), id, Claim.Decision.APPROVE_FOR_CATEGORY, "");
        load.review(county, teacher.teacher(), id, Claim.Decision.RETURN, "请改选专题");
        var before = look.one(teacher.teacher(), id).claim();
        load.correct(teacher, id, new LoadClaims.Wanted(before.kind(), before.category(), "OTHER", before.title(), null, before.from().toString(), before.to().toString(), "4",
            List.of(Claimed.paper())));

        assertThat(claim(id)).extracting(Claim::theme, Claim::leftOff).containsExactly("OTHER", null);
        assertThat(findings()).isEmpty();
    }

    /** What stands there is an approval, with the theme or without it; whoever sends the other one is not told that it was done. */
    @Test
    void anotherWayToApproveIsAnotherDecision() {
        Claimed.require(define, school.parent(), "ETHICS");
        claimed.kinds(school);
        var id = ofEthics();
        approve(principal, id);
        Claimed.require(define, school.parent(), "OTHER");
        assertDecided(id, Claim.Decision.APPROVE_FOR_CATEGORY);
        approve(principal, id);
        assertThat(claim(id)).extracting(Claim::theme, Claim::leftOff).containsExactly("ETHICS", null);

        takeBack.undo(principal, teacher.teacher(), id, review(id, 1), "再核");
        load.review(principal, teacher.teacher(), id, Claim.Decision.APPROVE_FOR_CATEGORY, "");
        assertDecided(id, Claim.Decision.APPROVE);
        load.review(principal, teacher.teacher(), id, Claim.Decision.APPROVE_FOR_CATEGORY, "");
        assertThat(claims.acts(teacher.teacher(), id)).extracting(Claim.Act::code).containsExactly("FILED", "APPROVE", "UNDONE", "APPROVE_FOR_CATEGORY");
    }

    private void assertDecided(UUID id, Claim.Decision other) {
        assertThatThrownBy(() -> load.review(principal, teacher.teacher(), id, other, "")).isInstanceOfSatisfying(Problem.class, it ->
            assertThat(it).extracting(Problem::status, Problem::code).containsExactly(409, "recognition.decided"));
    }

    /** While nodes are renewed: one that knows of no theme left off shows the history, and writes what was put right. */
    @Test
    void aNodeThatKnowsOfNothingLeftOffGoesOn() {
        Claimed.require(define, school.parent(), "ETHICS");
        claimed.kinds(school);
        var id = ofEthics();
        Claimed.require(define, school.parent(), "OTHER");
        load.review(principal, teacher.teacher(), id, Claim.Decision.APPROVE_FOR_CATEGORY, "");
        assertThat(db.sql("select act from recognition.act where teacher_id = :t order by n").param("t", teacher.teacher().value()).query(String.class).list())
            .containsExactly("FILED", "APPROVE");
        load.review(county, teacher.teacher(), id, Claim.Decision.RETURN, "请改选专题");

        written(id, "theme = 'OTHER'");

        assertThat(claim(id)).extracting(Claim::theme, Claim::leftOff).containsExactly("OTHER", null);
        assertThat(db.sql("select conname from pg_constraint where conrelid = 'recognition.claim'::regclass and not convalidated order by conname").query(String.class).list())
            .as("a large table is not read through while it is locked").containsExactly("claim_has_one_theme", "claim_left_off_is_said");
    }

    /** As a node undoes and puts right that writes the columns it knows: steps and then the claim, or the claim and then its steps. */
    @Test
    void whatSuchANodeUndoesOrPutsRightSaysWhatItSaidOrSays() {
        Claimed.require(define, school.parent(), "ETHICS");
        claimed.kinds(school);
        var id = ofEthics();
        Claimed.require(define, school.parent(), "OTHER");
        load.review(principal, teacher.teacher(), id, Claim.Decision.APPROVE_FOR_CATEGORY, "");
        load.review(county, teacher.teacher(), id, Claim.Decision.RETURN, "请改选专题");
        undone(id, 2);
        assertThat(claim(id)).extracting(Claim::theme, Claim::leftOff).as("the school's review stands").containsExactly(null, "ETHICS");
        undone(id, 1);
        assertThat(claim(id)).extracting(Claim::theme, Claim::leftOff).containsExactly("ETHICS", null);

        load.review(principal, teacher.teacher(), id, Claim.Decision.APPROVE_FOR_CATEGORY, "");
        load.review(county, teacher.teacher(), id, Claim.Decision.RETURN, "请补证明");
        written(id, "theme = null");
        assertThat(claim(id)).extracting(Claim::theme, Claim::leftOff).as("he names none any more").containsExactly(null, null);
    }

    private void undone(UUID id, int position) {
        db.sql("update recognition.step set state = 'WAITING', due_on = null, by = null, by_name = null, at = null, reason = '', act_id = null where claim_id = :id and position >= :n")
            .param("id", id).param("n", position).update();
        written(id, "changed_at = now()");
    }

    private void written(UUID id, String what) {
        db.sql("update recognition.claim set " + what + ", state = 'WAITING', lies_id = unit_id, due_on = now() where teacher_id = :t and id = :id")
            .param("t", teacher.teacher().value()).param("id", id).update();
    }

    @Test
    void papersOfOthersCannotBeNamed() {
        var other = cast.actor(cast.teacher(school));
        var theirs = evidence.bring(other.teacher(), "x.pdf", new java.io.ByteArrayInputStream(Claimed.paper().bytes()));
        var form = new ClaimForm("OTHER_PLATFORM", "COMMON", null, "题目", null, Claimed.day(3), Claimed.day(3), "4", List.of(theirs.id().toString()));

        assertThatThrownBy(() -> file.file(teacher, UUID.randomUUID(), form)).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code).contains("recognition.evidence.yours", "recognition.evidence.enough"));
    }

    @Test
    void approvedAndWithdrawnAtOnceIsOneOfThem() throws Exception {
        // Four: the year of the kind has room for as many, whoever of them is first.
        for (var i = 0; i < 4; i++) {
            var id = claimed.file(teacher, Claimed.wanted("PUBLIC_LESSON", "2", 10 + i, 10 + i));
            var tasks = new ArrayList<Callable<String>>(List.of(() -> outcome(() -> approve(principal, id)), () -> outcome(() -> takeBack.withdraw(teacher, id)),
                () -> outcome(() -> load.review(cast.administrator(school), teacher.teacher(), id, Claim.Decision.REJECT, "不实"))));
            Collections.shuffle(tasks);
            var outcomes = together(tasks);
            assertThat(outcomes).containsOnlyOnce("done");
            assertThat(claims.acts(teacher.teacher(), id)).hasSize(2);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void theDatabaseHoldsTheLaws() {
        var id = approved("OFFLINE_TRAINING", "6", 3, 3);
        var waiting = claimed.file(teacher, Claimed.training("6", 6));
        assertBroken("update recognition.claim set claimed = 8 where teacher_id = :t and id = :id", waiting);
        assertBroken("update recognition.claim set state = 'APPROVED', lies_id = null, due_on = null where teacher_id = :t and id = :id", waiting);
        assertBroken("update recognition.claim set state = 'REJECTED', recognized = null where teacher_id = :t and id = :id", id);
        assertBroken("delete from recognition.claim where teacher_id = :t and id = :id", id);
        assertBroken("update recognition.act set reason = 'x' where teacher_id = :t and claim_id = :id", id);
        assertBroken("update recognition.step set by = teacher_id where teacher_id = :t and claim_id = :id", id);
        assertBroken("""
            insert into recognition.act (teacher_id, claim_id, n, id, act, at, by, by_name) values (:t, :id, 9, gen_random_uuid(), 'APPROVE', now(), :t, 'x')
            """, id);
        assertBroken("""
            insert into recognition.claim (teacher_id, id, jurisdiction, kind, kind_version, category, title, title_key, from_on, to_on, claimed, needs_presence, unit_id, state,
                   lies_id, due_on, filed_at, changed_at)
            select teacher_id, gen_random_uuid(), jurisdiction, kind, kind_version, category, 'x', 'x', from_on, to_on, 1, true, unit_id, 'WAITING', unit_id, now(), now(), now()
              from recognition.claim where teacher_id = :t and id = :id
            """, id);
        assertBroken("""
            insert into recognition.evidence (teacher_id, claim_id, position, sha256, live)
            select :t, :id, 3, sha256, true from recognition.evidence where teacher_id = :t and claim_id = :id
            """, id);
        assertBroken("update recognition.kind set measure_hours = 99 where jurisdiction = (select jurisdiction from recognition.claim where teacher_id = :t and id = :id)", id);
    }

    @Test
    void theCheckFindsWhatWasPlanted() {
        var id = approved("OFFLINE_TRAINING", "6", 3, 3);
        db.sql("alter table recognition.claim disable trigger claim_moves").update();
        try {
            db.sql("update recognition.claim set recognized = 5 where teacher_id = :t and id = :id").param("t", teacher.teacher().value()).param("id", id).update();
            assertThat(findings()).hasSize(1).first().asString().contains("has 0 entries");
            db.sql("update recognition.claim set recognized = null, state = 'REJECTED' where teacher_id = :t and id = :id").param("t", teacher.teacher().value()).param("id", id).update();
            assertThat(findings()).hasSize(2);
        } finally {
            db.sql("update recognition.claim set recognized = 6, state = 'APPROVED' where teacher_id = :t and id = :id").param("t", teacher.teacher().value()).param("id", id).update();
            db.sql("alter table recognition.claim enable trigger claim_moves").update();
        }
        assertThat(findings()).isEmpty();
    }

    @Autowired Kinds kinds;
    @Autowired FileClaim.Ground ground;
    @Autowired org.xingtan.audit.AuditTrail trail;
    @Autowired Clock clock;

    @Test
    void intoAClosedYearNothingIsFiled() {
        var factory = new StaticListableBeanFactory();
        factory.addBean("closed", (YearClosed) (person, year) -> person.equals(teacher.teacher()) && String.valueOf(year).equals(Claimed.day(3).substring(0, 4)));
        var strict = new FileClaim(claims, new ClaimRules(ground.claimed(), evidence, kinds, factory.getBeanProvider(YearClosed.class), clock), ground, trail, clock);
        var paper = evidence.bring(teacher.teacher(), "x.pdf", new java.io.ByteArrayInputStream(Claimed.paper().bytes()));
        var form = new ClaimForm("OTHER_PLATFORM", "COMMON", null, "题目", null, Claimed.day(3), Claimed.day(3), "4", List.of(paper.id().toString()));

        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> strict.file(teacher, UUID.randomUUID(), form))).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("recognition.year-open"));
        assertThat(file.file(teacher, UUID.randomUUID(), form).claim().isWaiting()).isTrue();
    }

    @Autowired PostHours hours;
    @Autowired ReviewClaim reviews;
    @Autowired org.xingtan.messaging.Send send;

    @Test
    void anApprovalOfAYearThatIsClosedIsNotUndone() {
        var id = approved("OFFLINE_TRAINING", "6", 3, 3);
        var factory = new StaticListableBeanFactory();
        factory.addBean("closed", (YearClosed) (person, year) -> person.equals(teacher.teacher()) && year == claim(id).year());
        var strict = new TakeBack(claims, ground, reviews, new ReviewClaim.Follow(hours, trail, send, factory.getBeanProvider(YearClosed.class), transaction), clock);

        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> strict.undo(county, teacher.teacher(), id, review(id, 2), "证明系伪造")))
            .isInstanceOfSatisfying(Refused.class, it -> assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("recognition.undo.year-open"));

        assertThat(claim(id).isApproved()).isTrue();
        assertThat(credited()).isEqualTo("6.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void theClaimantHearsOnceWhatWasDecided() {
        var returned = claimed.file(teacher, Claimed.training("6", 3));
        approve(principal, returned);
        assertThat(told()).as("somebody else decides next").isEmpty();
        load.review(county, teacher.teacher(), returned, Claim.Decision.RETURN, "学时与证明不符");
        load.review(county, teacher.teacher(), returned, Claim.Decision.RETURN, "学时与证明不符");
        assertThat(told()).containsExactly("recognition.returned");
        assertThat(db.sql("select arguments::text || link from messaging.message where teacher_id = :t").param("t", teacher.teacher().value()).query(String.class).single())
            .contains("学时与证明不符", "/recognitions/" + returned);
        takeBack.withdraw(teacher, returned);
        var id = approved("OFFLINE_TRAINING", "6", 2, 2);
        approve(county, id);
        takeBack.undo(county, teacher.teacher(), id, review(id, 2), "再核");
        load.review(county, teacher.teacher(), id, Claim.Decision.REJECT, "不实");

        assertThat(told()).containsExactly("recognition.returned", "recognition.recognized", "recognition.undone", "recognition.rejected");
    }

    private java.util.List<String> told() {
        return db.sql("select rule from messaging.message where teacher_id = :t order by due_at, id").param("t", teacher.teacher().value()).query(String.class).list();
    }
}
