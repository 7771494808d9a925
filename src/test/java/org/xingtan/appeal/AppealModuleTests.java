package org.xingtan.appeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.census.Claim;
import org.xingtan.census.DecideClaims;
import org.xingtan.certificate.CertificateCard;
import org.xingtan.certificate.Certificates;
import org.xingtan.certificate.RevokeCertificate;
import org.xingtan.ledger.CorrectEntry;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.Receipt;
import org.xingtan.ledger.Receipts;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Duties;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Laws;
import org.xingtan.testing.Learning;
import org.xingtan.testing.XingtanTest;

/** An appeal from its filing to what it changes, on both levels, and what nobody may do about it. */
@XingtanTest
class AppealModuleTests {

    private static final String WHY = "本节课由本人完整学习，测验也由本人作答。";

    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Learning learning;
    @Autowired ReverseEntry reversal;
    @Autowired CorrectEntry correction;
    @Autowired RevokeCertificate revoke;
    @Autowired Receipts receipts;
    @Autowired Ledger ledger;
    @Autowired Certificates certificates;
    @Autowired FileAppeal file;
    @Autowired FilingRules rules;
    @Autowired MoveAppeal move;
    @Autowired DecideAppeal decide;
    @Autowired MyAppeals mine;
    @Autowired Matters matters;
    @Autowired AppealDuties duties;
    @Autowired OneRead read;
    @Autowired DecideClaims claims;
    @Autowired Laws laws;

    private Cast.Place school;
    private ProgramDetail program;
    private Actor teacher;
    private Actor principal;
    private Actor county;
    private Actor city;

    @BeforeEach
    void plant() {
        school = cast.school();
        principal = cast.administrator(school);
        county = cast.administrator(school.parent());
        city = cast.administrator(school.parent().parent());
        program = curriculum.aProgram(school.id()).phase(curriculum.course(school.id(), 2, null)).publish();
        teacher = cast.actor(cast.teacher(school));
        learning.complete(teacher, program);
    }

    @Test
    void hoursThatWereTakenBackAreGivenBackWithCompletionAndCertificate() {
        var taken = reversed();
        assertThat(certificate().isValid()).isFalse();

        var appeal = filed(Appeal.Kind.HOURS, taken);
        decide.decide(county, teacher.teacher(), appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(CreditHours.of("0.50"), "查无代学"));

        assertThat(state(appeal)).isEqualTo(Appeal.State.GRANTED);
        assertThat(ledger.hours(teacher.teacher(), program.id()).credited()).isEqualTo(CreditHours.of("1.00"));
        assertThat(receipts.story(teacher.teacher(), taken).orElseThrow().latest().reason()).isEqualTo("查无代学");
        assertThat(certificate().isValid()).isTrue();
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatTheCityKeepsPassesByTheCounty() {
        db.sql("update directory.organization set subordination = 'DIRECT' where id = :id").param("id", school.id().value()).update();
        var appeal = filed(Appeal.Kind.HOURS, reversed());
        assertThat(appeal.first()).isEqualTo(school.parent().parent().id());
        assertThat(appeal.second()).isEqualTo(school.parent().parent().parent().id());
    }

    @Test
    void hoursThatWereCorrectedComeBackUpToWhatWasEarnedAndNoFurther() {
        var corrected = correction.correct(principal, teacher.teacher(), entry(0).id(), CreditHours.of("0.20"), "记错").id();
        var appeal = filed(Appeal.Kind.HOURS, corrected);

        assertThatThrownBy(() -> grant(county, appeal, "0.51")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> decide.decide(county, teacher.teacher(), appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(null, "同意")))
            .isInstanceOf(Refused.class);
        assertThat(state(appeal)).isEqualTo(Appeal.State.WAITING);
        grant(county, appeal, "0.50");

        assertThat(ledger.hours(teacher.teacher(), program.id()).credited()).isEqualTo(CreditHours.of("1.00"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void anAttemptThatIsAcceptedCompletesItsLesson() {
        program = curriculum.aProgram(school.id()).phase(curriculum.course(school.id(), 1, org.xingtan.catalog.CourseDefinition.Quiz.ofAll(Curriculum.bank())))
            .publish();
        teacher = cast.actor(cast.teacher(school));
        learning.join(teacher, program);
        learning.play(teacher, program, 0);
        var attempt = learning.fail(teacher, program, 0);
        var appeal = filed(Appeal.Kind.QUIZ, attempt);

        decide.decide(county, teacher.teacher(), appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(null, "第三题答案有误"));

        assertThat(ledger.hours(teacher.teacher(), program.id()).credited()).isEqualTo(CreditHours.of("0.50"));
        assertThat(certificate().isValid()).isTrue();
        assertThat(mvc.get().uri("/attempts/" + attempt).with(as(teacher))).hasStatusOk().bodyText().contains("第三题答案有误");
        assertThat(db.sql("select score < pass_mark from quiz.attempt where teacher_id = :t and id = :id").param("t", teacher.teacher().value())
            .param("id", attempt).query(Boolean.class).single()).isTrue();
        assertThat(findings()).isEmpty();
    }

    @Test
    void aCertificateThatSomebodyRevokedIsIssuedAgain() {
        var held = certificate();
        revoke.revoke(principal, teacher.teacher(), held.id(), "误判");
        var appeal = filed(Appeal.Kind.CERTIFICATE, held.id());

        decide.decide(county, teacher.teacher(), appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(null, "恢复"));

        assertThat(certificate().isValid()).isTrue();
        assertThat(certificate().number()).isNotEqualTo(held.number());
        assertThat(certificates.ofTeacher(teacher.teacher())).anyMatch(it -> it.id().equals(held.id()) && it.state() == CertificateCard.State.REVOKED);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aValidCertificateIsReissuedWithTodaysFacts() {
        var held = certificate();
        db.sql("update directory.teacher set name = '李文婧' where teacher_id = :t").param("t", teacher.teacher().value()).update();

        decide.decide(county, teacher.teacher(), filed(Appeal.Kind.CERTIFICATE, held.id()).id(), Appeal.State.GRANTED, new Matter.Remedy(null, "姓名有误"));

        assertThat(certificate().facts().name()).isEqualTo("李文婧");
        assertThat(certificate().number()).isNotEqualTo(held.number());
    }

    @Test
    void aRefusedIdentityIsConfirmedAndTheCertificateIsThereAgain() {
        program = curriculum.aProgram(school.id()).phase(curriculum.course(school.id(), 1, null))
            .track("HOMEROOM", new Audience.Post(List.of("HOMEROOM_TEACHER")), new CompletionRule.AllLessons(null)).publish();
        teacher = cast.actor(cast.teacher(school, "HOMEROOM_TEACHER"));
        learning.complete(teacher, program);
        claims.refuse(principal, program.id(), List.of(new Claim(teacher.teacher(), "HOMEROOM")), "不任班主任");
        assertThat(certificate().isValid()).isFalse();
        var refused = mine.offered(teacher.teacher()).get(Appeal.Kind.IDENTITY).getFirst();

        var appeal = filed(Appeal.Kind.IDENTITY, refused.reference());
        decide.decide(county, teacher.teacher(), appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(null, "任职文件属实"));

        assertThat(certificate().isValid()).isTrue();
        assertThat(mvc.get().uri("/me/messages").with(as(teacher))).hasStatusOk().bodyText().contains("申诉已获准");
        assertThat(findings()).isEmpty();
    }

    @Test
    void theUnitAboveDecidesFirstAndTheNextAboveOnceMore() {
        var appeal = filed(Appeal.Kind.HOURS, reversed());
        assertThatThrownBy(() -> grant(principal, appeal, "0.50")).isInstanceOf(NotFound.class);

        reject(county, appeal, "证据不足");
        assertThat(mine.one(teacher.teacher(), appeal.id()).mayEscalate()).isTrue();
        move.escalate(teacher, appeal.id(), "补交截图");
        move.escalate(teacher, appeal.id(), "再点一次");
        assertThatThrownBy(() -> grant(county, appeal, "0.50")).isInstanceOf(NotFound.class);
        grant(city, appeal, "0.50");

        assertThat(mine.one(teacher.teacher(), appeal.id()).steps()).extracting(Appeal.Step::act)
            .containsExactly(Appeal.Act.FILED, Appeal.Act.REJECTED, Appeal.Act.ESCALATED, Appeal.Act.GRANTED);
        assertThat(findings()).isEmpty();
    }

    @Test
    void theSecondDecisionIsFinal() {
        var entry = reversed();
        var appeal = filed(Appeal.Kind.HOURS, entry);
        reject(county, appeal, "证据不足");
        move.escalate(teacher, appeal.id(), "");
        reject(city, appeal, "维持");

        assertThatThrownBy(() -> grant(city, appeal, "0.50")).isInstanceOf(Refused.class);
        assertThat(mine.one(teacher.teacher(), appeal.id()).mayEscalate()).isFalse();
        assertThatThrownBy(() -> filed(Appeal.Kind.HOURS, entry)).isInstanceOf(Refused.class);
    }

    @Test
    void whoDecidedOnTheFirstLevelDoesNotDecideOnTheSecond() {
        var appeal = filed(Appeal.Kind.HOURS, reversed());
        reject(city, appeal, "县里缺岗，代为决定");
        move.escalate(teacher, appeal.id(), "");

        assertThatThrownBy(() -> grant(city, appeal, "0.50")).isInstanceOf(Refused.class).hasMessageContaining("first-time");
        grant(cast.administrator(school.parent().parent()), appeal, "0.50");
        assertThat(state(appeal)).isEqualTo(Appeal.State.GRANTED);
    }

    @Test
    void nobodyDecidesHisOwnNorWhatHeDidHimself() {
        var chief = cast.administrator(school.parent().parent());
        reversal.reverse(chief, teacher.teacher(), entry(0).id(), "代学");
        var appeal = filed(Appeal.Kind.HOURS, entry(0).id());
        assertThatThrownBy(() -> grant(chief, appeal, "0.50")).isInstanceOf(Refused.class).hasMessageContaining("not-his-act");

        cast.appoint(teacher.teacher(), org.xingtan.directory.Role.TRAINING_ADMINISTRATOR, school.parent());
        assertThatThrownBy(() -> grant(teacher, appeal, "0.50")).isInstanceOf(Refused.class).hasMessageContaining("of-another");
    }

    @Test
    void whatIsNotDecidedInTimeMayBeTakenUpwards() {
        var appeal = filed(Appeal.Kind.HOURS, reversed());
        assertThatThrownBy(() -> move.escalate(teacher, appeal.id(), "")).isInstanceOf(Refused.class);

        late(appeal);
        assertThat(read.of(duties.of(java.util.Set.of(teacher.teacher()))).get(teacher.teacher())).extracting(Duties.Duty::text).containsExactly("appeal.duty.late");
        move.escalate(teacher, appeal.id(), "");

        grant(city, appeal, "0.50");
        assertThat(findings()).isEmpty();
    }

    @Test
    void theTimeToFileEndsWorkingDaysAfterTheProgram() {
        assertThat(unmet(-120, -90)).contains("appeal.in-time");
        assertThat(unmet(-60, -10)).doesNotContain("appeal.in-time");
        assertThat(unmet(-10, 10)).doesNotContain("appeal.in-time");
    }

    @Test
    void sentTwiceItIsOneAppealAndWithdrawnItMayBeFiledAgain() {
        var entry = reversed();
        var filing = filing(Appeal.Kind.HOURS, entry);
        assertThat(file.file(teacher, filing)).isEqualTo(mine.one(teacher.teacher(), file.file(teacher, filing).id()).appeal());
        assertThatThrownBy(() -> filed(Appeal.Kind.HOURS, entry)).isInstanceOf(Refused.class);

        move.withdraw(teacher, filing.id());
        move.withdraw(teacher, filing.id());
        assertThat(state(filed(Appeal.Kind.HOURS, entry))).isEqualTo(Appeal.State.WAITING);
    }

    @Test
    void manyDecisionsAtOnceMakeOneOutcome() throws Exception {
        var appeal = filed(Appeal.Kind.HOURS, reversed());
        var others = List.of(county, cast.administrator(school.parent()), city, cast.administrator(school.parent().parent()));
        var tasks = new ArrayList<Callable<String>>();
        others.forEach(other -> {
            tasks.add(() -> outcome(() -> grant(other, appeal, "0.50")));
            tasks.add(() -> outcome(() -> reject(other, appeal, "不支持")));
        });
        tasks.add(() -> outcome(() -> move.withdraw(teacher, appeal.id())));
        Collections.shuffle(tasks);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = threads.invokeAll(tasks).stream().map(it -> it.resultNow()).toList();
            assertThat(outcomes).containsOnlyOnce("done");
        }
        assertThat(mine.one(teacher.teacher(), appeal.id()).steps()).hasSize(2);
        assertThat(findings()).isEmpty();
    }

    @Test
    void theDatabaseHoldsTheLaws() {
        var appeal = filed(Appeal.Kind.HOURS, reversed());
        assertBroken("update appeal.appeal set statement = '另一个理由另一个理由' where teacher_id = :t and id = :id", appeal);
        assertBroken("update appeal.appeal set state = 'GRANTED', decided_at = now(), decided_by = teacher_id where teacher_id = :t and id = :id", appeal);
        assertBroken("update appeal.appeal set state = 'GRANTED', decided_at = now(), decided_by = contested_by where teacher_id = :t and id = :id", appeal);
        assertBroken("update appeal.appeal set level = 2, state = 'GRANTED' where teacher_id = :t and id = :id", appeal);
        assertBroken("delete from appeal.appeal where teacher_id = :t and id = :id", appeal);
        assertBroken("update appeal.step set reason = 'x' where teacher_id = :t and appeal_id = :id", appeal);
        assertBroken("insert into appeal.step (teacher_id, appeal_id, n, act, level, at, by, by_name, reason) values (:t, :id, 9, 'GRANTED', 1, now(), :t, 'x', 'x')", appeal);
        reject(county, appeal, "证据不足");
        assertBroken("update appeal.appeal set state = 'GRANTED' where teacher_id = :t and id = :id", appeal);
    }

    // The steps.

    private UUID reversed() {
        var entry = entry(0).id();
        reversal.reverse(principal, teacher.teacher(), entry, "代学");
        return entry;
    }

    private Receipt entry(int n) {
        return receipts.ofTeacher(teacher.teacher(), program.id(), null, 100).items().reversed().stream()
            .filter(it -> it.source().equals("lesson")).toList().get(n);
    }

    /** Of an appeal about a program that was open on these days, counted from today. */
    private List<String> unmet(int opened, int closed) {
        var other = curriculum.aProgram(school.id()).open(Duration.ofDays(opened), Duration.ofDays(closed)).publish();
        var subject = new Subject(Appeal.Kind.HOURS, UUID.randomUUID(), other.id(), "x", List.of(), Instant.now(), null, null, true);
        return rules.verdict(teacher.teacher(), subject).unmet().stream().map(Condition::code).toList();
    }

    private FileAppeal.Filing filing(Appeal.Kind kind, UUID about) {
        return new FileAppeal.Filing(UUID.randomUUID(), matters.subject(teacher.teacher(), kind, about), WHY, List.of());
    }

    private Appeal filed(Appeal.Kind kind, UUID about) {
        return file.file(teacher, filing(kind, about));
    }

    private void grant(Actor by, Appeal appeal, String hours) {
        decide.decide(by, teacher.teacher(), appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(CreditHours.of(hours), "同意"));
    }

    private void reject(Actor by, Appeal appeal, String reason) {
        decide.decide(by, teacher.teacher(), appeal.id(), Appeal.State.REJECTED, new Matter.Remedy(null, reason));
    }

    private static String outcome(Runnable act) {
        try {
            act.run();
            return "done";
        } catch (Refused | NotFound e) {
            return "refused";
        }
    }

    private void late(Appeal appeal) {
        db.sql("alter table appeal.appeal disable trigger only_the_state_moves").update();
        db.sql("update appeal.appeal set due_on = current_date - 3 where teacher_id = :t and id = :id")
            .param("t", teacher.teacher().value()).param("id", appeal.id()).update();
        db.sql("alter table appeal.appeal enable trigger only_the_state_moves").update();
    }

    private void assertBroken(String sql, Appeal appeal) {
        assertThatThrownBy(() -> db.sql(sql).param("t", teacher.teacher().value()).param("id", appeal.id()).update())
            .as(sql).isInstanceOf(DataAccessException.class);
    }

    private Appeal.State state(Appeal appeal) {
        return mine.one(teacher.teacher(), appeal.id()).appeal().state();
    }

    private CertificateCard certificate() {
        return certificates.of(teacher.teacher(), program.id()).orElseThrow();
    }

    private List<String> findings() {
        return laws.findings(teacher.teacher(), program.id());
    }
}
