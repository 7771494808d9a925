package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/** A city calls for applications to a training; a teacher applies, school, district and city decide, and he takes part. */
@ExtendWith(Stage.Provider.class)
class TrainingJourneyTests {

    private static final String TRAINING = "旅程专项培训";

    private final Stage stage;
    private final LocalDate today = LocalDate.now(Window.ZONE);

    TrainingJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @Test
    void fromTheCallToTheListWithEveryLevel() {
        program();
        stage.named(colleague(), "applicant");
        try (var city = stage.visit().signIn("gzcity"); var teacher = stage.visit().signIn("applicant")) {
            call(city);
            teacher.open("/applications");
            teacher.page().locator("a", new Page.LocatorOptions().setHasText(TRAINING)).first().click();
            teacher.page().locator("#statement").fill("带班十年，愿意把学到的带回学校。");
            teacher.press(AriaRole.BUTTON, "提交报名");
            teacher.sees("审核中");

            decides("gzschool");
            decides("gzdistrict");
            decide(city);

            ends(city);
            city.page().navigate(stage.address() + "/console/applications/calls/" + stage.program(TRAINING) + "/list");
            city.press(AriaRole.BUTTON, "公布名单");
            everybodyWhomItWasForSeesWhoIsAdmitted();
            teacher.open("/applications");
            teacher.sees("录取");
            teacher.open("/programs/" + stage.program(TRAINING) + "/lessons");
            teacher.sees("培训须知");
            assertThat(city.complaints()).isEmpty();
            assertThat(teacher.complaints()).isEmpty();
        }
    }

    /** Also who has not applied; the school and the district look at what became of it. */
    private void everybodyWhomItWasForSeesWhoIsAdmitted() {
        var name = stage.db().sql("select name from directory.teacher_card where teacher_id = :id").param("id", stage.teacher("applicant")).query(String.class).single();
        stage.named(colleague(), "onlooker");
        try (var onlooker = stage.visit().signIn("onlooker")) {
            onlooker.open("/applications/programs/" + stage.program(TRAINING) + "/list");
            onlooker.sees(name);
            assertThat(onlooker.complaints()).isEmpty();
        }
        for (var username : List.of("gzschool", "gzdistrict")) {
            try (var office = stage.visit().signIn(username)) {
                office.open("/console/applications/" + stage.db().sql("select id from application.application where teacher_id = :id").param("id", stage.teacher("applicant")).query(UUID.class).single());
                office.sees("录取");
                assertThat(office.complaints()).isEmpty();
            }
        }
    }

    private void call(Visit city) {
        city.open("/console/applications");
        var page = city.page();
        page.locator("summary", new Page.LocatorOptions().setHasText("发布新的报名")).click();
        page.locator("#program").selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(TRAINING));
        page.locator("#series").fill(TRAINING);
        page.locator("#places").fill("5");
        page.locator("#applyFrom").fill(today.minusDays(2).toString());
        page.locator("#applyTo").fill(today.plusDays(1).toString());
        page.locator("#school").fill(today.plusDays(2).toString());
        page.locator("#county").fill(today.plusDays(3).toString());
        page.locator("#city").fill(today.plusDays(4).toString());
        city.press(AriaRole.BUTTON, "新建");
        page.locator("summary", new Page.LocatorOptions().setHasText("增加一行")).click();
        page.locator("#code").fill("440106");
        page.locator("#quota-places").fill("2");
        page.locator("form", new Page.LocatorOptions().setHas(page.locator("#quota-places"))).locator("button").click();
        city.sees("天河区");
        city.press(AriaRole.BUTTON, "发布报名");
        page.locator("form[action$='/publication']").waitFor(new com.microsoft.playwright.Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    }

    private void decides(String username) {
        try (var office = stage.visit().signIn(username)) {
            decide(office);
            assertThat(office.complaints()).isEmpty();
        }
    }

    /** The next one in the queue is the only one. */
    private void decide(Visit office) {
        office.open("/console/applications/calls/" + stage.program(TRAINING) + "/queue");
        office.page().locator("tbody a").first().click();
        office.page().locator("button[value=APPROVE]").click();
        office.page().waitForLoadState();
    }

    /** Everybody has applied: the city closes it a day before. */
    private void ends(Visit city) {
        city.open("/console/applications/calls/" + stage.program(TRAINING));
        var page = city.page();
        page.locator("summary", new Page.LocatorOptions().setHasText("改变报名时间")).click();
        page.locator("#APPLY-first").fill(today.minusDays(2).toString());
        page.locator("#APPLY-last").fill(today.minusDays(1).toString());
        page.locator("#APPLY-reason").fill("名额已满，提前截止");
        page.locator("form", new Page.LocatorOptions().setHas(page.locator("#APPLY-reason"))).locator("button").click();
        city.sees("名额已满");
    }

    /** Of the school's teacher, who has applied for nothing. */
    private UUID colleague() {
        return stage.db().sql("""
                select p.teacher_id
                  from directory.person_card p
                 where p.organization_code = '440106-S003'
                   and not exists (select from directory.appointment a where a.teacher_id = p.teacher_id)
                   and not exists (select from application.application a where a.teacher_id = p.teacher_id)
                   and not exists (select from identity.sign_in_name n where n.teacher_id = p.teacher_id and n.kind = 'USERNAME')
                 order by p.teacher_id limit 1
                """).query(UUID.class).single();
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
