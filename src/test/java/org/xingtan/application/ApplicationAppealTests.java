package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.DecideAppeal;
import org.xingtan.appeal.FileAppeal;
import org.xingtan.appeal.Matter;
import org.xingtan.appeal.MoveAppeal;
import org.xingtan.appeal.MyAppeals;
import org.xingtan.appeal.Subject;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.platform.Actor;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** What a school or a district has rejected goes before those above it, and is passed on in their place. */
@XingtanTest
class ApplicationAppealTests {

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired ReviewApplication review;
    @Autowired ApplicationFiles files;
    @Autowired ApplicationAudit audit;
    @Autowired KeepList lists;
    @Autowired FileAppeal filing;
    @Autowired DecideAppeal decide;
    @Autowired MoveAppeal move;
    @Autowired MyAppeals mine;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;
    @Autowired List<AuditCheck> checks;

    private Called.Town town;
    private ProgramId program;
    private Actor teacher;

    @BeforeEach
    void callForApplications() {
        town = called.town();
        program = called.call(town.city(), 1, 2);
        teacher = called.teacher(town.school());
    }

    @Test
    void whatTheSchoolRejectedTheDistrictPassesOnInItsPlace() {
        var id = called.apply(teacher, program);
        review.review(town.principal(), id, Decision.REJECT, "不符合条件");
        var subject = offered().getFirst();
        assertThat(mvc.get().uri("/applications/" + id).with(as(teacher))).hasStatusOk().bodyText().contains("/appeals/new?kind=APPLICATION&amp;about=" + subject.reference());
        assertThat(mvc.get().uri("/appeals/new?kind=APPLICATION&about=" + subject.reference()).with(as(teacher))).hasStatusOk().bodyText().contains("报名审核未通过", "不符合条件");
        var appeal = appeal(subject);
        assertThat(mvc.get().uri("/console/appeals/" + teacher.teacher() + "/" + appeal.id()).with(as(town.countyOffice()))).hasStatusOk().bodyText()
            .contains("/console/applications/" + id);

        grant(town.countyOffice(), appeal);
        grant(town.countyOffice(), appeal);

        assertThat(states(id)).containsExactly("SCHOOL APPROVED", "COUNTY WAITING", "CITY WAITING");
        assertThat(offered()).isEmpty();
        assertThat(mvc.get().uri("/applications/" + id).with(as(teacher))).hasStatusOk().bodyText().doesNotContain("kind=APPLICATION");
        var granted = files.of(teacher.teacher(), id).history().getLast().step().id();
        assertThatThrownBy(() -> review.undo(town.principal(), granted)).as("whoever was appealed against").isInstanceOf(Problem.class).hasMessage("application.acted-after");
        called.approve(town.countyOffice(), id);
        called.approve(town.cityOffice(), id);
        assertThat(called.state(id)).isEqualTo("ADMITTED");
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void whoIsAboveItDecidesAndBeyondThePlacesItIsAReserve() {
        called.quota(program, town.county(), 1);
        called.atTheCity(town, program, called.teacher(town.school()));
        var id = called.apply(teacher, program);
        called.approve(town.principal(), id);
        review.review(town.countyOffice(), id, Decision.REJECT, "不符合条件");
        var appeal = appeal(offered().getFirst());

        assertThatThrownBy(() -> grant(cast.administrator(town.county()), appeal)).isInstanceOf(NotFound.class);
        grant(town.cityOffice(), appeal);

        assertThat(files.of(teacher.teacher(), id).steps().get(1).reserve()).isTrue();
        assertThat(states(id)).containsExactly("SCHOOL APPROVED", "COUNTY APPROVED", "CITY WAITING");
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void whoeverDecidesAboutTheNextReviewReadsWhatWasDecidedAboutTheOneBefore() {
        var id = called.apply(teacher, program);
        review.review(town.principal(), id, Decision.REJECT, "不符合条件");
        var first = appeal(offered().getFirst());
        grant(town.countyOffice(), first);
        review.review(cast.administrator(town.county()), id, Decision.REJECT, "名额有限");
        var second = appeal(offered().getFirst());

        var pages = "/console/appeals/" + teacher.teacher() + "/";
        assertThat(mvc.get().uri(pages + second.id()).with(as(town.cityOffice()))).hasStatusOk().bodyText().contains("此前的申诉", "材料可证", town.countyOffice().personName(), pages + first.id());
    }

    @Test
    void noAppealMovesADeadlineOrAPublishedList() {
        var id = called.apply(teacher, program);
        review.review(town.principal(), id, Decision.REJECT, "不符合条件");
        var appeal = appeal(offered().getFirst());
        called.end(program, "COUNTY");
        assertThat(refusal(() -> grant(town.countyOffice(), appeal))).containsExactly("application.in-time.county");
        assertThat(called.state(id)).isEqualTo("REJECTED");

        called.end(program);
        var list = "/console/applications/calls/" + program + "/list";
        assertThat(mvc.get().uri(list).with(as(town.cityOffice()))).hasStatusOk().bodyText().contains("还有 1 件关于审核未通过的申诉没有决定");
        lists.publish(town.cityOffice(), program);
        assertThat(mvc.get().uri(list).with(as(town.cityOffice()))).hasStatusOk().bodyText().doesNotContain("申诉没有决定");
        assertThat(offered()).isEmpty();
        assertThat(called.state(id)).isEqualTo("REJECTED");
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void whoWasRightHearsSoAlsoWhenTheListIsOut() {
        var id = called.apply(teacher, program);
        review.review(town.principal(), id, Decision.REJECT, "不符合条件");
        var appeal = appeal(offered().getFirst());
        called.end(program);
        lists.publish(town.cityOffice(), program);
        var page = "/console/appeals/" + teacher.teacher() + "/" + appeal.id();
        assertThat(mvc.get().uri(page).with(as(town.countyOffice()))).hasStatusOk().bodyText().contains("名单已经公布，录取不再改变。申诉仍须答复");
        grant(town.countyOffice(), appeal);
        grant(town.countyOffice(), appeal);

        assertThat(called.state(id)).isEqualTo("REJECTED");
        assertThat(mvc.get().uri("/appeals/" + appeal.id()).with(as(teacher))).hasStatusOk().bodyText().contains("原来的审核不对", "这次培训的录取不再改变", "材料可证");
        assertThat(mvc.get().uri(page).with(as(town.countyOffice()))).hasStatusOk().bodyText().contains("名单已经公布，录取不变");
        assertThat(told()).containsExactly("appeal.told.late.LISTED.");
        assertThat(db.sql("select after ->> 'late' from audit.entry where act = 'appeal.grant' and after ->> 'appeal' = :id").param("id", appeal.id().toString()).query(String.class).list())
            .as("once").containsExactly("LISTED");
        assertThat(findings(id)).isEmpty();
        assertThat(checks).extracting(it -> it.name()).contains("appeal.outcome");
        assertThat(checks.stream().filter(it -> it.name().equals("appeal.outcome")).flatMap(it -> it.findings(false).stream())).noneMatch(it -> it.contains(appeal.id().toString()));
    }

    @Test
    void soDoesHeWhereTheTrainingIsCalledOff() {
        var id = called.apply(teacher, program);
        review.review(town.principal(), id, Decision.REJECT, "不符合条件");
        var appeal = appeal(offered().getFirst());
        lists.cancel(town.cityOffice(), program, "场地停用");
        grant(town.countyOffice(), appeal);

        assertThat(called.state(id)).isEqualTo("REJECTED");
        assertThat(told()).containsExactly("appeal.told.late.CANCELLED.");
        assertThat(mvc.get().uri("/appeals/" + appeal.id()).with(as(teacher))).hasStatusOk().bodyText().contains("这次培训已经取消");
    }

    /** What stands no more is no matter of an appeal, also when the list is out. */
    @Test
    void whoIsOnTheListIsNotToldThatItIsTooLate() {
        var id = called.apply(teacher, program);
        var rejection = review.review(town.principal(), id, Decision.REJECT, "不符合条件").id();
        var appeal = appeal(offered().getFirst());
        review.undo(town.principal(), rejection);
        called.approve(town.principal(), id);
        called.approve(town.countyOffice(), id);
        called.approve(town.cityOffice(), id);
        called.end(program);
        lists.publish(town.cityOffice(), program);
        assertThatThrownBy(() -> grant(town.countyOffice(), appeal)).isInstanceOf(Problem.class).hasMessage("application.acted-after");
        assertThat(told()).isEmpty();
    }

    private List<String> told() {
        return db.sql("select text from messaging.message where teacher_id = :t and rule = 'appeal.decided' order by due_at, id").param("t", teacher.teacher().value()).query(String.class).list();
    }

    @Test
    void whatStandsNoMoreIsNotSetAside() {
        var id = called.apply(teacher, program);
        var rejection = review.review(town.principal(), id, Decision.REJECT, "不符合条件").id();
        var appeal = appeal(offered().getFirst());
        review.undo(town.principal(), rejection);

        assertThat(offered()).isEmpty();
        assertThatThrownBy(() -> grant(town.countyOffice(), appeal)).isInstanceOf(Problem.class).hasMessage("application.acted-after");
        assertThat(states(id)).containsExactly("SCHOOL WAITING", "COUNTY WAITING", "CITY WAITING");
    }

    /** Whoever publishes the list is told of what a decision could still change. */
    @Test
    void appealsCountAsLongAsTheRejectionStands() {
        var id = called.apply(teacher, program);
        var rejection = review.review(town.principal(), id, Decision.REJECT, "不符合条件").id();
        var appeal = appeal(offered().getFirst());
        assertThat(list()).contains("还有 1 件关于审核未通过的申诉没有决定").doesNotContain("还可以请更上一级决定");
        decide.decide(town.countyOffice(), teacher.teacher(), appeal.id(), Appeal.State.REJECTED, new Matter.Remedy(null, "材料不全"));
        assertThat(list()).contains("有 1 件关于审核未通过的申诉没有获准，但本人还可以请更上一级决定").doesNotContain("申诉没有决定");

        due(-60);
        assertThat(list()).as("its time is over").doesNotContain("没有获准");
        due(60);
        move.escalate(teacher, appeal.id(), "");
        assertThat(list()).contains("还有 1 件关于审核未通过的申诉没有决定").doesNotContain("没有获准");

        review.undo(town.principal(), rejection);
        assertThat(list()).as("the school has undone it itself").doesNotContain("申诉没有决定", "没有获准");
    }

    /** As if it had so many days more. */
    private void due(int days) {
        db.sql("alter table appeal.appeal disable trigger only_the_state_moves").update();
        db.sql("update appeal.appeal set due_on = due_on + :days where teacher_id = :t").param("days", days).param("t", teacher.teacher().value()).update();
        db.sql("alter table appeal.appeal enable trigger only_the_state_moves").update();
    }

    private String list() {
        var page = mvc.get().uri("/console/applications/calls/" + program + "/list").with(as(town.cityOffice())).exchange();
        assertThat(page).hasStatusOk();
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void whoHasMovedSinceIsNotPassedOnInAnotherUnitsPlace() {
        var id = called.apply(teacher, program);
        called.approve(town.principal(), id);
        review.review(town.countyOffice(), id, Decision.REJECT, "不符合条件");
        var appeal = appeal(offered().getFirst());
        called.move(teacher.teacher(), town.direct());

        assertThatThrownBy(() -> grant(town.cityOffice(), appeal)).isInstanceOf(Problem.class).hasMessage("application.acted-after");
        assertThat(called.state(id)).isEqualTo("REJECTED");
    }

    @Test
    void whereTheSchoolWentUpInAnotherItIsPassedOnInThatOnesPlace() {
        var id = called.apply(teacher, program);
        review.review(town.principal(), id, Decision.REJECT, "不符合条件");
        var appeal = appeal(offered().getFirst());
        var into = cast.school(town.county());
        assertThat(mvc.post().uri("/console/units/" + town.school().id() + "/merging").param("code", into.code()).param("confirmed", "true").with(csrf())
            .with(as(town.countyOffice()))).hasStatus(302);

        grant(town.countyOffice(), appeal);

        assertThat(states(id)).containsExactly("SCHOOL APPROVED", "COUNTY WAITING", "CITY WAITING");
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void whatTheLastLevelSaysIsTheListAndNoMatterOfAppeals() {
        var id = called.atTheCity(town, program, teacher);
        review.review(town.cityOffice(), id, Decision.REJECT, "名额有限");
        assertThat(offered()).isEmpty();
        assertThat(mvc.get().uri("/applications/" + id).with(as(teacher))).hasStatusOk().bodyText().doesNotContain("kind=APPLICATION");
    }

    private List<Subject> offered() {
        return mine.offered(teacher.teacher()).getOrDefault(Appeal.Kind.APPLICATION, List.of());
    }

    private Appeal appeal(Subject subject) {
        return filing.file(teacher, new FileAppeal.Filing(UUID.randomUUID(), subject, "我符合通知中的全部条件，材料齐全。", List.of()));
    }

    private void grant(Actor by, Appeal appeal) {
        decide.decide(by, teacher.teacher(), appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(null, "材料可证"));
    }

    private static List<String> refusal(ThrowingCallable act) {
        var refused = org.assertj.core.api.Assertions.catchThrowableOfType(Refused.class, act);
        return refused.verdict().unmet().stream().map(Condition::code).toList();
    }

    private List<String> states(UUID id) {
        return files.of(teacher.teacher(), id).steps().stream().map(it -> it.level() + " " + it.state()).toList();
    }

    private List<String> findings(UUID id) {
        return audit.findings(false).stream().filter(it -> it.contains(id.toString()) || it.contains(program.toString())).toList();
    }
}
