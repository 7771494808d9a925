package org.xingtan.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.csrf;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.notice.NoticeDefinition;
import org.xingtan.notice.PublishNotice;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class ProgramControllerTests {

    @Autowired MockMvcTester mvc;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired PublishNotice notices;
    @Autowired JoinProgram join;
    @Autowired Programs programs;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    private Cast.Place school;
    private Actor actor;

    @BeforeEach
    void employATeacher() {
        school = cast.school();
        actor = cast.actor(cast.teacher(school, "HOMEROOM_TEACHER"));
    }

    @Test
    void anyoneMaySeeProgramsAndTheirRules() {
        var program = board("Board " + Uuids.next());

        assertThat(get("/programs", null)).hasStatusOk().bodyText().contains(program.title(), "正在开放");
        assertThat(get("/programs/" + program.id(), null)).hasStatusOk().bodyText()
            .contains(program.title(), "完成不少于 10 节课程", "身份OTHER：只记录学习时长，不发证书", "登录，看看我能否参加", "还剩")
            .doesNotContain("<form method=\"post\" action=\"/programs");
    }

    @Test
    void whoIsSignedInSeesTheVerdictAndOneButtonPerTrackThatFits() {
        var program = board("Board");

        assertThat(get("/programs/" + program.id(), actor)).hasStatusOk().bodyText()
            .contains("岗位为班主任（登记的岗位：班主任）", "以“身份HOMEROOM”身份参加", "以上打叉的条件不符合")
            .doesNotContain("以“身份COUNSELOR”身份参加");
    }

    @Test
    void joiningLeadsBackToThePageWithTheWayToTheLessons() {
        var program = board("Board");

        var joined = mvc.post().uri("/programs/{id}/participation", program.id()).with(Cast.as(actor)).with(csrf()).param("track", "HOMEROOM").exchange();

        assertThat(joined).hasStatus(HttpStatus.FOUND).hasRedirectedUrl("/programs/" + program.id());
        assertThat(get("/programs/" + program.id(), actor)).bodyText()
            .contains("您已以“身份HOMEROOM”身份参加", "/programs/" + program.id() + "/lessons", "您现在的身份");
        assertThat(get("/programs", actor)).bodyText().contains("已参加：身份HOMEROOM");
    }

    @Test
    void aRefusalShowsEveryCondition() {
        var program = board("Board");

        assertThat(mvc.post().uri("/programs/{id}/participation", program.id()).with(Cast.as(actor)).with(csrf()).param("track", "COUNSELOR"))
            .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT).bodyText().contains("岗位为专职心理健康教育教师");
    }

    @Test
    void withoutItsTokenAFormChangesNothing() {
        var program = board("Board");

        assertThat(mvc.post().uri("/programs/{id}/participation", program.id()).with(Cast.as(actor)).param("track", "HOMEROOM"))
            .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(get("/programs/" + program.id(), actor)).bodyText().doesNotContain("您已以");
    }

    @Test
    void theBoardSaysWhetherItsHoursCountInsideTheTopic() {
        var topic = curriculum.aProgram(school.id()).title("Topic " + Uuids.next()).publish();
        var board = curriculum.aProgram(school.id()).title("Part " + Uuids.next()).under(topic.id(), false).publish();

        assertThat(get("/programs/" + board.id(), null)).bodyText()
            .contains("通知没有写明本板块的学时是否计入“" + topic.title() + "”的学时上限。目前的设置是：不计入。");
        assertThat(get("/programs/" + topic.id(), null)).bodyText().contains("专题中的板块", board.title());
        assertThat(mvc.get().uri("/programs/" + board.id()).header("Accept-Language", "en")).bodyText()
            .contains("The notices leave open whether the hours of this part count inside the cap");
    }

    @Test
    void aNoticeHasAPageThatLeadsToWhatItForwardsAndToItsPrograms() {
        var original = "original-" + Uuids.next();
        var forward = "forward-" + Uuids.next();
        notices.publish(notice(original, null));
        var id = notices.publish(notice(forward, original));
        var program = curriculum.aProgram(school.id()).notice(forward).title("Under " + forward).publish();

        assertThat(get("/notices/" + id, null)).hasStatusOk().bodyText()
            .contains(forward, original, program.title(), "依申请公开", "2023年1月5日", "All offices");
        assertThat(get("/programs/" + program.id(), null)).bodyText().contains("/notices/" + id);
        assertThat(get("/notices/" + Uuids.next(), null)).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(get("/notices/nonsense", null)).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void whatIsComingAndWhatIsOverIsSaidSo() {
        var coming = curriculum.aProgram(school.id()).open(Duration.ofDays(3), Duration.ofDays(4)).publish();
        var over = curriculum.aProgram(school.id()).open(Duration.ofDays(-4), Duration.ofDays(-3)).publish();

        assertThat(get("/programs", null)).bodyText().contains("即将开放", "已经结束");
        assertThat(get("/programs/" + coming.id(), actor)).bodyText().contains("还没有开始").doesNotContain("btn-apricot\">参加");
        assertThat(get("/programs/" + over.id(), actor)).bodyText().contains("已于").doesNotContain("btn-apricot\">参加");
    }

    @Test
    void joinsThroughTheContract() {
        var program = board("Board");

        assertThat(post(program, "{\"track\": \"COUNSELOR\"}")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyJson().extractingPath("$.verdict.conditions[?(@.met == false)].code").asArray().containsExactly("audience.post");
        assertThat(post(program, "{\"track\": \"HOMEROOM\"}")).hasStatus(HttpStatus.CREATED).bodyJson().extractingPath("$.track").isEqualTo("HOMEROOM");
        assertThat(post(program, "{\"track\": \"HOMEROOM\"}")).hasStatus(HttpStatus.OK);
        assertThat(post(program, "{\"track\": null}")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        var single = curriculum.aProgram(school.id()).publish();
        assertThat(post(single, "{\"track\": null}")).hasStatus(HttpStatus.CREATED);
        assertThat(post(single, "{}")).hasStatus(HttpStatus.OK);
    }

    @Test
    void refusesBodiesThatSayMoreOrOther() {
        var program = board("Board");

        for (var body : List.of("{\"track\": \"HOMEROOM\", \"hours\": 90}", "{\"track\": 1}", "{\"track\": [\"HOMEROOM\"]}", "[]", "", "null", "{\"track\":\"a\",\"track\":\"b\"}")) {
            assertThat(post(program, body)).as(body).hasStatus(HttpStatus.BAD_REQUEST);
        }
    }

    @Test
    void listsProgramsByKeyForMachines() {
        var program = board("Listed");
        var first = api("/api/v1/programs?limit=1");

        assertThat(first).hasStatusOk().bodyJson().extractingPath("$.items").asArray().hasSize(1);
        assertThat(api("/api/v1/programs?limit=0")).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(api("/api/v1/programs?limit=x")).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(api("/api/v1/programs?cursor=nonsense")).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(api("/api/v1/programs?open=maybe")).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(api("/api/v1/programs?open=true&limit=200")).bodyText().contains(program.id().toString());
        assertThat(api("/api/v1/programs?open=false&limit=200")).bodyText().doesNotContain(program.id().toString());
        assertThat(mvc.get().uri("/api/v1/programs")).hasStatus(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void listsForMachinesWhatConcernsTheAskerAndNothingElse() {
        var county = cast.county();
        var mine = cast.school(county);
        var teacher = cast.actor(cast.teacher(mine));
        var above = curriculum.aProgram(county.id()).track("OURS", new Audience.Within(List.of(county.path())), new CompletionRule.Never()).publish();
        var elsewhere = cast.school(cast.county());
        var own = new Audience.Within(List.of(elsewhere.path()));
        var theirs = curriculum.aProgram(elsewhere.id()).track("OWN", own, new CompletionRule.Never()).publish();
        var forMe = curriculum.aProgram(elsewhere.id()).track("GUESTS", new Audience.Within(List.of(mine.path())), new CompletionRule.Never()).publish();
        var below = curriculum.aProgram(mine.id()).track("NOBODY", new Audience.Any(List.of()), new CompletionRule.Never()).publish();

        assertThat(listed(teacher)).contains(above.id().toString(), forMe.id().toString(), below.id().toString()).doesNotContain(theirs.id().toString());
        assertThat(listed(cast.administrator(county))).contains(above.id().toString(), below.id().toString()).doesNotContain(theirs.id().toString(), forMe.id().toString());
        assertThat(listed(cast.administrator(elsewhere))).contains(theirs.id().toString(), forMe.id().toString()).doesNotContain(above.id().toString(), below.id().toString());
        var moved = cast.actor(cast.teacher(elsewhere));
        join.join(moved, theirs.id(), "OWN");
        db.sql("update directory.employment set organization_id = :to where teacher_id = :t").param("to", mine.id().value()).param("t", moved.teacher().value()).update();
        assertThat(listed(moved)).contains(theirs.id().toString(), above.id().toString());
    }

    /** All that an actor is told, part by part. */
    private List<String> listed(Actor who) {
        var ids = new java.util.ArrayList<String>();
        for (String cursor = ""; cursor != null; ) {
            var part = com.jayway.jsonpath.JsonPath.parse(new String(mvc.get().uri("/api/v1/programs?limit=100&cursor=" + cursor).with(Cast.as(who)).exchange().getResponse().getContentAsByteArray(),
                java.nio.charset.StandardCharsets.UTF_8));
            ids.addAll(part.<List<String>>read("$.items[*].id"));
            cursor = part.read("$.next");
        }
        return ids;
    }

    @Test
    void describesAProgramWhole() {
        var program = board("Whole");

        var json = assertThat(api("/api/v1/programs/" + program.id())).hasStatusOk().bodyJson();
        json.extractingPath("$.owner.id").isEqualTo(school.id().toString());
        json.extractingPath("$.phases[0].sections[0].courses[0].lessons").isEqualTo(1);
        json.extractingPath("$.tracks[1].code").isEqualTo("HOMEROOM");
        json.extractingPath("$.tracks[1].certificate").isEqualTo(true);
        json.extractingPath("$.tracks[1].rules.completion.n").isEqualTo(10);
        json.extractingPath("$.tracks[1].rules.words").isEqualTo("完成不少于 10 节课程");
        json.extractingPath("$.rules.version").isEqualTo(1);
        json.extractingPath("$.rules.credit.measure.perLesson").isEqualTo("0.50");
        json.extractingPath("$.rules.credit.caps[0].max").isEqualTo("6.00");
        json.extractingPath("$.windows[0].kind").isEqualTo("LEARN");
        json.extractingPath("$.open").isEqualTo(true);
        json.hasPathSatisfying("$.parent", it -> assertThat((Object) it).isNotNull());
        assertThat(api("/api/v1/programs/" + Uuids.next())).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void answersEligibilityPerTrack() {
        var program = board("Eligibility");

        var json = assertThat(api("/api/v1/programs/" + program.id() + "/eligibility")).hasStatusOk().bodyJson();
        json.extractingPath("$.tracks[*].code").asArray().containsExactly("COUNSELOR", "HOMEROOM", "OTHER");
        json.extractingPath("$.tracks[*].verdict.met").asArray().containsExactly(false, true, false);
    }

    @Test
    void eligibilityAsksForThePlaceOrTheAdmissionThatJoiningAsksFor() {
        var program = board("By places");
        transaction.executeWithoutResult(_ -> programs.admit(List.of(program.id()), ProgramDetail.Admission.SELECTION));

        var said = assertThat(api("/api/v1/programs/" + program.id() + "/eligibility")).hasStatusOk().bodyJson();
        said.extractingPath("$.tracks[1].verdict.met").isEqualTo(false);
        said.extractingPath("$.tracks[1].verdict.conditions[?(@.met == false)].code").asArray().containsExactly("enrollment.has-place");
        var refused = assertThat(post(program, "{\"track\": \"HOMEROOM\"}")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT).bodyJson();
        refused.extractingPath("$.verdict.conditions[?(@.met == false)].code").asArray().containsExactly("enrollment.has-place");
    }

    private MvcTestResult get(String address, @org.jspecify.annotations.Nullable Actor who) {
        var request = mvc.get().uri(address);
        return (who == null ? request : request.with(Cast.as(who))).exchange();
    }

    private MvcTestResult api(String address) {
        return mvc.get().uri(address).with(Cast.as(actor)).exchange();
    }

    private MvcTestResult post(ProgramDetail program, String body) {
        return mvc.post().uri("/api/v1/programs/{id}/participation", program.id()).with(Cast.as(actor)).with(csrf())
            .contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

    private ProgramDetail board(String title) {
        var counselor = new Audience.Post(List.of("COUNSELOR_FULL_TIME", "COUNSELOR_PART_TIME"));
        var homeroom = new Audience.Post(List.of("HOMEROOM_TEACHER"));
        return curriculum.aProgram(school.id()).title(title)
            .track("COUNSELOR", counselor, new CompletionRule.LessonsAtLeast(15, null))
            .track("HOMEROOM", homeroom, new CompletionRule.LessonsAtLeast(10, null))
            .trackWithoutCertificate("OTHER", new Audience.Not(new Audience.Any(List.of(counselor, homeroom))), new CompletionRule.Never())
            .publish();
    }

    private static NoticeDefinition notice(String number, @org.jspecify.annotations.Nullable String forwards) {
        return new NoticeDefinition(number, "Office of education", "About " + number, LocalDate.of(2023, 1, 5), null,
            NoticeDefinition.Disclosure.ON_REQUEST, "All offices", null, "First.\n\nSecond.", forwards, List.of());
    }
}
