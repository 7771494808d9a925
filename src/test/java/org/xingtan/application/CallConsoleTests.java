package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Calls, reviews and lists on their pages, from the first form to the replacement. */
@XingtanTest
class CallConsoleTests {

    private static final String CONSOLE = "/console/applications";

    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;
    @Autowired Called called;
    @Autowired Calls calls;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired ReviewApplication review;
    @Autowired Apply apply;
    @Autowired JdbcClient db;

    private Called.Town town;
    private Actor teacher;

    @BeforeEach
    void buildATown() {
        town = called.town();
        teacher = called.teacher(town.school());
    }

    @Test
    void anAuthorityCallsDividesPublishesAndItsTeachersApply() {
        var program = curriculum.aProgram(town.city().id()).title("校长任职资格培训").publish().id();
        assertThat(forms.get(town.cityOffice(), CONSOLE)).hasStatusOk().bodyText().contains("没有和您的单位有关的报名", "校长任职资格培训");
        var made = forms.post(town.cityOffice(), CONSOLE, form(program, "2"));
        assertThat(made).hasStatus3xxRedirection();
        var at = CONSOLE + "/calls/" + program;
        assertThat(made.getResponse().getRedirectedUrl()).isEqualTo(at);
        assertThat(forms.get(teacher, "/applications")).hasStatusOk().bodyText().contains("现在没有可以报名的培训");
        assertThat(forms.get(teacher, "/applications/programs/" + program)).hasStatus(404);
        assertThat(forms.get(town.countyOffice(), at)).hasStatus(404);

        assertThat(forms.post(town.cityOffice(), at + "/quotas", "code", town.county().code(), "places", "3")).hasStatus(422).bodyText().contains("3 个，不多于 2 个");
        assertThat(forms.post(town.cityOffice(), at + "/quotas", "code", town.county().code(), "places", "1")).hasStatus3xxRedirection();
        assertThat(forms.post(town.cityOffice(), at + "/publication")).hasStatus3xxRedirection();
        assertThat(forms.get(town.cityOffice(), at)).hasStatusOk().bodyText().contains(town.county().code(), "名额分配表", "市级可统筹名额");

        assertThat(forms.get(teacher, "/applications")).bodyText().contains("校长任职资格培训", "可以报名");
        assertThat(forms.get(teacher, "/applications/programs/" + program)).hasStatusOk().bodyText().contains("申报理由", "提交报名");
        assertThat(forms.post(teacher, "/applications/programs/" + program, "id", UUID.randomUUID().toString(), "statement", "短")).hasStatus(422).bodyText().contains(">短</textarea>", "10 至 2000 字");
        var id = UUID.randomUUID();
        assertThat(apply(teacher, program, id)).hasStatus3xxRedirection().hasRedirectedUrl("/applications/" + id);
        assertThat(apply(teacher, program, id)).hasStatus3xxRedirection().hasRedirectedUrl("/applications/" + id);
        assertThat(forms.get(teacher, "/applications/" + id)).hasStatusOk().bodyText().contains("等待机构" + town.school().code() + "审核", "plan.pdf");
        assertThat(forms.get(teacher, "/applications")).bodyText().contains("我的报名", "审核中");
        assertThat(acts("program:" + program)).containsExactly("application.define", "application.quota", "application.publish");
    }

    @Test
    void whereNoProgramCanBeCalledForItSaysWhyAndWhatToDo() {
        assertThat(forms.get(town.cityOffice(), CONSOLE)).hasStatusOk().bodyText()
            .contains("没有可以发布报名的研修", "已发布、归您的单位管理、现在人人可以参加的研修", "<a class=\"btn btn-primary\" href=\"/console/programs\">去建一个研修</a>").doesNotContain("id=\"program\"");
        called.call(town.city(), 2, 0);
        assertThat(forms.get(town.cityOffice(), CONSOLE)).as("what has a call is none").bodyText().contains("没有可以发布报名的研修");
        var program = curriculum.aProgram(town.city().id()).publish().id();
        assertThat(forms.get(town.cityOffice(), CONSOLE)).bodyText().contains("<option value=\"" + program + "\">").doesNotContain("没有可以发布报名的研修");
    }

    @Test
    void everyCallSaysWhetherItIsOpen() {
        var soon = "<span class=\"tag\">尚未开始报名</span>";
        var open = "<span class=\"tag tag-good\">可以报名</span>";
        var over = "<span class=\"tag\">报名已截止</span>";
        var plain = called.definition(town.city(), 2, 0);
        called.publish(new DefineCall.Definition(plain.program(), null, plain.series(), null, 2, 0, TrainingDays.NONE, 0, true, called.today().plusDays(1), called.today().plusDays(2),
            plain.deadlines()));
        assertThat(forms.get(teacher, "/applications")).hasStatusOk().bodyText().contains(soon).doesNotContain(over, open);

        var program = called.call(town.city(), 2, 0);
        assertThat(forms.get(teacher, "/applications")).hasStatusOk().bodyText().contains(soon, open).doesNotContain(over);
        called.end(program, "APPLY");
        calls.changed();
        assertThat(forms.get(teacher, "/applications")).hasStatusOk().bodyText().contains(soon, over).doesNotContain(open);
    }

    @Test
    void whoGoesOnToTheNextReadsWhatHeHasDecided() {
        var program = called.call(town.city(), 2, 1);
        var id = called.apply(teacher, program);
        var next = CONSOLE + "/" + called.apply(called.teacher(town.school()), program);

        assertThat(forms.get(town.principal(), next + "?done=" + id)).bodyText().contains("已办理：" + cast.name(teacher.teacher()), "回去看，或者撤回决定");
        assertThat(forms.get(town.principal(), CONSOLE + "/calls/" + program + "/queue?done=" + id)).bodyText().contains("已办理：" + cast.name(teacher.teacher()));
        for (var strange : List.of(UUID.randomUUID().toString(), "any", "")) {
            assertThat(forms.get(town.principal(), next + "?done=" + strange)).hasStatusOk().bodyText().doesNotContain("已办理");
        }
    }

    @Test
    void reviewersDecideOneAfterTheOtherAndTakeItBack() {
        var program = called.call(town.city(), 2, 1);
        var id = called.apply(teacher, program);
        var other = called.apply(called.teacher(town.school()), program);
        var at = CONSOLE + "/calls/" + program;
        assertThat(forms.get(town.principal(), CONSOLE)).hasStatusOk().bodyText().contains("待我审核");
        assertThat(forms.get(town.principal(), at + "/queue")).hasStatusOk().bodyText().contains("2 份报名", id.toString(), other.toString());
        assertThat(forms.get(town.countyOffice(), at + "/queue")).bodyText().contains("没有等待您审核的报名");
        assertThat(forms.get(town.countyOffice(), at + "/queue?which=elsewhere")).bodyText().contains(id.toString());
        assertThat(forms.get(town.principal(), CONSOLE + "/" + id)).hasStatusOk().bodyText().contains(Called.STATEMENT, "同意上报", "退回修改", "小学");
        assertThat(forms.get(town.countyOffice(), CONSOLE + "/" + id)).hasStatusOk().bodyText().contains("由机构" + town.school().code() + "审核").doesNotContain("value=\"APPROVE\"");

        assertThat(forms.post(town.principal(), CONSOLE + "/" + id + "/review", "level", "SCHOOL", "decision", "APPROVE")).hasStatus3xxRedirection().hasRedirectedUrl(CONSOLE + "/" + other + "?done=" + id);
        assertThat(forms.post(town.principal(), CONSOLE + "/" + id + "/review", "level", "SCHOOL", "decision", "APPROVE")).hasStatus3xxRedirection();
        assertThat(forms.post(town.principal(), CONSOLE + "/" + id + "/review", "level", "SCHOOL", "decision", "REJECT", "reason", "no")).hasStatus(409);
        var page = forms.get(town.principal(), CONSOLE + "/" + id);
        assertThat(page).bodyText().contains("撤回这个决定");
        var step = db.sql("select id from application.step where application_id = :id and act = 'APPROVED'").param("id", id).query(UUID.class).single();
        assertThat(forms.post(town.principal(), CONSOLE + "/reviews/" + step + "/removal", "application", id.toString())).hasStatus3xxRedirection();
        assertThat(forms.post(town.principal(), CONSOLE + "/" + id + "/review", "decision", "RETURN")).hasStatus(422);
        assertThat(forms.post(town.principal(), CONSOLE + "/" + id + "/review", "decision", "RETURN", "reason", "请补充")).hasStatus3xxRedirection();
        assertThat(forms.get(teacher, "/applications/" + id)).bodyText().contains("请补充", "重新提交");
        assertThat(forms.post(teacher, "/applications/" + id + "/correction", "statement", "短")).hasStatus(422).bodyText().contains(">短</textarea>");
        assertThat(forms.post(teacher, "/applications/" + id + "/correction", "statement", Called.STATEMENT + " 补充。")).hasStatus3xxRedirection();
        assertThat(forms.get(town.principal(), at + "/queue?which=returned")).bodyText().contains("没有退回修改中的报名");
        assertThat(forms.post(teacher, "/applications/" + id + "/withdrawal")).hasStatus3xxRedirection();
        assertThat(forms.get(town.principal(), at + "/queue?which=closed")).bodyText().contains("已撤回");
        assertThat(forms.get(town.principal(), at + "/queue?after=x")).hasStatus(400);
    }

    @Test
    void whoDecidesAtTwoLevelsNeverDecidesAtBothByPressingTwice() {
        var program = called.call(town.city(), 2, 1);
        var both = cast.actor(cast.staff(town.school(), Role.PRINCIPAL));
        cast.appoint(both.teacher(), Role.TRAINING_ADMINISTRATOR, town.county());
        var id = called.apply(teacher, program);
        for (var i = 0; i < 2; i++) {
            assertThat(forms.post(both, CONSOLE + "/" + id + "/review", "level", "SCHOOL", "decision", "APPROVE")).hasStatus3xxRedirection();
        }
        assertThat(count(program, "school_id is not null and county_id is null")).isEqualTo(1);
        assertThat(forms.post(both, CONSOLE + "/" + id + "/review", "level", "COUNTY", "decision", "APPROVE")).hasStatus3xxRedirection();
        assertThat(count(program, "county_id is not null")).isEqualTo(1);
        assertThat(forms.post(both, CONSOLE + "/" + id + "/review", "level", "NOWHERE", "decision", "APPROVE")).hasStatus(400);
    }

    @Test
    void whatAReviewerMayPassOnIsNamedByUnitAndSubject() {
        var program = called.call(town.city(), 5, 0);
        called.quota(program, town.county(), 2);
        called.quotaOf(program, town.county(), "ENGLISH", 1);

        assertThat(forms.get(town.countyOffice(), CONSOLE + "/calls/" + program + "/queue")).bodyText()
            .contains(town.county().name() + "：名额 2 个，已推荐 0 人，还可推荐 2 人", town.county().name() + " · 英语：名额 1 个");
    }

    @Test
    void manyAreDecidedAtOnceAfterAPreview() {
        var program = called.call(town.city(), 5, 0);
        called.quota(program, town.county(), 2);
        var ids = IntStream.range(0, 3).mapToObj(_ -> called.apply(called.teacher(town.school()), program)).toList();
        ids.forEach(id -> called.approve(town.principal(), id));
        var at = CONSOLE + "/calls/" + program + "/bulk";
        var all = ids.stream().map(UUID::toString).toArray(String[]::new);

        assertThat(forms.get(town.countyOffice(), CONSOLE + "/calls/" + program + "/queue")).bodyText().contains("名额 2 个，已推荐 0 人，还可推荐 2 人");
        assertThat(many(town.countyOffice(), at, "APPROVE", all)).hasStatusOk().bodyText().contains("2 / 3 份可以", "还有名额：共 2 个，已推荐 2 人");
        assertThat(count(program, "county_id is not null")).isZero();
        assertThat(many(town.countyOffice(), at, "REJECT", all)).hasStatus(422);
        assertThat(many(town.countyOffice(), at, "APPROVE")).hasStatus(422);
        assertThat(many(town.principal(), at, "APPROVE", all)).hasStatusOk().bodyText().contains("0 / 3 份可以");
        assertThat(many(town.countyOffice(), at + "/decision", "APPROVE", all)).hasStatusOk().bodyText().contains("已办理 2 / 3 份，其余未变");
        assertThat(many(town.countyOffice(), at + "/decision", "APPROVE", all)).hasStatusOk().bodyText().contains("已办理 0 / 3 份，其余未变");
        assertThat(count(program, "county_id is not null")).isEqualTo(2);
        assertThat(many(cast.administrator(cast.city()), at, "APPROVE", all)).hasStatus(404);
    }

    @Test
    void theListIsPublishedTakenAwayAndReplaced() {
        var plain = called.definition(town.city(), 1, 1);
        var program = called.publish(new DefineCall.Definition(plain.program(), null, plain.series(), null, 1, 1, TrainingDays.of(called.today(), called.today()), 0, true,
            plain.applyFrom(), plain.applyTo(), plain.deadlines()));
        var id = called.admitted(town, program, teacher);
        var second = called.teacher(town.school());
        var reserve = called.atTheCity(town, program, second);
        review.review(town.cityOffice(), reserve, ReviewApplication.Decision.RESERVE, "");
        var at = CONSOLE + "/calls/" + program + "/list";
        assertThat(forms.get(town.cityOffice(), at)).hasStatusOk().bodyText().contains("还没有公布", "已经截止");
        assertThat(forms.get(teacher, "/applications/" + id)).bodyText().contains("拟录取");
        assertThat(forms.get(teacher, "/applications/programs/" + program + "/list")).hasStatus(404);
        assertThat(forms.post(town.cityOffice(), at)).hasStatus(422);
        called.end(program);

        assertThat(forms.post(town.cityOffice(), at)).hasStatus3xxRedirection();

        assertThat(forms.get(teacher, "/applications/programs/" + program + "/list")).hasStatusOk().bodyText().contains("录取名单", cast.name(teacher.teacher()));
        assertThat(forms.get(called.teacher(town.direct()), "/applications/programs/" + program + "/list")).hasStatusOk();
        assertThat(forms.get(called.teacher(cast.school()), "/applications/programs/" + program + "/list")).hasStatus(404);
        assertThat(forms.get(teacher, "/applications/" + id)).bodyText().contains("您已被录取");
        assertThat(forms.post(town.cityOffice(), at + "/export", "confirmed", "true")).hasStatus(422);
        isTakenAway(at);
        replacesWhoDidNotCome(program, id, reserve);
        assertThat(acts("program:" + program)).containsExactly("application.list", "application.export", "application.exported", "application.export", "application.exported");
        assertThat(acts("teacher:" + teacher.teacher())).contains("application.submit", "application.absent", "application.excuse");
    }

    private void isTakenAway(String at) {
        var file = forms.post(town.cityOffice(), at + "/export", "reason", "training lists", "confirmed", "true");
        assertThat(file).hasStatusOk();
        assertThat(file.getResponse().getContentAsByteArray()).startsWith('P', 'K');
        var csv = forms.post(town.cityOffice(), at + "/export", "reason", "training lists", "confirmed", "true", "file", "csv");
        assertThat(csv).bodyText().contains("候补", "录取");
        assertThat(forms.post(town.countyOffice(), at + "/export", "reason", "training lists", "confirmed", "true")).hasStatus(404);
    }

    private void replacesWhoDidNotCome(ProgramId program, UUID id, UUID reserve) {
        var at = CONSOLE + "/calls/" + program + "/list";
        assertThat(forms.post(town.cityOffice(), CONSOLE + "/" + id + "/absence", "program", program.toString())).hasStatus(422);
        assertThat(forms.post(town.cityOffice(), CONSOLE + "/" + id + "/absence", "program", program.toString(), "reason", "未到")).hasStatus3xxRedirection();
        assertThat(forms.get(town.cityOffice(), at)).bodyText().contains("递补下一位", "无故不参训");
        assertThat(forms.get(town.cityOffice(), at)).bodyText().satisfies(it -> assertThat(it.replaceAll("\\s+", " ")).containsSubsequence("候补 1 </span>", "tag-bad\">无故不参训"));
        assertThat(forms.post(town.cityOffice(), at + "/replacement")).hasRedirectedUrl(at + "?changed=" + reserve);
        assertThat(called.state(reserve)).isEqualTo("ADMITTED");
        assertThat(forms.get(town.cityOffice(), at + "?changed=" + reserve)).bodyText().contains("已办理：").containsSubsequence("tag-good\">录取", "tag-bad\">无故不参训");
        assertThat(forms.post(town.cityOffice(), at + "/replacement", "admitted", "0")).hasRedirectedUrl(at + "?changed=nobody");
        assertThat(forms.get(town.cityOffice(), at + "?changed=nobody")).bodyText().contains("没有人被递补");
        assertThat(forms.post(town.cityOffice(), CONSOLE + "/" + id + "/absence/removal", "program", program.toString(), "reason", "生病")).hasStatus3xxRedirection();
        assertThat(called.state(id)).isEqualTo("RESIGNED");
    }

    @Test
    void clocksPlacesDaysAndTheRuleAreChangedWithTheirConditions() {
        var program = called.call(town.city(), 2, 0);
        called.admitted(town, program, teacher);
        var at = CONSOLE + "/calls/" + program;
        assertThat(forms.post(town.cityOffice(), at + "/clocks/COUNTY", "last", called.today().plusDays(12).toString())).hasStatus(422);
        assertThat(forms.post(town.cityOffice(), at + "/clocks/COUNTY", "last", called.today().plusDays(30).toString(), "reason", "节假日")).hasStatus(422);
        assertThat(forms.post(town.cityOffice(), at + "/clocks/COUNTY", "last", "soon", "reason", "节假日")).hasStatus(422);
        assertThat(forms.post(town.cityOffice(), at + "/clocks/PROVINCE", "last", called.today().plusDays(12).toString(), "reason", "节假日")).hasStatus(404);
        assertThat(forms.post(town.cityOffice(), at + "/clocks/COUNTY", "last", called.today().plusDays(12).toString(), "reason", "节假日")).hasStatus3xxRedirection();
        assertThat(forms.post(town.cityOffice(), at + "/clocks/APPLY", "first", called.today().minusDays(1).toString(), "last", called.today().plusDays(5).toString(), "reason", "节假日"))
            .hasStatus3xxRedirection();
        assertThat(forms.get(teacher, "/applications/programs/" + program)).bodyText().contains("节假日");
        assertThat(forms.post(town.cityOffice(), at + "/places", "places", "0", "reserve", "0")).hasStatus(422);
        assertThat(forms.post(town.cityOffice(), at + "/places", "places", "1", "reserve", "3")).hasStatus3xxRedirection();
        assertThat(forms.post(town.cityOffice(), at + "/days", "days", "soon")).hasStatus(422);
        assertThat(forms.post(town.cityOffice(), at + "/days", "days", "2031-04-20~2031-04-24")).hasStatus3xxRedirection();
        assertThat(forms.get(teacher, "/applications/programs/" + program)).bodyText().contains("2031年4月20日 – 2031年4月24日");
        assertThat(forms.post(town.cityOffice(), CONSOLE + "/rules/" + town.city().id(), "months", "6", "basis", "穗教〔2022〕1号")).hasStatus3xxRedirection();
        assertThat(forms.get(town.cityOffice(), CONSOLE)).bodyText().contains("6 个月内不得报名（穗教〔2022〕1号）");
        for (var path : List.of("/clocks/COUNTY", "/places", "/days", "/publication", "/list", "/list/replacement")) {
            assertThat(forms.post(town.countyOffice(), at + path, "last", "2031-01-01", "reason", "x", "places", "9", "reserve", "9", "days", "")).as(path).hasStatus(404);
        }
        assertThat(forms.post(town.countyOffice(), CONSOLE + "/rules/" + town.city().id(), "months", "6", "basis", "x")).hasStatus(404);
        assertThat(forms.get(teacher, CONSOLE)).hasStatus(404);
        assertThat(forms.get(teacher, at)).hasStatus(404);
        assertThat(forms.get(cast.administrator(cast.city()), at)).hasStatus(404);
    }

    @Test
    void whatIsSetOrPressedTwiceIsOnceThere() {
        var program = called.call(town.city(), 3, 3);
        var at = CONSOLE + "/calls/" + program;
        var people = java.util.stream.Stream.generate(() -> called.teacher(town.school())).limit(5).toList();
        var ids = people.stream().map(it -> called.atTheCity(town, program, it)).toList();
        ids.subList(0, 3).forEach(it -> called.approve(town.cityOffice(), it));
        ids.subList(3, 5).forEach(it -> review.review(town.cityOffice(), it, ReviewApplication.Decision.RESERVE, ""));
        for (var twice = 0; twice < 2; twice++) {
            assertThat(forms.post(town.cityOffice(), at + "/clocks/COUNTY", "last", called.today().plusDays(12).toString(), "reason", "节假日")).hasStatus3xxRedirection();
            assertThat(forms.post(town.cityOffice(), at + "/clocks/APPLY", "first", called.today().minusDays(1).toString(), "last", called.today().plusDays(5).toString(), "reason", "节假日"))
                .hasStatus3xxRedirection();
            assertThat(forms.post(town.cityOffice(), CONSOLE + "/rules/" + town.city().id(), "months", "6", "basis", "穗教〔2022〕1号")).hasStatus3xxRedirection();
        }
        assertThat(acts("program:" + program)).containsExactly("application.clock", "application.clock");
        assertThat(acts("organization:" + town.city().id())).containsExactly("application.rule");
        called.end(program);
        assertThat(forms.post(town.cityOffice(), at + "/list")).hasStatus3xxRedirection();
        people.subList(0, 2).forEach(it -> apply.withdraw(it, ids.get(people.indexOf(it)), null));

        assertThat(forms.get(town.cityOffice(), at + "/list")).bodyText().contains("name=\"admitted\" value=\"1\"");
        for (var twice = 0; twice < 2; twice++) {
            assertThat(forms.post(town.cityOffice(), at + "/list/replacement", "admitted", "1")).hasStatus3xxRedirection();
        }

        assertThat(ids).extracting(called::state).containsExactly("RESIGNED", "RESIGNED", "ADMITTED", "ADMITTED", "RESERVE");
    }

    @Test
    void aDistrictDividesWhatItHasAndNotMore() {
        var program = called.call(town.city(), 10, 0);
        called.quota(program, town.county(), 4);
        var at = CONSOLE + "/calls/" + program;
        assertThat(forms.get(town.countyOffice(), at)).hasStatusOk().bodyText().contains("增加一行");
        assertThat(forms.post(town.countyOffice(), at + "/quotas", "code", town.school().code(), "places", "5")).hasStatus(422);
        assertThat(forms.post(town.countyOffice(), at + "/quotas", "code", town.school().code(), "places", "3", "subject", "NONSENSE")).hasStatus(422);
        assertThat(forms.post(town.countyOffice(), at + "/quotas", "code", town.school().code(), "places", "3", "subject", "MATH", "each", "true")).hasStatus(422);
        assertThat(forms.post(town.countyOffice(), at + "/quotas", "code", "nowhere", "places", "3")).hasStatus(422);
        assertThat(forms.post(town.countyOffice(), at + "/quotas", "code", town.school().code(), "places", "3")).hasStatus3xxRedirection();
        assertThat(forms.post(town.countyOffice(), at + "/quotas", "code", town.county().code(), "places", "9")).as("its own share").hasStatus(404);
        assertThat(forms.post(town.countyOffice(), at + "/quotas", "code", town.direct().code(), "places", "1")).hasStatus(404);
        assertThat(forms.post(town.principal(), at + "/quotas", "code", town.school().code(), "places", "1")).hasStatus(404);
        assertThat(forms.post(town.countyOffice(), at + "/quotas/removal", "organization", town.county().id().toString())).hasStatus(404);
        assertThat(forms.post(town.countyOffice(), at + "/quotas/removal", "organization", town.school().id().toString())).hasStatus3xxRedirection();
        assertThat(forms.post(town.countyOffice(), at + "/quotas/removal", "organization", town.school().id().toString())).hasStatus3xxRedirection();
        assertThat(db.sql("select count(*) from application.quota where program_id = :p").param("p", program.value()).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void whatIsTypedWrongIsSaidAndNothingIsMade() {
        var program = curriculum.aProgram(town.city().id()).publish().id();
        assertThat(forms.post(town.cityOffice(), CONSOLE, "program", program.toString(), "series", "", "places", "x", "reserve", "-1", "days", "soon", "apartYears", "99")).hasStatus(422)
            .bodyText().contains("培训系列", "名额是 1 到 99999", "培训日期写成", "间隔是 0 到 20 年", "依次不早于");
        assertThat(forms.post(town.cityOffice(), CONSOLE, "program", "x")).hasStatus(404);
        assertThat(forms.post(town.countyOffice(), CONSOLE, form(program, "2"))).hasStatus(404);
        assertThat(forms.post(town.cityOffice(), CONSOLE, form(program, "2"))).hasStatus3xxRedirection();
        assertThat(forms.post(town.cityOffice(), CONSOLE, form(program, "2"))).hasStatus(422);
        var theirs = curriculum.aProgram(cast.city().id()).publish().id();
        assertThat(forms.post(town.cityOffice(), CONSOLE, form(theirs, "2"))).hasStatus(404);
        assertThat(db.sql("select admission from program.program where id = :id").param("id", theirs.value()).query(String.class).single()).isEqualTo("OPEN");
    }

    @Test
    void whoReviewsMayTakeWhatWasAddedAndNobodyElse() {
        var program = called.call(town.city(), 2, 0);
        var id = UUID.randomUUID();
        assertThat(apply(teacher, program, id)).hasStatus3xxRedirection();
        var document = db.sql("select document_id from application.attachment where application_id = :id").param("id", id).query(UUID.class).single();
        assertThat(forms.get(teacher, "/applications/" + id + "/attachments/" + document)).hasStatusOk();
        assertThat(forms.get(town.principal(), CONSOLE + "/" + id + "/attachments/" + document)).hasStatusOk();
        assertThat(acts("teacher:" + teacher.teacher())).contains("application.attachment");
        assertThat(forms.get(called.teacher(town.school()), "/applications/" + id + "/attachments/" + document)).hasStatus(404);
        assertThat(forms.get(town.directPrincipal(), CONSOLE + "/" + id + "/attachments/" + document)).hasStatus(404);
        assertThat(forms.get(town.principal(), CONSOLE + "/" + id + "/attachments/" + UUID.randomUUID())).hasStatus(404);
    }

    private String[] form(ProgramId program, String places) {
        var today = called.today();
        return new String[] {"program", program.toString(), "track", "", "series", "校长任职资格", "places", places, "reserve", "1", "days", "", "apartYears", "0",
            "schoolBlocks", "true", "applyFrom", today.minusDays(1).toString(), "applyTo", today.plusDays(3).toString(), "school", today.plusDays(5).toString(),
            "county", today.plusDays(10).toString(), "city", today.plusDays(20).toString()};
    }

    private MvcTestResult apply(Actor actor, ProgramId program, UUID id) {
        return mvc.post().uri("/applications/programs/" + program).multipart().contentType("multipart/form-data; boundary=b")
            .file(new MockMultipartFile("files", "plan.pdf", "application/pdf", "%PDF-1.7\n%%EOF".getBytes(StandardCharsets.UTF_8)))
            .param("id", id.toString()).param("statement", Called.STATEMENT).with(Cast.as(actor)).with(Cast.csrf()).exchange();
    }

    private MvcTestResult many(Actor actor, String path, String decision, String... ids) {
        return mvc.post().uri(path).param("decision", decision).param("application", ids).param("level", Collections.nCopies(ids.length, "COUNTY").toArray(String[]::new)).with(Cast.as(actor)).with(Cast.csrf()).exchange();
    }

    private List<String> acts(String target) {
        return db.sql("select act from audit.entry where target = :target order by at, id").param("target", target).query(String.class).list();
    }

    private int count(ProgramId program, String where) {
        return db.sql("select count(*) from application.application where program_id = :p and " + where).param("p", program.value()).query(Integer.class).single();
    }
}
