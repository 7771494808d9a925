package org.xingtan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.directory.EmploymentRow;
import org.xingtan.directory.LoadDirectory;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.CountEligible;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class ConsoleTests {

    private static final Pattern NEXT = Pattern.compile("after=([A-Za-z0-9_-]+)");
    private static final Pattern TEACHER = Pattern.compile("/console/teachers/([0-9a-f-]{36})");

    private static final int MORE_UNITS_THAN_ARE_LOOKED_THROUGH_AT_ONCE = 70;

    @Autowired Cast cast;
    @Autowired LoadDirectory load;
    @Autowired Curriculum curriculum;
    @Autowired JoinProgram join;
    @Autowired CountEligible countEligible;
    @Autowired JdbcClient db;
    @Autowired Clock clock;
    @Autowired MockMvcTester mvc;

    private Cast.Place county;
    private Cast.Place school;
    private ProgramDetail program;
    private Actor administrator;
    private Actor stranger;

    @BeforeEach
    void plant() {
        county = cast.county();
        school = cast.school(county);
        program = curriculum.aProgram(county.id())
            .track("PARTICIPANT", new Audience.Post(List.of("CLASSROOM_TEACHER")), new CompletionRule.AllLessons(null)).publish();
        administrator = cast.administrator(county);
        stranger = cast.administrator(cast.under(county.parent(), "COUNTY"));
    }

    @Test
    void figuresAnswerAsTheContractSays() {
        var teacher = cast.teacher(school);
        join.join(cast.actor(teacher), program.id(), null);
        countEligible.count(program);

        var answer = mvc.get().uri("/api/v1/organizations/{id}/statistics?program={program}", county.id(), program.id()).with(as(administrator)).exchange();

        assertThat(answer).hasStatusOk();
        assertThat(answer).bodyJson().extractingPath("$.organization.id").isEqualTo(county.id().toString());
        assertThat(answer).bodyJson().extractingPath("$.organization.kind").isEqualTo("COUNTY");
        assertThat(answer).bodyJson().extractingPath("$.figures").asMap()
            .containsEntry("eligible", 1).containsEntry("enrolled", 1).containsEntry("started", 0).containsEntry("hours", "0.00").hasSize(6);
        assertThat(answer).bodyJson().extractingPath("$.rates.completion.value").isEqualTo("0.0000");
        assertThat(answer).bodyJson().extractingPath("$.rates.completion.excluded[0].reason").isEqualTo("NOT_IN_AUDIENCE");
        assertThat(answer).bodyJson().extractingPath("$.rates.completion.excluded[0].count").isEqualTo(1);
        assertThat(answer).bodyJson().extractingPath("$.children[0].organization.code").isEqualTo(school.code());
        assertThat(answer).bodyJson().extractingPath("$.children[0].figures.enrolled").isEqualTo(1);
        assertThat(answer).bodyJson().extractingPath("$.asOf").asString().matches("\\d{4}-\\d\\d-\\d\\dT.*\\+08:00");
    }

    @Test
    void anotherCountyIsNotThereOnAnySurface() {
        var teacher = cast.teacher(school);
        var ask = "?organization=" + county.id() + "&program=" + program.id();
        for (var address : List.of("/api/v1/organizations/" + county.id() + "/statistics", "/api/v1/organizations/" + school.id() + "/statistics?program=x",
                "/console/statistics" + ask, "/console/monitoring/not-started" + ask, "/console/monitoring/stuck" + ask + "&days=x", "/console/monitoring/quiz-failed" + ask,
                "/console/teachers/" + teacher, "/console/teachers/x", "/console/statistics?organization=x")) {
            assertThat(mvc.get().uri(address).with(as(stranger))).as(address).hasStatus(404);
            assertThat(mvc.get().uri(address).with(as(cast.actor(teacher)))).as(address).hasStatus(404);
        }
        var export = "/console/monitoring/not-started/export" + ask;
        assertThat(mvc.post().uri(export).param("reason", "随便看看").with(csrf()).with(as(stranger))).hasStatus(404);
        assertThat(mvc.get().uri("/console/teachers/{id}", teacher).with(as(administrator))).hasStatusOk();
        assertThat(mvc.get().uri("/console/monitoring/nonsense" + ask).with(as(administrator))).hasStatus(404);
    }

    @Test
    void wrongQuestionsAreAnswered400InsideTheScope() {
        for (var address : List.of("/api/v1/organizations/" + county.id() + "/statistics?program=x", "/api/v1/organizations/" + county.id() + "/statistics?year=x",
                "/console/statistics?program=x", "/console/statistics?page=0", "/console/monitoring/stuck?days=-1", "/console/monitoring/stuck?after=!!",
                "/console/monitoring/stuck?after=" + cursor(UUID.randomUUID() + " a'b"), "/console/monitoring/stuck?after=" + cursor("x"),
                "/console/monitoring/stuck?after=" + cursor(UUID.randomUUID() + " a..b"), "/console/monitoring/stuck?after=" + cursor(UUID.randomUUID() + " " + "a".repeat(1500)),
                "/console/appeals?which=closed&after=" + cursor("+999999-01-01T00:00:00Z/" + UUID.randomUUID()),
                "/console/questions?after=" + cursor("2026-99-99/" + UUID.randomUUID()),
                "/console/questions?which=done&after=" + cursor("2026-01-01T99:00:00Z/" + UUID.randomUUID()),
                "/console/courses?after=" + cursor("+999999-01-01T00:00:00Z " + UUID.randomUUID()))) {
            assertThat(mvc.get().uri(address).with(as(administrator))).as(address).hasStatus(400);
        }
    }

    @Test
    void theWayGoesFromTheCountyToThePerson() {
        var teacher = cast.aPerson().name("赵一").at(school).save();
        join.join(cast.actor(teacher), program.id(), null);

        assertThat(body("/console/statistics", administrator)).contains("/console/statistics?organization=" + school.id());
        var people = body("/console/statistics?organization=" + school.id() + "&program=" + program.id(), administrator);
        assertThat(people).contains("赵一", "/console/teachers/" + teacher, "未开始").doesNotContain("class=\"empty\"");
        assertThat(body("/console/teachers/" + teacher, administrator)).contains("赵一", "verdict-item", program.title(), "0 / 2");
        assertThat(body("/console/statistics?organization=" + county.id() + "&part=own&program=" + program.id(), administrator))
            .contains("不属于项目对象");
    }

    @Test
    void theMapLeadsFurtherDownAndTheTrendHasItsTable() {
        join.join(cast.actor(cast.teacher(school)), program.id(), null);

        assertThat(body("/console/statistics?look=map&program=" + program.id(), administrator))
            .contains("class=\"tile tile-", "/console/statistics?organization=" + school.id() + "&amp;program=" + program.id(), "<polyline", "每天的数字");
    }

    @Test
    void aSchoolIsListedPageByPageWithoutGapOrRepetition() {
        var people = IntStream.range(0, 120).mapToObj(i -> cast.aPerson().name("同名" + i % 7).at(school).save().toString()).collect(Collectors.toSet());

        assertThat(walk("/console/statistics?organization=" + school.id() + "&program=" + program.id())).isEqualTo(people);
    }

    @Test
    void notStartedHoldsThoseWhoDidNotJoinAndThoseWhoDidNotBegin() {
        var expected = new HashSet<String>();
        for (var i = 0; i < 110; i++) {
            var teacher = cast.teacher(i % 2 == 0 ? school : county);
            expected.add(teacher.toString());
            if (i % 3 == 0) {
                join.join(cast.actor(teacher), program.id(), null);
            }
        }
        cast.teacher(school, "FINANCE");
        begun(cast.teacher(school), Duration.ZERO);
        IntStream.range(0, MORE_UNITS_THAN_ARE_LOOKED_THROUGH_AT_ONCE).forEach(_ -> cast.school(county));
        var last = cast.teacher(cast.school(county));
        expected.add(last.toString());

        var list = "/console/monitoring/not-started?organization=" + county.id() + "&program=" + program.id();
        assertThat(walk(list)).isEqualTo(expected);
        assertThat(body(list, administrator)).contains("数一数有多少人").contains("&amp;counted=true");
        assertThat(body(list + "&counted=true", administrator)).contains("共 111 人").doesNotContain("&amp;counted=true");
    }

    @Test
    void stuckHoldsThoseWithoutASignOfWork() {
        var stuck = begun(cast.teacher(school), Duration.ofDays(9));
        begun(cast.teacher(school), Duration.ofDays(2));
        var busy = begun(cast.teacher(school), Duration.ofDays(9));
        db.sql("insert into learning.lesson_completion values (:teacher, :program, :lesson, :at, 10)")
            .param("teacher", busy.value()).param("program", program.id().value()).param("lesson", lesson())
            .param("at", clock.instant().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC)).update();
        var list = "/console/monitoring/stuck?organization=" + county.id() + "&program=" + program.id();

        assertThat(walk(list)).containsExactly(stuck.toString());
        assertThat(walk(list + "&days=1")).hasSize(3);
        assertThat(walk(list + "&days=30")).isEmpty();
    }

    @Test
    void quizFailedHoldsThoseWhoseNewestAttemptFailed() {
        var failed = begun(cast.teacher(school), Duration.ZERO);
        attempt(failed, 1, 80);
        attempt(failed, 2, 20);
        var mended = begun(cast.teacher(school), Duration.ZERO);
        attempt(mended, 1, 20);
        attempt(mended, 2, 80);
        var list = "/console/monitoring/quiz-failed?organization=" + county.id() + "&program=" + program.id();

        assertThat(walk(list)).containsExactly(failed.toString());
        assertThat(body(list, administrator)).contains("20 / 60");
        assertThat(body("/console/statistics?organization=" + school.id() + "&program=" + program.id(), administrator)).contains("测验未通过");
    }

    @Test
    void anExportHoldsTheListAndLeavesItsTrace() throws Exception {
        var names = new ArrayList<String>();
        for (var i = 0; i < 205; i++) {
            names.add("=教师" + i);
            cast.aPerson().name("=教师" + i).at(school).save();
        }

        var address = "/console/monitoring/not-started/export?organization=" + school.id() + "&program=" + program.id();
        assertThat(mvc.get().uri(address).with(as(administrator))).hasStatus(405);
        assertThat(mvc.post().uri(address).with(csrf()).with(as(administrator))).hasStatus(422);
        assertThat(mvc.post().uri(address).param("reason", "上门帮助").param("file", "exe").with(csrf()).with(as(administrator))).hasStatus(400);
        var answer = mvc.post().uri(address).param("reason", "上门帮助").param("file", "csv").with(csrf()).with(as(administrator)).exchange();

        assertThat(answer).hasStatusOk().hasContentType("text/csv;charset=UTF-8");
        assertThat(answer.getResponse().getHeader("Content-Disposition")).contains("attachment").contains(school.code());
        var lines = new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).split("\r\n");
        assertThat(lines[0]).startsWith("\uFEFF").contains("上门帮助");
        assertThat(lines[1]).isEqualTo("姓名,证件号码,单位,身份,报名时间");
        assertThat(lines).hasSize(207);
        assertThat(List.of(lines).subList(2, 207)).allSatisfy(line -> assertThat(line).startsWith("'=教师").contains("**********"));
        assertThat(db.sql("select after->>'count' from audit.entry where act = 'monitoring.exported' and target = :target")
            .param("target", "organization:" + school.id()).query(String.class).single()).isEqualTo("205");
    }

    @Test
    void anExportIsAWorkbookUnlessSomebodyAsksForText() throws Exception {
        cast.aPerson().name("=教师").at(school).save();

        var answer = mvc.post().uri("/console/monitoring/not-started/export?organization=" + school.id() + "&program=" + program.id())
            .param("reason", "上门帮助").with(csrf()).with(as(administrator)).exchange();

        assertThat(answer).hasStatusOk().hasContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(answer.getResponse().getContentAsByteArray()))) {
            var rows = workbook.getFirstSheet().read();
            assertThat(rows.getFirst().getCellText(0)).isEqualTo("姓名");
            assertThat(rows.get(1).getCellText(0)).isEqualTo("=教师");
            assertThat(rows.getLast().getCellText(0)).contains("上门帮助");
        }
    }

    @Test
    void theListOfAUnitsPeopleLeadsToEach() {
        var teacher = cast.teacher(school);

        assertThat(body("/console/organizations/" + school.id() + "/teachers", administrator)).contains("\"/console/teachers/" + teacher + "\"");
    }

    @Test
    void listsAreThereInEnglishToo() {
        cast.teacher(school);

        assertThat(mvc.get().uri("/console/monitoring/stuck?organization={o}&program={p}&days=1", school.id(), program.id()).with(as(administrator))
            .header("Accept-Language", "en")).hasStatusOk().bodyText().contains("Stuck").contains("0 people");
    }

    @Test
    void listsSayHowManyPeopleTheyHold() {
        cast.teacher(school);
        var none = cast.school(county);

        assertThat(body("/console/organizations/" + county.id() + "/teachers", administrator)).contains("共 2 人");
        assertThat(body("/console/organizations/" + county.id() + "/teachers?q=无此人", administrator)).contains("共 0 人");
        assertThat(body("/console/organizations/" + county.id(), administrator)).contains("共 2 个");
        assertThat(body("/console/statistics?organization=" + school.id() + "&program=" + program.id(), administrator)).contains("共 1 人");
        assertThat(body("/console/statistics?organization=" + none.id() + "&program=" + program.id(), administrator)).contains("共 0 人");
    }

    @Test
    void theFunnelHasItsTableWithWhoIsLeftOut() {
        join.join(cast.actor(cast.teacher(school)), program.id(), null);
        cast.staff(school, org.xingtan.directory.Role.PRINCIPAL);
        countEligible.count(program);

        assertThat(body("/console/statistics?organization=" + school.id() + "&program=" + program.id(), administrator))
            .contains("分母：应参加", "未计入分母：在职但不属于项目对象 1 人");
    }

    @Test
    void whoHasLeftIsSeenOnlyWithWhatCountsHere() {
        var teacher = cast.teacher(school);
        join.join(cast.actor(teacher), program.id(), null);
        db.sql("update directory.employment set organization_id = :other where teacher_id = :teacher")
            .param("other", cast.school(cast.under(county.parent(), "COUNTY")).id().value()).param("teacher", teacher.value()).update();

        assertThat(body("/console/teachers/" + teacher, administrator)).contains(program.title(), "已不在您的管理范围内任职").doesNotContain("手机");
    }

    /** What is over is not named, nor what is not the business of a unit he has left. */
    @Test
    void whereHeIsEmployedPartTimeStandsBesideHisUnit() {
        var also = cast.school(cast.under(county.parent(), "COUNTY"));
        var before = cast.school(county);
        var teacher = cast.teacher(school);
        join.join(cast.actor(teacher), program.id(), null);
        assertThat(body("/console/teachers/" + teacher, administrator)).contains(school.name()).doesNotContain("兼职单位");
        load.employments(Stream.of(new EmploymentRow(teacher, also.id(), LocalDate.of(2020, 9, 1), null, "ACTIVE", true, List.of("CLASSROOM_TEACHER")),
            new EmploymentRow(teacher, before.id(), LocalDate.of(2018, 9, 1), LocalDate.of(2020, 8, 31), "ACTIVE", true, List.of())));

        assertThat(body("/console/teachers/" + teacher, administrator)).contains("<dt>兼职单位</dt><dd>" + also.name() + "</dd>").doesNotContain(before.name());
        assertThat(mvc.get().uri("/console/teachers/" + teacher).header("Accept-Language", "en").with(as(administrator))).bodyText().contains("Part-time at</dt><dd>Unit " + also.code());
        db.sql("update directory.employment set organization_id = :other where teacher_id = :teacher and engagement = 'FULL_TIME'").param("other", also.id().value())
            .param("teacher", teacher.value()).update();
        assertThat(body("/console/teachers/" + teacher, administrator)).contains("已不在您的管理范围内任职").doesNotContain("兼职单位", also.name());
    }

    private TeacherId begun(TeacherId teacher, Duration ago) {
        join.join(cast.actor(teacher), program.id(), null);
        db.sql("update enrollment.participation set started_at = :at where teacher_id = :teacher and program_id = :program")
            .param("at", clock.instant().minus(ago).atOffset(ZoneOffset.UTC)).param("teacher", teacher.value())
            .param("program", program.id().value()).update();
        return teacher;
    }

    private void attempt(TeacherId teacher, int number, int score) {
        var at = clock.instant().atOffset(ZoneOffset.UTC);
        db.sql("""
                insert into quiz.attempt (teacher_id, id, program_id, lesson_id, number, opened_at, closes_at, questions, answers, pass_mark,
                                          submitted_at, score, results)
                values (:teacher, :id, :program, :lesson, :number, :at, :at, array[:id], '[null]', 60, :at, :score, '{f}')
                """)
            .param("teacher", teacher.value()).param("id", Uuids.next()).param("program", program.id().value()).param("lesson", lesson())
            .param("number", number).param("at", at).param("score", score).update();
    }

    private UUID lesson() {
        return program.lessons().getFirst().lesson().id().value();
    }

    /** Everybody a list holds, page after page; fails when somebody comes twice. */
    private Set<String> walk(String address) {
        var seen = new HashSet<String>();
        var next = address;
        while (next != null) {
            var page = body(next, administrator);
            var here = TEACHER.matcher(page).results().map(match -> match.group(1)).toList();
            assertThat(here).hasSizeLessThanOrEqualTo(50).allSatisfy(one -> assertThat(seen.add(one)).isTrue());
            var more = NEXT.matcher(page);
            next = more.find() ? address + "&after=" + more.group(1) : null;
        }
        return seen;
    }

    private String body(String address, Actor actor) {
        var answer = mvc.get().uri(address).with(as(actor)).exchange();
        assertThat(answer).as(address).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private static String cursor(String key) {
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
