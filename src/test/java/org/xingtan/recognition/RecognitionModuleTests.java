package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.testing.XingtanTest;

/** A claim from its filing to the ledger and back. */
@XingtanTest
class RecognitionModuleTests extends ClaimSteps {

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
        Claimed.require(define, school.parent(), "ETHICS");
        claimed.kinds(school);
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
    void moreThanTheDayHoldsIsRefused() {
        assertThatThrownBy(() -> claimed.file(teacher, Claimed.training("8.01", 2))).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("recognition.day-limit"));
        assertThat(claims.of(teacher.teacher())).isEmpty();
    }

    @Test
    void aDayThatIsFullAlreadyHoldsNoMore() {
        approved("OTHER_PLATFORM", "2", 2, 2);
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

        assertThat(claim(id).recognized()).isEqualTo(CreditHours.of("16"));
        assertThat(entries(id)).containsExactly("recognition 16.00 8.00");
        assertThat(look.one(teacher.teacher(), id).receipt().limitedBy().scope()).isEqualTo("DAY");
        assertThat(findings()).isEmpty();
    }

    @Test
    void severalDaysLeaveTheirLastOneWhatTheyDoNotNeed() {
        approved("OFFLINE_TRAINING", "12", 3, 2);

        assertThat(entries(approved("OTHER_PLATFORM", "8", 2, 2))).as("twelve hours of two days leave four").containsExactly("recognition 8.00 4.00");
        assertThat(entries(approved("OTHER_PLATFORM", "8", 3, 3))).as("and both are full now").containsExactly("recognition 8.00 0.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aPaperTakesNothingFromTheDayItAppearedNorFromADayThatIsFull() {
        approved("PAPER", "10", 2, 2);
        var day = approved("OTHER_PLATFORM", "8", 2, 2);
        var paper = approved("PAPER", "10", 2, 2);

        assertThat(entries(day)).containsExactly("recognition 8.00 8.00");
        assertThat(entries(paper)).containsExactly("recognition 10.00 10.00");
    }

    @Test
    void whatIsTakenBackLeavesAllItsDaysFree() {
        var id = approved("OFFLINE_TRAINING", "16", 3, 2);
        takeBack.undo(county, teacher.teacher(), id, review(id, 2), "证明系伪造");

        assertThat(entries(approved("OTHER_PLATFORM", "8", 3, 3))).containsExactly("recognition 8.00 8.00");
        assertThat(entries(approved("OTHER_PLATFORM", "8", 2, 2))).containsExactly("recognition 8.00 8.00");
        assertThat(db.sql("select string_agg(distinct days::text, ',') from ledger.entry where teacher_id = :t and abs(earned) = 16").param("t", teacher.teacher().value())
            .query(String.class).single()).isEqualTo("2");
    }

    /** What was reversed in error comes back as far as its days still hold it. */
    @Test
    void whatIsGivenBackCountsUnderTheCapsOfToday() {
        var id = approved("OTHER_PLATFORM", "8", 2, 2);
        var entry = look.one(teacher.teacher(), id).receipt().id();
        reversal.reverse(county, teacher.teacher(), entry, "证明待查");
        approved("OTHER_PLATFORM", "6", 2, 2);

        var back = correction.correct(county, teacher.teacher(), entry, CreditHours.of("8"), "查明属实");

        assertThat(back.credited()).isEqualByComparingTo("2");
        assertThat(back.limitedBy().scope()).isEqualTo("DAY");
        assertThat(credited()).as("a day holds eight hours").isEqualTo("8.00");
        assertThat(findings()).isEmpty();
    }

    /** Days that are full cost the year of a kind nothing. */
    @Test
    void theYearOfAKindIsFilledByWhatCounts() {
        var kind = kinds.get(claimed.kinds(school), "OTHER_PLATFORM", 1);
        kinds.add(new Kind(kind.jurisdiction(), kind.code(), 2, kind.position(), kind.title(), kind.measure(), kind.hours(), CreditHours.of("20"), kind.categories(),
            kind.evidenceFiles(), kind.evidence(), kind.sharesEvidence(), kind.needsPresence(), kind.needsCounty(), kind.basis(), false), null, clock.instant());
        approved("OFFLINE_TRAINING", "16", 3, 2);
        assertThat(entries(approved("OTHER_PLATFORM", "16", 3, 2))).containsExactly("recognition 16.00 0.00");

        assertThat(entries(approved("OTHER_PLATFORM", "16", 9, 8))).containsExactly("recognition 16.00 16.00");
        assertThat(entries(approved("OTHER_PLATFORM", "8", 7, 7))).as("four of twenty are left").containsExactly("recognition 4.00 4.00");
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
    void whatIsReturnedIsPutRightAndBeginsAnew() {
        var wanted = Claimed.training("6", 3);
        var id = claimed.file(teacher, wanted);
        approve(principal, id);
        load.review(county, teacher.teacher(), id, Claim.Decision.RETURN, "学时与证明不符");
        assertThat(read.of(duties.of(Set.of(teacher.teacher()))).get(teacher.teacher())).extracting(Duties.Duty::text).containsExactly("recognition.duty.RETURNED");
        assertThatThrownBy(() -> claimed.file(teacher, Claimed.training("6", 3))).isInstanceOf(Refused.class);

        var corrected = new LoadClaims.Wanted(wanted.kind(), "COMMON", null, wanted.title(), null, wanted.from(), wanted.to(), "4", wanted.evidence());
        var seen = claim(id).key();
        load.correct(teacher, id, corrected);
        load.correct(teacher, id, corrected);
        assertThat(many.review(principal, List.of(seen), Claim.Decision.APPROVE, "").getFirst().problem().unmet()).extracting(Condition::code).containsExactly("recognition.changed");

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
        takeBack.undo(principal, teacher.teacher(), id, first, "再撤");
        assertThat(review(id, 1)).as("undone already is undone").isEqualTo(second);
        assertThatThrownBy(() -> takeBack.undo(county, teacher.teacher(), id, first, "代撤")).isInstanceOf(Forbidden.class);
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
    void manyAreDecidedEachForItself() {
        var good = claimed.file(teacher, Claimed.training("6", 3));
        var other = cast.actor(cast.teacher(school));
        var second = claimed.file(other, Claimed.training("6", 3));
        var own = claimed.file(principal, Claimed.training("6", 3));
        var keys = List.of(teacher.teacher() + "." + good, other.teacher() + "." + second, principal.teacher() + "." + own);
        assertThat(many.preview(principal, keys).hours()).isEqualTo(CreditHours.of("12"));

        var elsewhere = cast.teacher(cast.school()) + "." + good;
        var outcomes = many.review(principal, Stream.concat(Stream.of(elsewhere), keys.stream()).toList(), Claim.Decision.APPROVE, "");

        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.stream().filter(it -> it.problem() == null)).hasSize(2);
        assertThatThrownBy(() -> many.preview(principal, List.of(elsewhere))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> many.review(principal, List.of(elsewhere), Claim.Decision.APPROVE, "")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> many.preview(principal, List.of("x"))).isInstanceOf(NotFound.class);
    }

    @Test
    void listsAndDutiesFollowTheTurn() {
        var id = claimed.file(teacher, Claimed.training("6", 3));
        assertThat(read.of(duties.ofOffices(Set.of(principal.teacher()))).get(principal.teacher())).extracting(Duties.Duty::text).containsExactly("recognition.duty.review");
        assertThat(read.of(duties.ofOffices(Set.of(county.teacher())))).isEmpty();
        assertThat(look.list(county, new ReviewQueue.Filter(ReviewQueue.Which.ELSEWHERE, ""), null, 50).count().all()).isEqualTo(1);
        assertThat(queue.deadlines(look.scope(principal), java.time.LocalDate.now(), java.time.LocalDate.now().plusDays(40))).extracting(ReviewQueue.Deadline::claims).containsExactly(1);

        approve(principal, id);

        assertThat(look.list(principal, new ReviewQueue.Filter(ReviewQueue.Which.MINE, ""), null, 50).page().items()).isEmpty();
        assertThat(look.next(county)).get().extracting(it -> it.claim().id()).isEqualTo(id);
        approve(county, id);
        assertThat(look.list(principal, new ReviewQueue.Filter(ReviewQueue.Which.CLOSED, "OFFLINE_TRAINING"), null, 50).page().items()).hasSize(1);
        assertThat(read.of(duties.of(Set.of(teacher.teacher()))).get(teacher.teacher())).extracting(Duties.Duty::text).containsExactly("recognition.duty.APPROVED");
    }

    @Test
    void aUnitThatGoesUpInAnotherLeavesItsClaimsThere() {
        var id = claimed.file(teacher, Claimed.training("6", 3));
        var heir = cast.school(school.parent());

        transaction.executeWithoutResult(_ -> chain.inherit(school.id(), heir.id()));

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

    @Autowired Kinds kinds;
    @Autowired Chain chain;
    @Autowired java.time.Clock clock;

    @Test
    void whatWasClaimedKeepsTheRuleItWasClaimedBy() {
        var id = claimed.file(teacher, Claimed.wanted("PAPER", "8", 5, 5));
        var old = kinds.get(claim(id).jurisdiction(), "PAPER", 1);
        kinds.add(new Kind(old.jurisdiction(), old.code(), 2, old.position(), old.title(), old.measure(), CreditHours.of("3"), null, List.of(), 1, "新规定", false, false, true,
            "新文件", false), null, clock.instant());
        var next = claimed.file(teacher, Claimed.wanted("PAPER", "8", 6, 6));
        for (var one : List.of(id, next)) {
            approve(principal, one);
            approve(county, one);
        }

        assertThat(claim(id).recognized()).isEqualTo(CreditHours.of("10"));
        assertThat(claim(next).recognized()).isEqualTo(CreditHours.of("3"));
        assertThat(db.sql("select rule_version from ledger.entry where teacher_id = :t order by posted_at, id").param("t", teacher.teacher().value()).query(Integer.class).list())
            .containsExactly(1, 2);
    }

    /** Each time called something else. */
    @Test
    void copiesThatComeWithTheSameCorrectionAreNotKept() {
        var wanted = Claimed.training("4", 2);
        var id = claimed.file(teacher, wanted);
        load.review(principal, teacher.teacher(), id, Claim.Decision.RETURN, "请补证明");
        var paper = Claimed.paper();

        for (var n = 0; n < 62; n++) {
            load.correct(teacher, id, new LoadClaims.Wanted(wanted.kind(), wanted.category(), null, wanted.title(), null, wanted.from(), wanted.to(), wanted.hours(),
                List.of(new LoadClaims.Paper("证明 " + n + ".pdf", paper.bytes()))));
        }

        assertThat(claim(id).isWaiting()).isTrue();
        assertThat(claims.acts(teacher.teacher(), id)).extracting(Claim.Act::act).containsExactly("FILED", "RETURN", "CORRECTED");
    }

    @Test
    void filesThatNobodyUsesDoNotPileUp() {
        for (var n = 0; n < 60; n++) {
            evidence.bring(teacher.teacher(), "x.pdf", new java.io.ByteArrayInputStream(Claimed.paper().bytes()));
        }

        assertThatThrownBy(() -> evidence.bring(teacher.teacher(), "x.pdf", new java.io.ByteArrayInputStream(Claimed.paper().bytes())))
            .isInstanceOf(Problem.class).hasMessage("recognition.evidence.most");
    }
}
