package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.xingtan.platform.Window;

/** What a review has rejected, and an absence that was noted, go before the unit above; what it grants stands where it belongs. */
@ExtendWith(Stage.Provider.class)
class ReviewAppealJourneyTests {

    private static final String SCHOOL = "440106-S007";
    private static final String ASKED = " / 42.00";
    private static final String REASON = "核对了签到表和照片，情况属实。";

    private final Stage stage;
    private final Map<String, Visit> visits = new LinkedHashMap<>();

    ReviewAppealJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @AfterEach
    void leave() {
        visits.values().forEach(Visit::close);
        visits.clear();
    }

    @Test
    void aClaimThatTheDistrictHasRejectedBringsItsHoursOnceTheCityGrants() {
        var person = teacher("claiming");
        head();
        new Elsewhere(at("gzcity"), at("claiming")).claim("OTHER_PLATFORM", "名师在线课堂", "PROFESSIONAL", "6", 5, 1);
        var own = path("claiming");
        var claim = "/console/recognition/claims/" + person + own.substring(own.lastIndexOf('/'));
        review("heading", claim, "APPROVE", "");
        review("gzdistrict", claim, "REJECT", "平台不在认定范围内");
        var before = hours("claiming");

        at("claiming").open(own);
        var appeal = appeal("claiming", "由广州市于");
        grant("gzcity", person);

        granted("claiming", appeal);
        at("claiming").press(AriaRole.LINK, "名师在线课堂");
        at("claiming").sees("由受理申诉的单位改为同意");
        at("gzdistrict").open(claim);
        at("gzdistrict").sees("由受理申诉的单位改为同意");
        assertThat(hours("claiming").subtract(before)).isEqualByComparingTo("6");
        nobodyComplains();
    }

    @Test
    void anApplicationThatTheSchoolHasRejectedStandsBeforeTheDistrictOnceThatHasGranted() {
        var person = teacher("seeking");
        head();
        var training = stage.program("信息技术2.0校级培训团队研修");
        at("seeking").open("/applications/programs/" + training);
        at("seeking").page().locator("#statement").fill("承担校内信息化教研五年，愿意带动同事。");
        at("seeking").press(AriaRole.BUTTON, "提交报名");
        at("seeking").page().waitForURL(Pattern.compile(".*/applications/[0-9a-f-]{36}$"));
        var own = path("seeking");
        review("heading", "/console" + own, "REJECT", "本学期带毕业班");

        at("seeking").open(own);
        var appeal = appeal("seeking", "由天河区于");
        grant("gzdistrict", person);

        granted("seeking", appeal);
        at("seeking").open(own);
        at("seeking").sees("等待天河区审核");
        at("seeking").sees("由受理申诉的单位改为通过");
        at("gzdistrict").open("/console/applications/calls/" + training + "/queue");
        at("gzdistrict").page().locator("main a[href$='" + own + "']").first().waitFor();
        nobodyComplains();
    }

    @Test
    void anAbsenceAtAnEventThatIsClosedBecomesHoursOnceTheDistrictGrants() {
        var person = teacher("studying");
        head();
        var event = held();
        noted(person, event);
        close(event);
        var before = hours("studying");

        at("studying").open("/appeals/new");
        at("studying").page().locator("a[href*='kind=ATTENDANCE']").first().click();
        at("studying").sees("记为缺席");
        var appeal = appeal("studying", "由天河区于");
        grant("gzdistrict", person);

        granted("studying", appeal);
        at("studying").sees("2.00");
        at("heading").open(event);
        at("heading").sees("申诉更正");
        assertThat(hours("studying").subtract(before)).isEqualByComparingTo("2");
        nobodyComplains();
    }

    private Visit at(String username) {
        return visits.computeIfAbsent(username, it -> stage.visit().signIn(it));
    }

    private String path(String username) {
        return at(username).page().url().replaceFirst("^https?://[^/]*", "");
    }

    private void review(String office, String page, String decision, String reason) {
        at(office).open(page);
        at(office).page().locator("#reason").fill(reason);
        at(office).sends("button[value=" + decision + "]");
    }

    /** From a page that offers it, or the form itself. @return its page */
    private String appeal(String username, String who) {
        var teacher = at(username);
        if (teacher.page().locator("#statement").count() == 0) {
            teacher.page().locator("main a[href^='/appeals/new?kind=']").first().click();
        }
        teacher.page().getByLabel("申诉理由").fill("我全程参加，签到表和照片都可以证明。");
        teacher.press(AriaRole.BUTTON, "提交申诉");
        teacher.sees("待决定");
        teacher.sees(who);
        return path(username);
    }

    private void grant(String office, UUID person) {
        var administrator = at(office);
        administrator.open("/console/appeals");
        administrator.page().locator("a[href*='" + person + "']").first().click();
        administrator.page().getByLabel("理由（教师会看到）").fill(REASON);
        administrator.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("支持").setExact(true)).click();
        administrator.page().waitForURL(url -> !url.contains(person.toString()));
    }

    /** He reads it, and goes where it stands. */
    private void granted(String username, String appeal) {
        at(username).open(appeal);
        at(username).sees("申诉已获准");
        at(username).sees(REASON);
        at(username).press(AriaRole.LINK, "去看结果");
        at(username).page().waitForURL(url -> !url.endsWith(appeal));
    }

    /** In professional subjects, as his start page says them. */
    private BigDecimal hours(String username) {
        at(username).open("/home");
        at(username).sees(ASKED);
        var line = Pattern.compile("([0-9.]+)" + ASKED).matcher(at(username).page().locator("main").innerText());
        assertThat(line.find()).isTrue();
        return new BigDecimal(line.group(1));
    }

    private void nobodyComplains() {
        visits.forEach((who, visit) -> assertThat(visit.complaints()).as("what the browser of %s complains about", who).isEmpty());
    }

    /** It was three days ago: an event is set beforehand, and the clock cannot be waited for. */
    private String held() {
        var school = at("heading");
        new SharedStudy(school, at("gzdistrict")).planned();
        school.page().reload();
        school.page().locator("summary", new Page.LocatorOptions().setHasText("安排一次活动")).click();
        Map.of("topic", "同课异构", "day", LocalDate.now(Window.ZONE).plusDays(1).toString(), "starts", "14:00", "ends", "16:00", "place", "二楼会议室", "hours", "2")
            .forEach((field, text) -> school.page().locator("#" + field).fill(text));
        school.page().locator("form[action$='/events'] button").click();
        school.page().waitForURL(Pattern.compile(".*/study/events/[0-9a-f-]{36}$"));
        var event = path("heading");
        stage.db().sql("update study.event set day = :day where id = :id").param("day", LocalDate.now(Window.ZONE).minusDays(3))
            .param("id", UUID.fromString(event.substring(event.lastIndexOf('/') + 1))).update();
        return event;
    }

    /** As there with a colleague, and then as absent. */
    private void noted(UUID person, String event) {
        var school = at("heading");
        school.open(event);
        school.page().locator("input[name=person]:not(#person-" + person + ")").first().check();
        school.page().locator("#person-" + person).check();
        school.sends("form[action$='/attendance'] button");
        school.page().locator("summary", new Page.LocatorOptions().setHasText("更正")).click();
        school.page().locator("#state-" + person).selectOption("ABSENT");
        school.page().locator("form[action$='/attendance/" + person + "'] [name=reason]").fill("签到表上没有名字");
        school.sends("form[action$='/attendance/" + person + "'] button");
        school.sees("缺席");
    }

    private void close(String event) {
        var school = at("heading");
        school.open(event);
        for (var item : school.page().locator("select[name^='answer.']").all()) {
            item.selectOption("DONE");
        }
        school.sends("form[action$='/risks'] button");
        school.page().locator("form[action$='/closing'] button").click();
        school.sees("已结束");
    }

    /** Somebody of the school who has applied for nothing, given a name to sign in with. */
    private UUID teacher(String username) {
        return stage.named(stage.db().sql("""
                select p.teacher_id
                  from directory.person_card p
                 where p.organization_code = :school and p.posts && '{CLASSROOM_TEACHER,HOMEROOM_TEACHER}'
                   and not exists (select from directory.appointment a where a.teacher_id = p.teacher_id)
                   and not exists (select from application.application a where a.teacher_id = p.teacher_id)
                   and not exists (select from identity.sign_in_name n where n.teacher_id = p.teacher_id and n.kind = 'USERNAME')
                 order by p.teacher_id
                 limit 1
                """).param("school", SCHOOL).query(UUID.class).single(), username);
    }

    /** Its administrator, named once for all of these journeys. */
    private void head() {
        var head = stage.db().sql("""
                select a.teacher_id
                  from directory.appointment_card a
                  join directory.organization_card o on o.id = a.organization_id
                 where o.code = :school and a.role = 'TRAINING_ADMINISTRATOR'
                   and not exists (select from identity.sign_in_name n where n.teacher_id = a.teacher_id and n.kind = 'USERNAME')
                """).param("school", SCHOOL).query(UUID.class).optional();
        head.ifPresent(it -> stage.named(it, "heading"));
    }
}
