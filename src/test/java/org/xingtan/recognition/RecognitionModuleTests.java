package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Role;
import org.xingtan.ledger.CorrectEntry;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** A claim from its filing to the ledger and back, and what nobody may do about it. */
@XingtanTest
@Import(Claimed.class)
class RecognitionModuleTests {

    @Autowired Claimed claimed;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired LoadClaims load;
    @Autowired Claims claims;
    @Autowired TakeBack takeBack;
    @Autowired LookAtClaims look;
    @Autowired ReviewMany many;
    @Autowired ReviewQueue queue;
    @Autowired RecognitionDuties duties;
    @Autowired RecognitionAudit audit;
    @Autowired Evidence evidence;
    @Autowired ReverseEntry reversal;
    @Autowired CorrectEntry correction;
    @Autowired TransactionTemplate transaction;

    private Cast.Place school;
    private Actor teacher;
    private Actor principal;
    private Actor county;

    @BeforeEach
    void plant() {
        school = cast.school();
        claimed.kinds(school);
        teacher = cast.actor(cast.teacher(school));
        principal = cast.administrator(school);
        county = cast.administrator(school.parent());
    }

    @Test
    void whatBothLevelsApproveIsInTheLedgerAtOnce() {
        var id = claimed.file(teacher, Claimed.training("6.50", 3));
        assertThat(claim(id).lies()).isEqualTo(school.id());
        approve(principal, id);
        assertThat(claim(id).lies()).isEqualTo(school.parent().id());
        assertThat(entries(id)).isEmpty();

        approve(county, id);

        assertThat(claim(id).state()).isEqualTo(Claim.State.APPROVED);
        assertThat(entries(id)).containsExactly("recognition 6.50 6.50");
        var file = look.one(teacher.teacher(), id);
        assertThat(file.receipt()).isNotNull();
        assertThat(file.steps()).extracting(it -> it.level() + " " + it.state()).containsExactly("SCHOOL APPROVED", "COUNTY APPROVED");
        assertThat(file.acts()).extracting(Claim.Act::act).containsExactly("FILED", "APPROVE", "APPROVE");
        assertThat(findings()).isEmpty();
    }

    @Test
    void theThemeGoesWithTheHours() {
        var wanted = Claimed.training("4", 2);
        var id = claimed.file(teacher, new LoadClaims.Wanted(wanted.kind(), wanted.category(), "ETHICS", wanted.title(), "Z-1", wanted.from(), wanted.to(), "4", wanted.evidence()));
        approve(principal, id);
        approve(county, id);

        assertThat(db.sql("select evidence ->> 'theme' || ' ' || (evidence ->> 'number') from ledger.entry where teacher_id = :t and source = 'recognition'")
            .param("t", teacher.teacher().value()).query(String.class).single()).isEqualTo("ETHICS Z-1");
    }

    @Test
    void aUnitUnderTheCitySkipsTheCounty() {
        var direct = cast.school(school.parent().parent());
        var other = cast.actor(cast.teacher(direct));
        var id = claimed.file(other, Claimed.training("4", 2));

        assertThat(claims.steps(other.teacher(), id)).extracting(it -> it.level() + " " + it.state()).containsExactly("SCHOOL WAITING", "COUNTY SKIPPED", "CITY WAITING");
        load.review(cast.administrator(direct), other.teacher(), id, Claim.Decision.APPROVE, "");
        load.review(cast.administrator(school.parent().parent()), other.teacher(), id, Claim.Decision.APPROVE, "");
        assertThat(claims.find(other.teacher(), id).orElseThrow().isApproved()).isTrue();
    }

    @Test
    void whatNeedsNoSecondLookIsDoneAtTheSchool() {
        var id = claimed.file(teacher, Claimed.wanted("PUBLIC_LESSON", "2", 2, 2));
        approve(principal, id);

        assertThat(claim(id).recognized()).isEqualTo(CreditHours.of("4"));
        assertThat(entries(id)).containsExactly("recognition 4.00 4.00");
    }

    @Test
    void whoReviewsHimselfGoesStraightToTheNextLevel() {
        var id = claimed.file(principal, Claimed.training("4", 2));

        assertThat(claims.steps(principal.teacher(), id)).extracting(it -> it.level() + " " + it.state()).containsExactly("SCHOOL SKIPPED", "COUNTY WAITING");
        assertThatThrownBy(() -> load.review(principal, principal.teacher(), id, Claim.Decision.APPROVE, "")).isInstanceOf(Forbidden.class).hasMessage("recognition.own");
        load.review(county, principal.teacher(), id, Claim.Decision.APPROVE, "");
        assertThat(claims.find(principal.teacher(), id).orElseThrow().isApproved()).isTrue();
    }

    @Test
    void nobodyReviewsOnAnotherLevelNorTwiceNorElsewhere() {
        var id = claimed.file(teacher, Claimed.training("4", 2));
        assertThatThrownBy(() -> approve(county, id)).isInstanceOf(Forbidden.class).hasMessage("recognition.level");
        assertThatThrownBy(() -> approve(cast.administrator(cast.school(school.parent())), id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> approve(cast.administrator(cast.county()), id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> approve(teacher, id)).isInstanceOf(NotFound.class);
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
    void moreThanTheDayHoldsIsRefused() {
        assertThatThrownBy(() -> claimed.file(teacher, Claimed.training("8.01", 2))).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("recognition.day-limit"));
        assertThat(claims.of(teacher.teacher())).isEmpty();
    }

    @Test
    void aDayThatIsFullAlreadyHoldsNoMore() {
        approved("PUBLIC_LESSON", "4", 2, 2);
        approved("OTHER_PLATFORM", "6", 2, 2);

        var third = approved("OTHER_PLATFORM", "8", 2, 2);
        assertThat(entries(third)).containsExactly("recognition 8.00 0.00");
        assertThat(look.one(teacher.teacher(), third).receipt().limitedBy().scope()).isEqualTo("DAY");
        assertThat(findings()).isEmpty();
    }

    @Test
    void severalDaysHoldWhatIsLeftOfThem() {
        approved("OTHER_PLATFORM", "8", 3, 3);

        var id = approved("OFFLINE_TRAINING", "16", 3, 2);

        assertThat(claim(id).recognized()).isEqualTo(CreditHours.of("8"));
        assertThat(entries(id)).containsExactly("recognition 8.00 8.00");
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
    void aSharedListShowsReviewersWhoElseUsesItAsFarAsTheyMaySee() {
        var list = Claimed.paper();
        var id = claimed.file(teacher, Claimed.training("4", 3, list));
        var near = cast.actor(cast.teacher(school));
        var far = cast.actor(cast.teacher(cast.school(school.parent())));
        claimed.file(near, Claimed.training("4", 3, list));
        claimed.file(far, Claimed.training("4", 3, list));

        var seen = look.inCase(principal, teacher.teacher(), id);

        assertThat(seen.uses()).extracting(it -> it.claim().teacher()).containsExactly(near.teacher());
        assertThat(seen.hidden()).isEqualTo(1);
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

    @Test
    void papersOfOthersCannotBeNamed() {
        var other = cast.actor(cast.teacher(school));
        var theirs = evidence.bring(other.teacher(), "x.pdf", new java.io.ByteArrayInputStream(Claimed.paper().bytes()));
        var form = new ClaimForm("OTHER_PLATFORM", "COMMON", null, "题目", null, Claimed.day(3), Claimed.day(3), "4", List.of(theirs.id().toString()));

        assertThatThrownBy(() -> file.file(teacher, UUID.randomUUID(), form)).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code).contains("recognition.evidence.yours", "recognition.evidence.enough"));
    }

    @Autowired FileClaim file;

    @Test
    void whatIsReturnedIsPutRightAndBeginsAnew() {
        var wanted = Claimed.training("6", 3);
        var id = claimed.file(teacher, wanted);
        approve(principal, id);
        load.review(county, teacher.teacher(), id, Claim.Decision.RETURN, "学时与证明不符");
        assertThat(duties.of(Set.of(teacher.teacher())).get(teacher.teacher())).extracting(Duties.Duty::text).containsExactly("recognition.duty.RETURNED");
        assertThatThrownBy(() -> claimed.file(teacher, Claimed.training("6", 3))).isInstanceOf(Refused.class);

        var corrected = new LoadClaims.Wanted(wanted.kind(), "COMMON", null, wanted.title(), null, wanted.from(), wanted.to(), "4", wanted.evidence());
        load.correct(teacher, id, corrected);
        load.correct(teacher, id, corrected);

        assertThat(claims.steps(teacher.teacher(), id)).extracting(it -> it.level() + " " + it.state()).containsExactly("SCHOOL WAITING", "COUNTY WAITING");
        approve(principal, id);
        approve(county, id);
        assertThat(entries(id)).containsExactly("recognition 4.00 4.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aReviewIsUndoneUntilTheNextLevelHasActed() {
        var id = claimed.file(teacher, Claimed.training("6", 3));
        approve(principal, id);
        var first = review(id, 1);
        takeBack.undo(principal, teacher.teacher(), id, first, "点错了");
        assertThat(claim(id).lies()).isEqualTo(school.id());
        approve(principal, id);
        var second = review(id, 1);
        assertThatThrownBy(() -> takeBack.undo(principal, teacher.teacher(), id, first, "再撤")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> takeBack.undo(county, teacher.teacher(), id, second, "代撤")).isInstanceOf(Forbidden.class);
        approve(county, id);

        assertThatThrownBy(() -> takeBack.undo(principal, teacher.teacher(), id, second, "晚了")).isInstanceOf(Problem.class).hasMessage("recognition.undo.late");
        assertThat(claim(id).isApproved()).isTrue();
        assertThat(findings()).isEmpty();
    }

    @Test
    void hoursThatWerePostedAreReversedWhenTheApprovalIsUndone() {
        var id = approved("OFFLINE_TRAINING", "6", 3, 3);
        assertThatThrownBy(() -> takeBack.undo(county, teacher.teacher(), id, review(id, 2), "")).isInstanceOf(Refused.class);

        takeBack.undo(county, teacher.teacher(), id, review(id, 2), "证明系伪造");

        assertThat(claim(id).state()).isEqualTo(Claim.State.WAITING);
        assertThat(credited()).isEqualTo("0.00");
        assertThat(findings()).isEmpty();
        load.review(county, teacher.teacher(), id, Claim.Decision.APPROVE, "复核属实");
        assertThat(credited()).isEqualTo("6.00");
        assertThat(findings()).isEmpty();
        takeBack.undo(county, teacher.teacher(), id, review(id, 2), "再次核查");
        load.review(county, teacher.teacher(), id, Claim.Decision.REJECT, "不实");
        assertThat(credited()).isEqualTo("0.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatTheLedgerHasCorrectedIsTakenBackAsItIsNow() {
        var id = approved("OFFLINE_TRAINING", "6", 3, 3);
        var entry = look.one(teacher.teacher(), id).receipt().id();
        correction.correct(county, teacher.teacher(), entry, CreditHours.of("2"), "少上一天");
        assertThat(findings()).isEmpty();

        takeBack.undo(county, teacher.teacher(), id, review(id, 2), "不实");

        assertThat(credited()).isEqualTo("0.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aRejectionThatIsUndoneTakesItsDaysBackUnlessTheyAreTaken() {
        var paper = Claimed.paper();
        var id = claimed.file(teacher, Claimed.training("6", 3, paper));
        load.review(principal, teacher.teacher(), id, Claim.Decision.REJECT, "不实");
        var rejected = review(id, 1);
        var meanwhile = claimed.file(teacher, Claimed.training("4", 3));
        assertThatThrownBy(() -> takeBack.undo(principal, teacher.teacher(), id, rejected, "误判")).isInstanceOf(Refused.class).hasMessageContaining("meanwhile");

        takeBack.withdraw(teacher, meanwhile);
        takeBack.undo(principal, teacher.teacher(), id, rejected, "误判");

        assertThat(claim(id).isWaiting()).isTrue();
        assertThat(findings()).isEmpty();
    }

    @Test
    void approvedAndWithdrawnAtOnceIsOneOfThem() throws Exception {
        for (var i = 0; i < 5; i++) {
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
    void manyAreDecidedEachForItself() {
        var good = claimed.file(teacher, Claimed.training("6", 3));
        var other = cast.actor(cast.teacher(school));
        var second = claimed.file(other, Claimed.training("6", 3));
        var own = claimed.file(principal, Claimed.training("6", 3));
        var keys = List.of(teacher.teacher() + "." + good, other.teacher() + "." + second, principal.teacher() + "." + own);
        assertThat(many.preview(principal, keys).hours()).isEqualTo(CreditHours.of("12"));

        var outcomes = many.review(principal, keys, Claim.Decision.APPROVE, "");

        assertThat(outcomes.stream().filter(it -> it.problem() == null)).hasSize(2);
        assertThatThrownBy(() -> many.preview(principal, List.of(cast.teacher(cast.school()) + "." + good))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> many.preview(principal, List.of("x"))).isInstanceOf(NotFound.class);
    }

    @Test
    void listsAndDutiesFollowTheTurn() {
        var id = claimed.file(teacher, Claimed.training("6", 3));
        assertThat(duties.ofOffices(Set.of(principal.teacher())).get(principal.teacher())).extracting(Duties.Duty::text).containsExactly("recognition.duty.review");
        assertThat(duties.ofOffices(Set.of(county.teacher()))).isEmpty();
        assertThat(look.list(county, new ReviewQueue.Filter(ReviewQueue.Which.ELSEWHERE, ""), null).count().all()).isEqualTo(1);
        assertThat(queue.deadlines(look.scope(principal), java.time.LocalDate.now(), java.time.LocalDate.now().plusDays(40))).extracting(ReviewQueue.Deadline::claims).containsExactly(1);

        approve(principal, id);

        assertThat(look.list(principal, new ReviewQueue.Filter(ReviewQueue.Which.MINE, ""), null).page().items()).isEmpty();
        assertThat(look.next(county)).get().extracting(it -> it.claim().id()).isEqualTo(id);
        approve(county, id);
        assertThat(look.list(principal, new ReviewQueue.Filter(ReviewQueue.Which.CLOSED, "OFFLINE_TRAINING"), null).page().items()).hasSize(1);
        assertThat(duties.of(Set.of(teacher.teacher())).get(teacher.teacher())).extracting(Duties.Duty::text).containsExactly("recognition.duty.APPROVED");
    }

    @Test
    void aUnitThatGoesUpInAnotherLeavesItsClaimsThere() {
        var id = claimed.file(teacher, Claimed.training("6", 3));
        var heir = cast.school(school.parent());

        transaction.executeWithoutResult(_ -> claims.inherit(school.id(), heir.id()));

        assertThat(claim(id).lies()).isEqualTo(heir.id());
        approve(cast.administrator(heir), id);
        assertThat(findings()).isEmpty();
    }

    @Test
    void withTheAccountThePapersGo() {
        var id = approved("OFFLINE_TRAINING", "6", 3, 3);

        transaction.executeWithoutResult(_ -> evidence.forget(teacher.teacher()));

        assertThat(look.one(teacher.teacher(), id).evidence()).isEmpty();
        assertThat(claim(id).isApproved()).isTrue();
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

    // The steps.

    private UUID approved(String kind, String hours, int first, int last) {
        var id = claimed.file(teacher, Claimed.wanted(kind, hours, first, last));
        approve(principal, id);
        if (claim(id).isWaiting()) {
            approve(county, id);
        }
        return id;
    }

    private void approve(Actor by, UUID id) {
        load.review(by, teacher.teacher(), id, Claim.Decision.APPROVE, "");
    }

    private Claim claim(UUID id) {
        return claims.find(teacher.teacher(), id).orElseThrow();
    }

    private UUID review(UUID id, int position) {
        return claims.steps(teacher.teacher(), id).get(position - 1).act();
    }

    private List<String> entries(UUID id) {
        return db.sql("select source || ' ' || earned || ' ' || credited from ledger.entry where teacher_id = :t and reference like :id || '%' order by posted_at, id")
            .param("t", teacher.teacher().value()).param("id", id.toString()).query(String.class).list();
    }

    private String credited() {
        return db.sql("select sum(credited) from ledger.entry where teacher_id = :t").param("t", teacher.teacher().value()).query(String.class).single();
    }

    private List<String> findings() {
        return audit.findings(false).stream().filter(it -> it.contains(teacher.teacher().toString())).toList();
    }

    private void assertBroken(String sql, UUID id) {
        assertThatThrownBy(() -> db.sql(sql).param("t", teacher.teacher().value()).param("id", id).update()).isInstanceOf(DataAccessException.class);
    }

    private static List<String> together(List<Callable<String>> tasks) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = new ArrayList<String>();
            for (var future : threads.invokeAll(tasks)) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    private static String outcome(Runnable act) {
        try {
            act.run();
            return "done";
        } catch (Refused | Problem | Forbidden e) {
            return e.getClass().getSimpleName();
        }
    }
}
