package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.DecideAppeal;
import org.xingtan.appeal.FileAppeal;
import org.xingtan.appeal.Matter;
import org.xingtan.appeal.MoveAppeal;
import org.xingtan.appeal.MyAppeals;
import org.xingtan.appeal.Subject;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.platform.Actor;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Whoever is said not to have come to a training without a reason appeals to the unit above the one that keeps the list: granted, nothing follows from it. */
@XingtanTest
class AbsenceAppealTests {

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired KeepCall keep;
    @Autowired KeepList lists;
    @Autowired ReportAbsence reports;
    @Autowired AbsenceRules rules;
    @Autowired ApplicationFiles files;
    @Autowired FileAppeal filing;
    @Autowired DecideAppeal decide;
    @Autowired MoveAppeal move;
    @Autowired MyAppeals mine;
    @Autowired List<AuditCheck> audits;
    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;

    private Called.Town town;
    private Actor teacher;
    private Actor province;
    private Actor nation;

    @BeforeEach
    void setTheRule() {
        town = called.town();
        teacher = called.teacher(town.school());
        province = cast.administrator(town.city().parent());
        nation = cast.administrator(town.city().parent().parent());
        rules.set(town.cityOffice(), town.city().id(), "6", "notice 7");
    }

    @Test
    void whatIsGrantedExcusesHimAndTheBarFalls() {
        var id = absent();
        var appeal = appeal(id);
        assertThat(appeal.first()).isEqualTo(town.city().parent().id());
        assertThat(appeal.second()).isEqualTo(town.city().parent().parent().id());
        assertThatThrownBy(() -> decide(town.cityOffice(), appeal, Appeal.State.GRANTED)).as("who keeps the list").isInstanceOf(NotFound.class);
        assertThat(barred()).containsExactly("application.barred");

        decide(province, appeal, Appeal.State.GRANTED);
        decide(province, appeal, Appeal.State.GRANTED);

        assertThat(called.state(id)).isEqualTo("RESIGNED");
        assertThat(files.of(teacher.teacher(), id).history().getLast().step()).extracting(Application.Step::act, Application.Step::by, Application.Step::reason)
            .containsExactly(Application.Act.APPEALED, province.teacher(), "病历可证");
        assertThat(offered()).isEmpty();
        assertThat(db.sql("select rule from messaging.message where teacher_id = :t order by due_at, id").param("t", teacher.teacher().value()).query(String.class).list())
            .containsExactly("application.admitted", "application.absent", "appeal.decided");
        assertThat(called.apply(teacher, called.call(town.city(), 2, 0))).as("may apply again").isNotNull();
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void whoeverSaidItDoesNotSayItAgain() {
        var id = absent();
        decide(province, appeal(id), Appeal.State.GRANTED);

        assertThat(refusal(() -> reports.absent(town.cityOffice(), id, "not there"))).contains("application.admitted");
        reports.excuse(town.cityOffice(), id, "in hospital");
        assertThat(called.state(id)).isEqualTo("RESIGNED");
        assertThat(files.of(teacher.teacher(), id).history().getLast().step().act()).isEqualTo(Application.Act.APPEALED);
        assertThatThrownBy(() -> db.sql("update application.application set state = 'ABSENT' where id = :id").param("id", id).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void whatIsRejectedGoesOnToTheNextLevelAndTheBarStays() {
        var id = absent();
        var appeal = appeal(id);
        decide(province, appeal, Appeal.State.REJECTED);
        assertThat(barred()).containsExactly("application.barred");
        move.escalate(teacher, appeal.id(), "请再核");
        assertThatThrownBy(() -> decide(province, appeal, Appeal.State.GRANTED)).as("the second level").isInstanceOf(NotFound.class);
        decide(nation, appeal, Appeal.State.REJECTED);

        assertThat(called.state(id)).isEqualTo("ABSENT");
        assertThat(barred()).containsExactly("application.barred");
        assertThat(refusal(() -> appeal(id))).as("twice").containsExactly("appeal.not-twice");
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void whoWasExcusedMeanwhileHasNothingToGain() {
        var id = absent();
        var appeal = appeal(id);
        reports.excuse(town.cityOffice(), id, "in hospital");
        assertThat(offered()).isEmpty();
        decide(province, appeal, Appeal.State.GRANTED);

        assertThat(files.of(teacher.teacher(), id).history().stream().map(it -> it.step().act())).doesNotContain(Application.Act.APPEALED).endsWith(Application.Act.EXCUSED);
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void nobodyElseAppealsAndNothingElseIsAnAbsence() {
        var id = absent();
        assertThat(mine.offered(called.teacher(town.school()).teacher())).doesNotContainKey(Appeal.Kind.ABSENCE);
        assertThat(get(called.teacher(town.school()), "/appeals/new?kind=ABSENCE&about=" + id)).hasStatus(404);
        var another = called.teacher(town.school());
        var admitted = admitted(another, TrainingDays.of(today(), today()));

        assertThat(get(another, "/applications/" + admitted)).hasStatusOk().bodyText().doesNotContain("kind=ABSENCE", "被记为");
        assertThat(get(another, "/appeals/new?kind=ABSENCE&about=" + admitted)).hasStatus(404);
    }

    /** The time begins when it is recorded, and ends 30 working days later, whatever windows its program has. */
    @Test
    void itIsAppealedAgainstInTime() {
        var longAgo = today().minusDays(95);
        var id = admitted(teacher, TrainingDays.of(longAgo, longAgo));
        reports.absent(town.cityOffice(), id, "not there", Instant.now().minus(Duration.ofDays(90)));

        assertThat(refusal(() -> appeal(id))).containsExactly("appeal.in-time");
        assertThat(get(teacher, "/applications/" + id)).hasStatusOk().bodyText().contains("6 个月内不得报名").doesNotContain("kind=ABSENCE");
    }

    @Test
    void ofAListThatACenterKeepsTheCallerDecides() {
        var center = cast.under(town.city(), "DEVELOPMENT_CENTER");
        var office = cast.administrator(center);
        var program = called.training(town.city(), 2, TrainingDays.of(today(), today()));
        keep.setCenter(town.cityOffice(), program, center.id().toString());
        var id = called.atTheCity(town, program, teacher);
        called.approve(office, id);
        publish(office, program);
        reports.absent(office, id, "not there");
        var appeal = appeal(id);

        assertThat(appeal.first()).isEqualTo(town.city().id());
        assertThatThrownBy(() -> decide(office, appeal, Appeal.State.GRANTED)).isInstanceOf(NotFound.class);
        decide(town.cityOffice(), appeal, Appeal.State.GRANTED);
        assertThat(called.state(id)).isEqualTo("RESIGNED");
    }

    /** Above whom there is nobody decides itself; only not by the hand that recorded it. */
    @Test
    void ofTheHighestUnitAnotherOfItDecides() {
        var top = town.city().parent().parent();
        var program = called.training(top, 2, TrainingDays.of(today(), today()));
        var id = called.apply(teacher, program);
        called.approve(town.principal(), id);
        called.approve(province, id);
        called.approve(nation, id);
        publish(nation, program);
        reports.absent(nation, id, "not there");
        var appeal = appeal(id);

        assertThat(appeal.first()).isEqualTo(top.id());
        assertThat(appeal.second()).isNull();
        assertThat(refusal(() -> decide(nation, appeal, Appeal.State.GRANTED))).containsExactly("appeal.not-his-act");
        decide(cast.administrator(top), appeal, Appeal.State.GRANTED);
        assertThat(called.state(id)).isEqualTo("RESIGNED");
    }

    @Test
    void hisPageSaysWhatFollowsAndLeadsToTheAppeal() {
        var id = absent();
        var page = "/applications/" + id;
        var link = "/appeals/new?kind=ABSENCE&amp;about=" + id;
        var until = LocalDate.ofInstant(files.of(teacher.teacher(), id).absence().at().atZone(Window.ZONE).plusMonths(6).toInstant(), Window.ZONE);
        assertThat(get(teacher, page)).hasStatusOk().bodyText().contains("被记为录取后无故不参训", "not there", "6 个月内不得报名", until.getMonthValue() + "月" + until.getDayOfMonth() + "日", "notice 7", link);
        assertThat(get(teacher, link.replace("&amp;", "&"))).hasStatusOk().bodyText().contains("录取后记为无故不参训；说明：not there", town.city().parent().name());
        assertThat(get(teacher, "/appeals/new")).hasStatusOk().bodyText().contains("培训缺席", link);
        var appeal = appeal(id);

        assertThat(get(teacher, page)).hasStatusOk().bodyText().contains("/appeals/" + appeal.id(), "查看我的申诉").doesNotContain(link);
        assertThat(get(province, "/console/appeals/" + teacher.teacher() + "/" + appeal.id())).hasStatusOk().bodyText().contains("无故不参训的记录取消", "/console" + page);
        assertThat(get(province, "/console" + page)).hasStatusOk().bodyText().contains("not there");
        decide(province, appeal, Appeal.State.GRANTED);

        assertThat(get(teacher, page)).hasStatusOk().bodyText().contains("经申诉核实有正当理由", "病历可证").doesNotContain(link, "不得报名");
        assertThat(get(teacher, "/appeals/" + appeal.id())).hasStatusOk().bodyText().contains("不再因此限制报名", "href=\"/applications\"");
    }

    @Test
    void withoutARuleThePageSaysThatNothingFollows() {
        rules.set(town.cityOffice(), town.city().id(), "0", "notice 8");
        assertThat(get(teacher, "/applications/" + absent())).hasStatusOk().bodyText().contains(town.city().name() + "没有因此限制报名的规定").doesNotContain("不得报名");
    }

    @Test
    void englishOtherSystemsAndTheTrailReadIt() {
        var id = absent();
        assertThat(mvc.get().uri("/applications/" + id).header("Accept-Language", "en").with(as(teacher))).hasStatusOk().bodyText()
            .contains("not to have come without a reason", "Barred for 6 months");
        decide(province, appeal(id), Appeal.State.GRANTED);
        assertThat(get(teacher, "/api/v1/applications/" + id)).hasStatusOk().bodyJson().extractingPath("$.history[-1:].act").asArray().containsExactly("APPEALED");
        assertThat(db.sql("select count(*) from audit.entry where act = 'application.absence.appeal' and target = :who").param("who", "teacher:" + teacher.teacher())
            .query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void whoeverWritesPastTheCodeExcusesNobodyByAnAppealWhoIsNotAbsent() {
        var id = admitted(teacher, TrainingDays.of(today(), today()));
        assertThatThrownBy(() -> db.sql("""
                insert into application.step (teacher_id, application_id, n, id, act, level, organization_id, at, by, by_name, reason)
                select teacher_id, application_id, max(n) + 1, gen_random_uuid(), 'APPEALED', 'CITY', :city, now(), :by, 'x', 'x' from application.step
                 where application_id = :id group by teacher_id, application_id
                """)
            .param("id", id).param("city", town.city().id().value()).param("by", province.teacher().value()).update()).isInstanceOf(DataAccessException.class)
            .hasMessageContaining("is said to have been absent");
    }

    @Test
    void theAuditFindsWhoIsStillAbsentAfterAnAppealWasGranted() {
        var id = absent();
        var appeal = appeal(id);
        db.sql("update appeal.appeal set state = 'GRANTED', decided_by = :by, decided_at = now() where id = :id").param("by", province.teacher().value()).param("id", appeal.id()).update();
        assertThat(findings(id)).anyMatch(it -> it.contains("still said to have been absent"));
    }

    private LocalDate today() {
        return called.today();
    }

    /** Admitted, and said today not to have come. */
    private UUID absent() {
        var id = admitted(teacher, TrainingDays.of(today(), today()));
        reports.absent(town.cityOffice(), id, "not there");
        return id;
    }

    private UUID admitted(Actor person, TrainingDays days) {
        var program = called.training(town.city(), 2, days);
        var id = called.admitted(town, program, person);
        publish(town.cityOffice(), program);
        return id;
    }

    private void publish(Actor by, ProgramId program) {
        called.end(program);
        lists.publish(by, program);
    }

    private List<Subject> offered() {
        return mine.offered(teacher.teacher()).getOrDefault(Appeal.Kind.ABSENCE, List.of());
    }

    private Appeal appeal(UUID id) {
        var subject = offered().stream().filter(it -> it.reference().equals(id)).findFirst().orElseThrow();
        return filing.file(teacher, new FileAppeal.Filing(UUID.randomUUID(), subject, "当天在医院急诊，病历可以证明。", List.of()));
    }

    private void decide(Actor by, Appeal appeal, Appeal.State decision) {
        decide.decide(by, teacher.teacher(), appeal.id(), decision, new Matter.Remedy(null, "病历可证"));
    }

    private List<String> barred() {
        return refusal(() -> called.apply(teacher, called.call(town.city(), 2, 0)));
    }

    private MvcTestResult get(Actor who, String path) {
        return mvc.get().uri(path).with(as(who)).exchange();
    }

    private static List<String> refusal(ThrowingCallable act) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(Refused.class, act).verdict().unmet().stream().map(Condition::code).toList();
    }

    private List<String> findings(UUID id) {
        return audits.stream().filter(it -> it.name().startsWith("appeal") || it.name().startsWith("application")).flatMap(it -> it.findings(false).stream())
            .filter(it -> it.contains(id.toString()) || it.contains(teacher.teacher().toString())).toList();
    }
}
