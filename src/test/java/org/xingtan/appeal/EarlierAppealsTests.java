package org.xingtan.appeal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.census.Claim;
import org.xingtan.census.DecideClaims;
import org.xingtan.certificate.CertificateCard;
import org.xingtan.certificate.Certificates;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.Receipt;
import org.xingtan.ledger.Receipts;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Forms;
import org.xingtan.testing.Learning;
import org.xingtan.testing.XingtanTest;

/** Whoever decides about a thing for the second time, and whoever appeals again, reads what was decided about it before. */
@XingtanTest
class EarlierAppealsTests {

    private static final String EARLIER = "此前的申诉";

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Learning learning;
    @Autowired ReverseEntry reversal;
    @Autowired Receipts receipts;
    @Autowired Certificates certificates;
    @Autowired DecideClaims claims;
    @Autowired FileAppeal file;
    @Autowired MoveAppeal move;
    @Autowired DecideAppeal decide;
    @Autowired MyAppeals mine;
    @Autowired Matters matters;
    @Autowired Organizations organizations;
    @Autowired TransactionTemplate transaction;
    @Autowired Forms forms;
    @Autowired MockMvcTester mvc;

    private Cast.Place school;
    private Actor principal;
    private Actor county;
    private Actor city;
    private Actor teacher;
    private ProgramDetail program;

    @BeforeEach
    void plant() {
        school = cast.school();
        principal = cast.administrator(school);
        county = cast.administrator(school.parent());
        city = cast.administrator(school.parent().parent());
        teacher = cast.actor(cast.teacher(school));
    }

    @Test
    void whatWasGrantedInPartIsReadWhereTheRestIsAskedFor() {
        learned(2);
        var first = filed(Appeal.Kind.HOURS, reversed(0));
        decide(county, first, Appeal.State.GRANTED, "0.20", "只认定前半节");
        var other = filed(Appeal.Kind.HOURS, reversed(1));
        var second = filed(Appeal.Kind.HOURS, receipts.story(teacher.teacher(), entry(0)).orElseThrow().latest().id());

        assertThat(forms.get(cast.administrator(school.parent()), page(second))).hasStatusOk().bodyText()
            .contains(EARLIER, "就同一事项此前提出过 1 件申诉", "只认定前半节", county.personName(), "决定：予以支持", "href=\"" + page(first) + "\"");
        assertThat(forms.get(teacher, "/appeals/" + second.id())).hasStatusOk().bodyText()
            .contains(EARLIER, "只认定前半节", "决定：予以支持", "href=\"/appeals/" + first.id() + "\"").doesNotContain(" · " + county.personName());
        for (var alone : List.of(first, other)) {
            assertThat(forms.get(county, page(alone))).hasStatusOk().bodyText().doesNotContain(EARLIER);
            assertThat(forms.get(teacher, "/appeals/" + alone.id())).hasStatusOk().bodyText().doesNotContain(EARLIER);
        }
    }

    @Test
    void whatWasTakenBackOnTheNextLevelIsReadWithWhatTheFirstHadDecided() {
        learned(1);
        var entry = reversed(0);
        var first = filed(Appeal.Kind.HOURS, entry);
        decide(county, first, Appeal.State.REJECTED, null, "证据不足");
        move.escalate(teacher, first.id(), "补交截图");
        move.withdraw(teacher, first.id());
        move.withdraw(teacher, filed(Appeal.Kind.HOURS, entry).id());
        var third = filed(Appeal.Kind.HOURS, entry);

        assertThat(forms.get(county, page(third))).hasStatusOk().bodyText()
            .containsSubsequence("就同一事项此前提出过 2 件申诉", "已撤回", "已撤回", "决定：不予支持", "证据不足", "补交截图");
        assertThat(mvc.get().uri("/appeals/" + third.id()).header("Accept-Language", "en").with(Cast.as(teacher))).hasStatusOk().bodyText()
            .contains("2 appeals were filed before against the same thing");
    }

    /** No page is offered that would not open. */
    @Test
    void whatAnotherUnitDecidedIsReadAndNotOpened() {
        learned(1);
        var first = filed(Appeal.Kind.HOURS, reversed(0));
        decide(county, first, Appeal.State.GRANTED, "0.20", "只认定前半节");
        var other = cast.under(school.parent().parent(), "COUNTY");
        transaction.executeWithoutResult(_ -> {
            var after = organizations.changing(List.of(school.id()));
            organizations.move(school.id(), other.id());
            after.run();
        });
        var second = filed(Appeal.Kind.HOURS, receipts.story(teacher.teacher(), entry(0)).orElseThrow().latest().id());

        assertThat(second.first()).isEqualTo(other.id());
        assertThat(forms.get(cast.administrator(other), page(second))).hasStatusOk().bodyText().contains(EARLIER, "只认定前半节").doesNotContain(page(first));
        assertThat(forms.get(cast.administrator(other), page(first))).hasStatus(404);
    }

    @Test
    void attemptsAtOneQuizAreOneThing() {
        program = curriculum.aProgram(school.id()).phase(curriculum.course(school.id(), 2, CourseDefinition.Quiz.ofAll(Curriculum.bank()))).publish();
        learning.join(teacher, program);
        learning.play(teacher, program, 0);
        learning.play(teacher, program, 1);
        var first = filed(Appeal.Kind.QUIZ, learning.fail(teacher, program, 0));
        var other = filed(Appeal.Kind.QUIZ, learning.fail(teacher, program, 1));
        decide(county, first, Appeal.State.REJECTED, null, "题目无误");
        var second = filed(Appeal.Kind.QUIZ, learning.fail(teacher, program, 0));

        assertThat(forms.get(county, page(second))).bodyText().contains(EARLIER, "题目无误", page(first)).doesNotContain(page(other));
    }

    @Test
    void aCertificateAndTheOneThatTookItsPlaceAreOneThing() {
        learned(1);
        var first = filed(Appeal.Kind.CERTIFICATE, certificate().id());
        decide(county, first, Appeal.State.GRANTED, null, "姓名有误");
        var second = filed(Appeal.Kind.CERTIFICATE, certificate().id());

        assertThat(second.reference()).isNotEqualTo(first.reference());
        assertThat(forms.get(county, page(second))).bodyText().contains(EARLIER, "姓名有误", page(first));
    }

    @Test
    void whateverTheUnitHasSaidToAnIdentityIsOneThing() {
        program = curriculum.aProgram(school.id()).phase(curriculum.course(school.id(), 1, null))
            .track("HOMEROOM", new Audience.Post(List.of("HOMEROOM_TEACHER")), new CompletionRule.AllLessons(null)).publish();
        teacher = cast.actor(cast.teacher(school, "HOMEROOM_TEACHER"));
        learning.join(teacher, program);
        var first = refusedAndFiled("不任班主任");
        decide(county, first, Appeal.State.GRANTED, null, "任职文件属实");
        var second = refusedAndFiled("学期中已卸任");

        assertThat(second.reference()).isNotEqualTo(first.reference());
        assertThat(forms.get(county, page(second))).bodyText().contains(EARLIER, "任职文件属实", page(first));
    }

    private Appeal refusedAndFiled(String reason) {
        claims.refuse(principal, program.id(), List.of(new Claim(teacher.teacher(), "HOMEROOM")), reason);
        return filed(Appeal.Kind.IDENTITY, mine.offered(teacher.teacher()).get(Appeal.Kind.IDENTITY).getFirst().reference());
    }

    private void learned(int lessons) {
        program = curriculum.aProgram(school.id()).phase(curriculum.course(school.id(), lessons, null)).publish();
        learning.complete(teacher, program);
    }

    private UUID reversed(int n) {
        var entry = entry(n);
        reversal.reverse(principal, teacher.teacher(), entry, "代学");
        return entry;
    }

    private UUID entry(int n) {
        return receipts.ofTeacher(teacher.teacher(), program.id(), null, 100).items().reversed().stream()
            .filter(it -> it.source().equals("lesson")).map(Receipt::id).toList().get(n);
    }

    private Appeal filed(Appeal.Kind kind, UUID about) {
        return file.file(teacher, new FileAppeal.Filing(UUID.randomUUID(), matters.subject(teacher.teacher(), kind, about), "本节课由本人完整学习，测验也由本人作答。", List.of()));
    }

    private void decide(Actor by, Appeal appeal, Appeal.State decision, @Nullable String hours, String reason) {
        decide.decide(by, teacher.teacher(), appeal.id(), decision, new Matter.Remedy(hours == null ? null : CreditHours.of(hours), reason));
    }

    private CertificateCard certificate() {
        return certificates.of(teacher.teacher(), program.id()).orElseThrow();
    }

    private static String page(Appeal appeal) {
        return "/console/appeals/" + appeal.teacher() + "/" + appeal.id();
    }
}
