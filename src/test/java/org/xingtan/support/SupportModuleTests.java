package org.xingtan.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.directory.Role;
import org.xingtan.notice.NoticeDefinition;
import org.xingtan.notice.PublishNotice;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Questions that find the right level, desks where people are, contacts that are reported when they change. */
@XingtanTest
class SupportModuleTests {

    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired Cast cast;
    @Autowired AskQuestion ask;
    @Autowired AnswerQuestion answer;
    @Autowired LookAtQuestions look;
    @Autowired Contacts contacts;
    @Autowired ReportContact report;
    @Autowired PublishContactForm publish;
    @Autowired PublishNotice notices;

    private Cast.Place county;
    private Cast.Place school;
    private Actor teacher;
    private Actor countyAdministrator;
    private Actor cityAdministrator;

    @BeforeEach
    void plant() {
        county = cast.county();
        school = cast.under(county, "SCHOOL", "PRIMARY");
        teacher = cast.actor(cast.teacher(school));
        countyAdministrator = cast.administrator(county);
        cityAdministrator = cast.administrator(county.parent());
    }

    @Test
    void eachKindGoesToTheLevelThatHasToAnswer() {
        var direct = cast.school(county.parent());
        assertThat(lies(teacher, Question.Kind.POLICY)).isEqualTo(county.id());
        assertThat(lies(cast.actor(cast.teacher(direct)), Question.Kind.POLICY)).isEqualTo(direct.id());
        assertThat(lies(teacher, Question.Kind.BUSINESS)).isEqualTo(county.parent().id());
        assertThat(lies(teacher, Question.Kind.TECHNICAL)).isEqualTo(county.parent().parent().parent().id());
    }

    /** A unit that the city keeps passes by the county in which it lies; a teaching point has no offices of its own. */
    @Test
    void whatTheCityKeepsPassesByTheCounty() {
        var kept = cast.school(county);
        var point = cast.under(kept, "TEACHING_POINT");
        var there = cast.actor(cast.teacher(point));
        assertThat(lies(there, Question.Kind.POLICY)).isEqualTo(county.id());
        db.sql("update directory.organization set subordination = 'DIRECT' where id = :kept").param("kept", kept.id().value()).update();

        assertThat(lies(there, Question.Kind.POLICY)).isEqualTo(kept.id());
        var id = asked(there, Question.Kind.POLICY);
        answer.passOn(cast.administrator(kept), there.teacher(), id, look.own(there, id).messages().size(), "请市里答复");
        assertThat(look.own(there, id).question().lies()).isEqualTo(county.parent().id());
    }

    /** E.g. the online training center of a city: where nobody is appointed to it, the city goes on answering. */
    @Test
    void businessGoesToTheDeskThatTheCityHasForIt() {
        var city = java.util.Objects.requireNonNull(county.parent());
        var center = cast.under(city, "DEVELOPMENT_CENTER");
        var direct = cast.actor(cast.teacher(cast.school(city)));
        assertThat(opened("BUSINESS", center.code())).hasStatus(422).bodyText().contains("该单位有可以答复问题的管理员");
        assertThat(opened("BUSINESS", cast.county().code())).hasStatus(422).bodyText().contains("代码是本单位之下的一个单位");
        assertThat(opened("BUSINESS", "没有这个单位")).hasStatus(422);
        var head = cast.administrator(center);
        assertThat(opened("BUSINESS", center.code())).hasStatus3xxRedirection();
        assertThat(body(cityAdministrator, "/console/desks")).contains("已经转到" + center.name() + "的咨询仍由该单位答复；新的咨询由" + city.name() + "自己答复");
        assertThat(lies(teacher, Question.Kind.BUSINESS)).isEqualTo(center.id());
        assertThat(lies(direct, Question.Kind.BUSINESS)).isEqualTo(center.id());
        assertThat(lies(teacher, Question.Kind.POLICY)).isEqualTo(county.id());
        assertThat(lies(cast.actor(cast.teacher(cast.school())), Question.Kind.BUSINESS)).isNotEqualTo(center.id());

        var id = asked(teacher, Question.Kind.BUSINESS);
        answer.answer(head, teacher.teacher(), id, seen(id), "发票在账单页面申请。");
        assertThat(look.own(teacher, id).question().state()).isEqualTo(Question.State.ANSWERED);
        var other = asked(direct, Question.Kind.BUSINESS);
        answer.passOn(head, direct.teacher(), other, look.own(direct, other).messages().size(), "请市里答复");
        assertThat(look.own(direct, other).question().lies()).isEqualTo(city.id());
        db.sql("update directory.appointment set during = daterange('2020-01-01', '2020-02-01') where organization_id = :center").param("center", center.id().value()).update();
        assertThat(lies(teacher, Question.Kind.BUSINESS)).isEqualTo(city.id());
    }

    private MvcTestResult opened(String kind, String answerer) {
        return mvc.post().uri("/console/desks").with(csrf()).with(as(cityAdministrator)).param("id", UUID.randomUUID().toString())
            .param("organization", java.util.Objects.requireNonNull(county.parent()).id().toString()).param("kind", kind).param("name", "业务咨询")
            .param("channel", "PHONE").param("address", "020-12345678").param("answerer", answerer).exchange();
    }

    @Test
    void anAnswerComesToTheAskerAndAskingOnOpensItAgain() {
        var id = asked(teacher, Question.Kind.POLICY);
        assertThat(body(countyAdministrator, "/home")).contains("有 1 个问题待答复");

        answer.answer(countyAdministrator, teacher.teacher(), id, seen(id), "按通知第三条办理。");
        assertThat(look.own(teacher, id).question().state()).isEqualTo(Question.State.ANSWERED);
        assertThat(body(teacher, "/home")).contains("问题已答复");
        assertThat(body(teacher, "/me/messages")).contains("问题已答复");
        assertThat(body(teacher, "/questions/" + id)).contains("按通知第三条办理。");

        ask.askOn(teacher, id, seen(id), "还有一个问题");
        assertThat(look.own(teacher, id).question().state()).isEqualTo(Question.State.OPEN);
        ask.close(teacher, id);
        ask.close(teacher, id);
        assertThatThrownBy(() -> ask.askOn(teacher, id, seen(id), "再问")).isInstanceOf(Refused.class);
        assertThat(look.own(teacher, id).messages()).extracting(Question.Message::act)
            .containsExactly(Question.Act.ASKED, Question.Act.ANSWERED, Question.Act.ASKED, Question.Act.CLOSED);
    }

    @Test
    void whatIsNotOursIsPassedOnToTheUnitAbove() {
        var id = asked(teacher, Question.Kind.POLICY);

        answer.passOn(countyAdministrator, teacher.teacher(), id, seen(id), "属市级权限");

        assertThat(look.own(teacher, id).question().lies()).isEqualTo(county.parent().id());
        assertThatThrownBy(() -> answer.answer(countyAdministrator, teacher.teacher(), id, seen(id), "x")).isInstanceOf(NotFound.class);
        answer.answer(cityAdministrator, teacher.teacher(), id, seen(id), "可以。");
        assertThat(look.own(teacher, id).question().state()).isEqualTo(Question.State.ANSWERED);
    }

    @Test
    void nobodyAnswersHimselfAndStrangersFindNothing() {
        var id = asked(teacher, Question.Kind.POLICY);
        var address = "/console/questions/" + teacher.teacher() + "/" + id;
        for (var stranger : List.of(cast.administrator(cast.county()), cast.administrator(school), cast.actor(cast.teacher(school)))) {
            assertThat(mvc.get().uri(address).with(as(stranger))).hasStatus(404);
            assertThat(mvc.get().uri("/questions/" + id).with(as(stranger))).hasStatus(404);
            assertThat(mvc.post().uri(address + "/answer").with(csrf()).with(as(stranger)).param("text", "x")).hasStatus(404);
        }
        cast.appoint(teacher.teacher(), Role.TRAINING_ADMINISTRATOR, county);
        assertThatThrownBy(() -> answer.answer(teacher, teacher.teacher(), id, seen(id), "x")).isInstanceOf(Refused.class);
    }

    @Test
    void sentTwiceItIsOneQuestionAndOfManyAnswersAtOnceOneCounts() throws Exception {
        var id = asked(teacher, Question.Kind.POLICY);
        ask.ask(teacher, id, Question.Kind.POLICY, "学时怎样认定", "请问学时怎样认定？");
        assertThat(look.own(teacher, id).messages()).hasSize(1);
        var tasks = new ArrayList<Callable<String>>();
        for (var i = 0; i < 6; i++) {
            var text = "答复" + i;
            tasks.add(() -> {
                try {
                    answer.answer(countyAdministrator, teacher.teacher(), id, 1, text);
                    return "done";
                } catch (Refused e) {
                    return "refused";
                }
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(tasks).stream().map(it -> it.resultNow())).containsOnlyOnce("done");
        }
    }

    @Test
    void whatIsSentTwiceIsSaidOnceAndPassedOnByOneLevel() {
        var id = asked(teacher, Question.Kind.POLICY);
        var provincial = cast.administrator(county.parent().parent());

        ask.askOn(teacher, id, 1, "补充一点");
        ask.askOn(teacher, id, 1, "补充一点");
        assertThat(look.own(teacher, id).messages()).hasSize(2);
        assertThatThrownBy(() -> answer.answer(countyAdministrator, teacher.teacher(), id, 1, "没看见补充")).isInstanceOf(Problem.class);
        answer.passOn(provincial, teacher.teacher(), id, 2, "属上级权限");
        answer.passOn(provincial, teacher.teacher(), id, 2, "属上级权限");
        assertThat(look.own(teacher, id).question().lies()).isEqualTo(county.parent().id());
        answer.answer(cityAdministrator, teacher.teacher(), id, 3, "可以。");
        answer.answer(cityAdministrator, teacher.teacher(), id, 3, "可以。");
        assertThat(look.own(teacher, id).messages()).hasSize(4);
    }

    @Test
    void theQueueAndTheFormsWorkAsPages() {
        assertThat(body(teacher, "/questions/new?kind=policy")).contains("机构" + county.code()).contains("3 个工作日");
        var id = UUID.randomUUID();
        assertThat(mvc.post().uri("/questions").with(csrf()).with(as(teacher)).param("id", id.toString()).param("kind", "policy")
            .param("title", "<b>学时</b>认定").param("text", "请问学时怎样认定？")).hasStatus(302);
        assertThat(body(countyAdministrator, "/console/questions")).contains("&lt;b&gt;学时").doesNotContain("<b>学时");
        assertThat(body(cityAdministrator, "/console/questions")).doesNotContain(id.toString());
        assertThat(body(cityAdministrator, "/console/questions?which=below")).contains(id.toString());
        assertThat(mvc.post().uri("/questions").with(csrf()).with(as(teacher)).param("id", UUID.randomUUID().toString()).param("kind", "policy")
            .param("title", "x").param("text", "y")).hasStatus(422);
        assertThat(mvc.get().uri("/console/questions").with(as(teacher))).hasStatus(404);
    }

    @Test
    void whatWasSaidStays() {
        var id = asked(teacher, Question.Kind.POLICY);
        for (var sql : List.of("update support.message set text = 'x' where teacher_id = :t and question_id = :id",
            "delete from support.message where teacher_id = :t and question_id = :id",
            "insert into support.message (teacher_id, question_id, n, act, at, by, by_name, unit_id, text) select teacher_id, question_id, 9, 'ANSWERED', at, teacher_id, '', unit_id, 'x' from support.message where teacher_id = :t and question_id = :id")) {
            assertThatThrownBy(() -> db.sql(sql).param("t", teacher.teacher().value()).param("id", id).update()).isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void desksAreShownToThoseTheyServe() {
        open(countyAdministrator, county, "区政策热线", "POLICY", "BASIC");
        open(countyAdministrator, county, "高校技术群", "TECHNICAL", "HIGHER");
        var other = cast.actor(cast.teacher(cast.school()));

        assertThat(body(teacher, "/support")).contains("区政策热线", "href=\"tel:07350000000\"").doesNotContain("高校技术群");
        assertThat(body(teacher, "/support?segment=")).contains("区政策热线", "高校技术群");
        assertThat(body(other, "/support?segment=")).doesNotContain("区政策热线");
        assertThat(mvc.get().uri("/support")).hasStatusOk().bodyText().doesNotContain("区政策热线");
        assertThat(mvc.post().uri("/console/desks").with(csrf()).with(as(cast.administrator(cast.county()))).param("id", UUID.randomUUID().toString())
            .param("organization", county.id().toString()).param("name", "外来").param("kind", "POLICY").param("channel", "PHONE").param("address", "12345"))
            .hasStatus(404);

        var id = db.sql("select id from support.desk where name = '区政策热线' and organization_id = :o").param("o", county.id().value()).query(UUID.class).single();
        assertThat(body(countyAdministrator, "/console/desks")).contains("没有答复完的咨询不受影响");
        assertThat(mvc.post().uri("/console/desks/" + id + "/end").with(csrf()).with(as(countyAdministrator))).hasStatus(302);
        assertThat(body(teacher, "/support")).doesNotContain("区政策热线");
    }

    @Test
    void aDesksFormSentAgainAfterItsEndIsSaidToBeLate() {
        var id = UUID.randomUUID();
        var acts = "select act from audit.entry where actor = :actor and act like 'support.desk.%' order by at, id";
        assertThat(deskForm(id)).hasStatus(302);
        assertThat(deskForm(id)).as("twice it is one desk").hasStatus(302);
        assertThat(mvc.post().uri("/console/desks/" + id + "/end").with(csrf()).with(as(countyAdministrator))).hasStatus(302);

        assertThat(deskForm(id)).hasStatus(409).bodyText().contains("这个渠道已经停用");
        assertThat(body(teacher, "/support?segment=")).doesNotContain("区重复热线");
        assertThat(db.sql(acts).param("actor", countyAdministrator.teacher().value()).query(String.class).list())
            .containsExactly("support.desk.open", "support.desk.end");
    }

    private MvcTestResult deskForm(UUID id) {
        return mvc.post().uri("/console/desks").with(csrf()).with(as(countyAdministrator)).param("id", id.toString())
            .param("organization", county.id().toString()).param("name", "区重复热线").param("kind", "POLICY").param("channel", "PHONE")
            .param("address", "0735-0000000").exchange();
    }

    @Test
    void onlyChangesOfAContactAreReportedAlsoUnderTheNextNotice() {
        var first = notice();
        var all = List.of("NAME", "WORKPLACE", "DEPARTMENT", "POSITION", "LANDLINE", "MOBILE", "WECHAT");
        publish.publish(cityAdministrator, county.parent().id(), number(first), all, "2026-12-26");
        var facts = Map.of("NAME", "某联系人", "WORKPLACE", "区教育局", "DEPARTMENT", "人事科", "POSITION", "科员", "LANDLINE", "0735-0000000", "MOBILE",
            "13900000000", "WECHAT", "none");

        assertThat(report.report(countyAdministrator, county.id(), first, facts)).isTrue();
        assertThat(report.report(countyAdministrator, county.id(), first, facts)).isFalse();
        var second = notice();
        publish.publish(cityAdministrator, county.parent().id(), number(second), all.stream().filter(it -> !it.equals("DEPARTMENT")).toList(), "2027-01-13");
        assertThat(contacts.of(county.id()).missing(contacts.form(second, county.parent().id()).orElseThrow())).isEmpty();
        assertThat(report.report(countyAdministrator, county.id(), second, facts)).isFalse();

        assertThat(body(cityAdministrator, "/console/contacts/forms/" + second + "/" + county.parent().id())).contains("某联系人").contains("已报 1 / 1").doesNotContain("人事科");
        assertThat(body(countyAdministrator, "/console/contacts")).contains("没有变化就不必再报");
        assertThat(db.sql("select count(*) from support.contact where organization_id = :o").param("o", county.id().value()).query(Integer.class).single()).isOne();
        assertThat(mvc.post().uri("/console/contacts/forms/" + second + "/" + county.parent().id() + "/export").with(csrf()).with(as(cityAdministrator)).param("reason", "联系工作"))
            .hasStatusOk().bodyText().contains("联系工作", "13900000000");
    }

    @Test
    void aFormHasVersionsAndOnlyTheOneWhoAsksSeesTheAnswers() {
        var notice = notice();
        publish.publish(cityAdministrator, county.parent().id(), number(notice), List.of("NAME", "MOBILE"), "2026-12-26");
        publish.publish(cityAdministrator, county.parent().id(), number(notice), List.of("NAME", "MOBILE"), "2026-12-26");
        publish.publish(cityAdministrator, county.parent().id(), number(notice), List.of("NAME"), "2026-12-26");
        assertThat(contacts.form(notice, county.parent().id()).orElseThrow().version()).isEqualTo(2);

        assertThat(mvc.get().uri("/console/contacts/forms/" + notice + "/" + county.parent().id()).with(as(countyAdministrator))).hasStatus(404);
        assertThatThrownBy(() -> report.report(countyAdministrator, cast.county().id(), notice, Map.of("NAME", "x"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> report.report(cast.administrator(school), school.id(), notice, Map.of("NAME", "x"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> publish.publish(countyAdministrator, county.parent().id(), number(notice), List.of("NAME"), "2026-12-26"))
            .isInstanceOf(NotFound.class);
    }

    @Test
    void eachAuthorityAsksItsOwnUnitsAboutTheSameNotice() {
        var notice = notice();
        publish.publish(cast.administrator(school), school.id(), number(notice), List.of("NAME"), "2026-12-26");
        publish.publish(cityAdministrator, county.parent().id(), number(notice), List.of("NAME", "MOBILE"), "2026-12-26");
        publish.publish(countyAdministrator, county.id(), number(notice), List.of("NAME"), "2026-12-20");

        assertThat(report.report(countyAdministrator, county.id(), notice, Map.of("NAME", "甲", "MOBILE", "13900000000"))).isTrue();
        assertThat(report.report(cast.administrator(school), school.id(), notice, Map.of("NAME", "乙"))).isTrue();
        assertThat(body(cityAdministrator, contacts.form(notice, county.parent().id()).orElseThrow().href())).contains("甲").doesNotContain("乙");
        assertThat(body(countyAdministrator, contacts.form(notice, county.id()).orElseThrow().href())).contains("乙").doesNotContain("甲");
    }

    // The steps.

    private int seen(UUID id) {
        return look.own(teacher, id).messages().size();
    }

    private UUID asked(Actor who, Question.Kind kind) {
        var id = UUID.randomUUID();
        ask.ask(who, id, kind, "学时怎样认定", "请问学时怎样认定？");
        return id;
    }

    private org.xingtan.platform.OrganizationId lies(Actor who, Question.Kind kind) {
        return look.own(who, asked(who, kind)).question().lies();
    }

    private void open(Actor by, Cast.Place place, String name, String kind, String segment) {
        assertThat(mvc.post().uri("/console/desks").with(csrf()).with(as(by)).param("id", UUID.randomUUID().toString())
            .param("organization", place.id().toString()).param("name", name).param("kind", kind).param("segment", segment).param("channel", "PHONE")
            .param("address", "0735-0000000")).hasStatus(302);
    }

    private UUID notice() {
        return notices.publish(new NoticeDefinition("测试函〔2026〕" + UUID.randomUUID() + "号", "某教育局", "关于报送联系人的通知",
            LocalDate.of(2026, 11, 1), null, NoticeDefinition.Disclosure.PUBLIC, "各区", null, "", null, List.of()));
    }

    private String number(UUID notice) {
        return db.sql("select number from notice.notice where id = :id").param("id", notice).query(String.class).single();
    }

    private String body(Actor who, String address) {
        var answered = mvc.get().uri(address).with(as(who)).exchange();
        assertThat(answered).as(address).hasStatusOk();
        return new String(answered.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
