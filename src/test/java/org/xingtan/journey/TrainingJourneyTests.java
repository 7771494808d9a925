package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.catalog.DefineCourse;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.program.Audience;
import org.xingtan.program.CertificateRule;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.CreditRule;
import org.xingtan.program.ProgramDefinition;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.PublishProgram;
import org.xingtan.program.Rules;

/**
 * A city calls for applications to a training; teachers of a school and of one that reports straight to the city apply, everybody who has a part
 * in it decides, the list is out, and places that become free go to the next.
 */
@ExtendWith(Stage.Provider.class)
class TrainingJourneyTests {

    private static final String TRAINING = "旅程专项培训";
    private static final String MORE = "请写明担任班主任的年限。";

    private final Stage stage;
    private final LocalDate today = LocalDate.now(Window.ZONE);
    private final Map<String, Visit> visits = new LinkedHashMap<>();
    private final List<UUID> taken = new ArrayList<>();

    TrainingJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @AfterEach
    void leave() {
        visits.values().forEach(Visit::close);
    }

    @Test
    void fromTheCallToTheListWithEveryLevel() {
        program();
        Map.of("applicant", colleague("440106-S003"), "second", colleague("440106-S003"), "direct", colleague("440100-S001"), "directhead", head("440100-S001"))
            .forEach((username, person) -> stage.named(person, username));
        call(at("gzcity"));
        List.of("applicant", "second", "direct").forEach(this::apply);

        theSchoolTakesADecisionBack();
        thePrincipalReturnsOneAndPassesBothOnAtOnce();
        theDistrictHasOnePlace();
        theDirectSchoolPassesOnWithoutADistrict();
        theCityAdmitsTwoAndKeepsOneInReserve();
        theListIsPublished();
        whoGivesUpIsReplaced();
        whoDoesNotComeIsSaidToHaveBeenAbsent();
        everybodyWhomItWasForSeesWhoIsAdmitted();
        visits.forEach((who, visit) -> assertThat(visit.complaints()).as("what the browser of %s complains about", who).isEmpty());
    }

    private Visit at(String username) {
        return visits.computeIfAbsent(username, it -> stage.visit().signIn(it));
    }

    private void apply(String username) {
        var teacher = at(username);
        teacher.open("/applications");
        teacher.page().locator("a", new Page.LocatorOptions().setHasText(TRAINING)).first().click();
        teacher.page().locator("#statement").fill("带班十年，愿意把学到的带回学校。");
        teacher.press(AriaRole.BUTTON, "提交报名");
        teacher.sees("审核中");
    }

    private void theSchoolTakesADecisionBack() {
        decide("gzschool", "second", "APPROVE", "");
        look("gzschool", "second");
        at("gzschool").press(AriaRole.BUTTON, "撤回这个决定");
        at("gzschool").page().locator("button[value=APPROVE]").waitFor();
    }

    private void thePrincipalReturnsOneAndPassesBothOnAtOnce() {
        decide("gzprincipal", "applicant", "RETURN", MORE);
        var teacher = at("applicant");
        teacher.open("/applications/" + application("applicant"));
        teacher.sees(MORE);
        teacher.page().locator("#statement").fill("担任班主任八年，愿意把学到的带回学校。");
        teacher.press(AriaRole.BUTTON, "重新提交");
        teacher.sees("审核中");
        together("gzprincipal", "applicant", "second");
    }

    private void theDistrictHasOnePlace() {
        decide("gzdistrict", "applicant", "APPROVE", "");
        look("gzdistrict", "second");
        assertThat(at("gzdistrict").page().locator("button[value=APPROVE]").count()).as("beyond its places").isZero();
        at("gzdistrict").sends("button[value=RESERVE]");
    }

    private void theDirectSchoolPassesOnWithoutADistrict() {
        decide("directhead", "direct", "APPROVE", "");
        at("direct").open("/applications/" + application("direct"));
        at("direct").sees("局属单位不经过区级");
    }

    private void theCityAdmitsTwoAndKeepsOneInReserve() {
        together("gzcity", "applicant", "direct");
        decide("gzcity", "second", "RESERVE", "");
    }

    private void theListIsPublished() {
        var city = at("gzcity");
        ends(city);
        list();
        city.press(AriaRole.BUTTON, "公布名单");
        city.sees("录取名单公布于");
    }

    private void whoGivesUpIsReplaced() {
        var direct = at("direct");
        direct.open("/applications/" + application("direct"));
        direct.page().locator("summary", new Page.LocatorOptions().setHasText("放弃录取")).click();
        direct.page().locator("form[action$='/withdrawal'] [name=reason]").all().forEach(field -> field.fill("学校临时安排出差。"));
        direct.page().locator("form[action$='/withdrawal'] button").click();
        direct.page().locator("h1 .tag", new Page.LocatorOptions().setHasText("放弃")).waitFor();
        list();
        at("gzcity").press(AriaRole.BUTTON, "递补下一位");
        row("second").locator(".tag", new Locator.LocatorOptions().setHasText("录取")).waitFor();
    }

    /** The days were not set when people applied. */
    private void whoDoesNotComeIsSaidToHaveBeenAbsent() {
        var city = at("gzcity");
        city.open("/console/applications/calls/" + stage.program(TRAINING));
        city.page().locator("#days").fill(today + "~" + today.plusDays(2));
        city.sends("form[action$='/days'] button");
        list();
        row("applicant").locator("summary", new Locator.LocatorOptions().setHasText("无故不参训")).click();
        row("applicant").locator("form[action$='/absence'] [name=reason]").fill("报到当天未到，电话未接");
        row("applicant").locator("form[action$='/absence'] button").click();
        row("applicant").locator(".tag", new Locator.LocatorOptions().setHasText("无故不参训")).waitFor();
        at("applicant").open("/applications/" + application("applicant"));
        at("applicant").sees("无故不参训");
    }

    /** Also who has not applied; the school and the district look at what became of it, and who came instead takes part. */
    private void everybodyWhomItWasForSeesWhoIsAdmitted() {
        at("gzteacher").open("/applications/programs/" + stage.program(TRAINING) + "/list");
        at("gzteacher").sees(name("second"));
        for (var username : List.of("gzschool", "gzdistrict")) {
            look(username, "second");
            at(username).sees("录取");
        }
        at("second").open("/applications");
        at("second").sees("录取");
        at("second").open("/programs/" + stage.program(TRAINING) + "/lessons");
        at("second").sees("培训须知");
    }

    private void list() {
        at("gzcity").open("/console/applications/calls/" + stage.program(TRAINING) + "/list");
    }

    private Locator row(String username) {
        return at("gzcity").page().locator("tbody tr", new Page.LocatorOptions().setHas(at("gzcity").page().locator("a[href$='" + application(username) + "']")));
    }

    private void look(String office, String username) {
        at(office).open("/console/applications/" + application(username));
    }

    private void decide(String office, String username, String decision, String reason) {
        look(office, username);
        at(office).page().locator("#reason").fill(reason);
        at(office).sends("button[value=" + decision + "]");
    }

    /** Out of the queue, after a look at what each becomes. */
    private void together(String office, String... usernames) {
        var page = at(office).page();
        at(office).open("/console/applications/calls/" + stage.program(TRAINING) + "/queue");
        for (var username : usernames) {
            page.locator("input[name=application][value^='" + application(username) + "']").check();
        }
        page.locator("button[value=APPROVE]").click();
        page.locator("form[action$='/bulk/decision'] button").click();
        page.locator(".tag-good", new Page.LocatorOptions().setHasText("已办理")).nth(usernames.length - 1).waitFor();
    }

    private UUID application(String username) {
        return stage.db().sql("select id from application.application where teacher_id = :id and program_id = :program")
            .param("id", stage.teacher(username)).param("program", stage.program(TRAINING)).query(UUID.class).single();
    }

    private String name(String username) {
        return stage.db().sql("select name from directory.teacher_card where teacher_id = :id").param("id", stage.teacher(username)).query(String.class).single();
    }

    private void call(Visit city) {
        city.open("/console/applications");
        var page = city.page();
        page.locator("summary", new Page.LocatorOptions().setHasText("发布新的报名")).click();
        page.locator("#program").selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(TRAINING));
        page.locator("#series").fill(TRAINING);
        page.locator("#places").fill("2");
        page.locator("#reserve").fill("1");
        page.locator("#applyFrom").fill(today.minusDays(2).toString());
        page.locator("#applyTo").fill(today.plusDays(1).toString());
        page.locator("#school").fill(today.plusDays(2).toString());
        page.locator("#county").fill(today.plusDays(3).toString());
        page.locator("#city").fill(today.plusDays(4).toString());
        city.press(AriaRole.BUTTON, "新建");
        page.locator("summary", new Page.LocatorOptions().setHasText("增加一行")).click();
        page.locator("#code").fill("440106");
        page.locator("#quota-places").fill("1");
        page.locator("form", new Page.LocatorOptions().setHas(page.locator("#quota-places"))).locator("button").click();
        city.sees("天河区");
        city.press(AriaRole.BUTTON, "发布报名");
        page.locator("form[action$='/publication']").waitFor(new com.microsoft.playwright.Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    }

    /** The city gives everybody a day more, and that day comes. */
    private void ends(Visit city) {
        city.open("/console/applications/calls/" + stage.program(TRAINING));
        var page = city.page();
        page.locator("summary", new Page.LocatorOptions().setHasText("改变报名时间")).click();
        page.locator("#APPLY-first").fill(today.minusDays(2).toString());
        page.locator("#APPLY-last").fill(today.plusDays(2).toString());
        page.locator("#APPLY-reason").fill("应学校要求，延长一天");
        page.locator("form", new Page.LocatorOptions().setHas(page.locator("#APPLY-reason"))).locator("button").click();
        city.sees("应学校要求");
        stage.db().sql("""
                insert into application.clock (program_id, kind, version, opens_at, closes_at, reason, set_at)
                select program_id, kind, version + 1, opens_at, now() - interval '1 minute', 'over', now() from application.clock_card where program_id = :program and kind = 'APPLY'
                """).param("program", stage.program(TRAINING)).update();
    }

    /** Another one each time; nobody of the cast, and nobody who reviews. */
    private UUID colleague(String school) {
        return stage.db().sql("""
                select p.teacher_id
                  from directory.person_card p
                 where p.organization_code = :school and p.teacher_id <> all (:taken)
                   and not exists (select from directory.appointment a where a.teacher_id = p.teacher_id)
                   and not exists (select from identity.sign_in_name n where n.teacher_id = p.teacher_id and n.kind = 'USERNAME')
                 order by p.teacher_id desc limit 1
                """).param("school", school).param("taken", taken.toArray(UUID[]::new)).query((row, _) -> {
                    var person = row.getObject(1, UUID.class);
                    taken.add(person);
                    return person;
                }).single();
    }

    private UUID head(String school) {
        return stage.db().sql("""
                select a.teacher_id from directory.appointment_card a join directory.organization_card o on o.id = a.organization_id
                 where o.code = :school and a.role = 'TRAINING_ADMINISTRATOR' limit 1
                """).param("school", school).query(UUID.class).single();
    }

    /** Published by the city before: everybody there could join it, until it is called for. */
    private void program() {
        OrganizationCard city = stage.part(Organizations.class).byCode("440100").orElseThrow();
        stage.part(DefineCourse.class).define(new CourseDefinition("GZ-JOURNEY", TRAINING, "三天集中培训。", city.id(), List.of(),
            List.of(CourseDefinition.Lesson.text("培训须知", "报到和纪律。", 60, "请阅读培训须知。", null))));
        var phase = new ProgramDefinition.Phase(Uuids.next(), TRAINING, List.of(), List.of(ProgramDefinition.Section.of(TRAINING, "GZ-JOURNEY")));
        stage.part(PublishProgram.class).publish(new ProgramDefinition("GZ-JOURNEY", TRAINING, "三天集中培训。", "CITY", "2201期", city.id(), null, null, false, 2.0,
            List.of(Window.ofDays(Window.Kind.LEARN, today.minusDays(1), today.plusDays(30))), List.of(phase),
            List.of(new ProgramDetail.Track("PARTICIPANT", "参训学员", "Participant", new Audience.All(List.of(new Audience.Within(List.of(city.path())))))),
            new Rules(Map.of("PARTICIPANT", new CompletionRule.AllLessons(null)),
                new CreditRule("PROFESSIONAL", new CreditRule.Fixed(CreditHours.of("4.00")), List.of()), new CertificateRule(List.of(), "", "GZ"))));
    }
}
