package org.xingtan.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.catalog.Courses;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.program.PublishProgram;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** Programs by forms, as a browser without scripts sends them. */
@XingtanTest
class AuthoringTests {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 9);
    private static final LocalDate LAST = LocalDate.of(2026, 2, 10);

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Courses courses;
    @Autowired Programs programs;
    @Autowired PublishProgram publisher;
    @Autowired Drafts drafts;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;

    private Cast.Place county;
    private Actor administrator;
    private UUID draft;
    private UUID phase;
    private UUID section;

    @BeforeEach
    void appoint() {
        county = cast.county();
        administrator = cast.administrator(county);
        draft = Uuids.next();
        phase = Uuids.next();
        section = Uuids.next();
    }

    @Test
    void anEmptyDraftBecomesAProgramWithoutAnyJson() {
        begin();
        act("basics", "title", "寒假研修", "level", "COUNTY", "rate", "15", "summary", "简介", "term", "2601期");
        act("window", "kind", "LEARN", "first", FIRST.toString(), "last", LAST.toString());
        act("phase", "phase", phase.toString(), "title", "第一阶段");
        act("section", "phase", phase.toString(), "section", section.toString(), "title", "模块一");
        act("course", "section", section.toString(), "course", course());
        act("audience-add", "track", "PARTICIPANT", "at", "", "is", "any");
        act("audience-add", "track", "PARTICIPANT", "at", "0", "is", "post", "codes", "HOMEROOM_TEACHER");
        act("audience-add", "track", "PARTICIPANT", "at", "0", "is", "years-of-service", "from", "3");
        act("audience-not", "track", "PARTICIPANT", "at", "0.1");
        act("cap", "scope", "PROGRAM", "max", "6");
        assertThat(page("/check")).contains("可以发布");

        var program = publish();

        assertThat(program.title()).isEqualTo("寒假研修");
        assertThat(program.maxRate()).isEqualTo(1.5);
        assertThat(program.windows()).containsExactly(Window.ofDays(Window.Kind.LEARN, FIRST, LAST));
        assertThat(program.lessons()).hasSize(1);
        assertThat(program.track("PARTICIPANT").audience()).isEqualTo(new Audience.All(List.of(new Audience.Within(List.of(county.path())),
            new Audience.Any(List.of(new Audience.Post(List.of("HOMEROOM_TEACHER")), new Audience.Not(new Audience.YearsOfService(3, null)))))));
        assertThat(program.rules().completion("PARTICIPANT")).isEqualTo(new CompletionRule.AllOf(List.of(new CompletionRule.AllLessons(null))));
        assertThat(program.rules().credit().caps()).hasSize(1);
        assertThat(acts("program:" + program.id())).containsExactly("program.publish");
    }

    @Test
    void saysEverythingThatIsMissingAtOnce() {
        begin();

        assertThat(page("/check")).contains("发布前还需要", "内容里有课时", "每节课都有学习时段");
        assertThat(post(address() + "/publication")).hasStatus(422);
        assertThat(publisher.find(drafts.find(draft).orElseThrow().code())).isEmpty();
    }

    @Test
    void aRuleThatNobodyCanMeetIsSaid() {
        complete();
        act("completion-add", "track", "PARTICIPANT", "at", "", "is", "lessons-at-least", "n", "2");
        assertThat(page("/check")).contains("身份“参训教师”的完成条件有人做得到", "发布前还需要");
        act("completion-off", "track", "PARTICIPANT", "at", "1");
        assertThat(page("/check")).contains("可以发布");
        act("completion-add", "track", "PARTICIPANT", "at", "", "is", "hours-at-least", "hours", "0.5");
        act("credit", "category", "PROFESSIONAL", "measure", "fixed", "hours", "0.5", "minutes", "45");
        assertThat(page("/check")).contains("可以发布");
        act("cap", "scope", "LESSON", "max", "0.4");
        assertThat(page("/check")).contains("发布前还需要");
        assertThat(post(address() + "/publication")).hasStatus(422);
    }

    @Test
    void nobodySpeaksForALevelAboveHisOwnOrHangsHisProgramOnAStrangers() {
        complete();
        act("basics", "title", "寒假研修", "level", "PROVINCE", "rate", "15");
        assertThat(page("/check")).contains("级别不高于主办单位", "发布前还需要");
        assertThat(post(address() + "/publication")).hasStatus(422);
        var above = curriculum.aProgram(county.parent().id()).publish();
        var neighbours = curriculum.aProgram(cast.under(county.parent(), "COUNTY").id()).publish();
        assertThat(page("/basics")).contains(above.id().toString()).doesNotContain(neighbours.id().toString(), "value=\"CITY\"");

        act("basics", "title", "寒假研修", "level", "COUNTY", "rate", "15", "parent", neighbours.id().toString());
        assertThat(post(address() + "/publication")).hasStatus(422);
        act("basics", "title", "寒假研修", "level", "COUNTY", "rate", "15", "parent", above.id().toString());
        assertThat(publish().parent()).isEqualTo(above.id());
    }

    @Test
    void whatIsNoCodeComesIntoNoAudience() {
        begin();
        for (var code : List.of("cn..x", "a b", ".", "x'", "y".repeat(300))) {
            assertThat(send("audience-add", "track", "PARTICIPANT", "at", "", "is", "within", "codes", code)).as(code).hasStatus(400);
        }
        assertThat(drafts.find(draft).orElseThrow().version()).isOne();
    }

    @Test
    void everyFormSentTwiceIsDoneOnceAndNothingIsOverwritten() {
        begin();
        begin();
        var fields = new String[] {"version", "1", "next", "/x", "track", "PARTICIPANT", "at", "", "is", "rural"};
        assertThat(post(address() + "/acts/audience-add", fields)).hasStatus3xxRedirection();
        assertThat(post(address() + "/acts/audience-add", fields)).hasStatus3xxRedirection();
        assertThat(drafts.find(draft).orElseThrow()).matches(it -> it.version() == 2
            && it.content().tracks().getFirst().audience().equals(new Audience.All(List.of(new Audience.Rural()))));
        fields[9] = "all";
        assertThat(post(address() + "/acts/audience-add", fields)).hasStatus(409);

        complete();
        var program = publish();
        assertThat(publish().id()).isEqualTo(program.id());
        assertThat(acts("program:" + program.id())).containsExactly("program.publish");
    }

    @Test
    void aWindowThatEndsBeforeItBeginsIsRefused() {
        begin();
        assertThat(send("window", "kind", "LEARN", "first", LAST.toString(), "last", FIRST.toString())).hasStatus(422);
        assertThat(send("window", "kind", "LEARN", "first", "2026-02-30", "last", FIRST.toString())).hasStatus(400);
    }

    @Test
    void anotherSeasonIsTheSameSoMuchLater() {
        complete();
        var first = publish();
        draft = Uuids.next();
        assertThat(post("/console/programs/drafts", "draft", draft.toString(), "owner", county.id().toString(), "like", first.id().toString(), "firstDay", "2026-07-09"))
            .hasStatus3xxRedirection();

        var second = publish();

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.windows()).containsExactly(Window.ofDays(Window.Kind.LEARN, LocalDate.of(2026, 7, 9), LocalDate.of(2026, 8, 10)));
        assertThat(second.lessons()).extracting(it -> it.lesson().id()).isEqualTo(first.lessons().stream().map(it -> it.lesson().id()).toList());
        assertThat(second.tracks()).isEqualTo(first.tracks());
        assertThat(second.phases().getFirst().id()).isNotEqualTo(first.phases().getFirst().id());
    }

    @Test
    void aTemplateServesTheUnitsBelow() {
        complete();
        var template = Uuids.next();
        assertThat(post(address() + "/template", "template", template.toString())).hasStatus3xxRedirection();
        var school = cast.school(county);
        administrator = cast.administrator(school);
        draft = Uuids.next();
        assertThat(post("/console/programs/drafts", "draft", draft.toString(), "owner", school.id().toString(), "like", template.toString(), "firstDay", "2026-03-01"))
            .hasStatus3xxRedirection();
        assertThat(publish().owner()).isEqualTo(school.id());
        assertThat(post("/console/programs/drafts/" + template + "/acts/basics", "version", "1")).hasStatus(404);
    }

    @Test
    void aChangeOfWhatIsOutIsANewVersionAndKeepsItsTracks() {
        complete();
        var program = publish();
        draft = change(program);
        assertThat(change(program)).isEqualTo(draft);
        assertThat(send("basics", "title", "x", "level", "COUNTY", "rate", "10")).hasStatus(404);
        act("audience-add", "track", "PARTICIPANT", "at", "", "is", "rural");
        act("track", "code", "guest", "title", "旁听", "titleEn", "Guest");
        act("completion-add", "track", "GUEST", "at", "", "is", "never");

        var changed = publish();

        assertThat(changed.id()).isEqualTo(program.id());
        assertThat(changed.ruleVersion()).isEqualTo(2);
        assertThat(changed.tracks()).extracting(ProgramDetail.Track::code).containsExactly("PARTICIPANT", "GUEST");
        assertThat(changed.track("PARTICIPANT").audience()).isEqualTo(
            new Audience.All(List.of(new Audience.Within(List.of(county.path())), new Audience.Rural())));

        draft = change(program);
        act("track-off", "track", "PARTICIPANT");
        assertThat(post(address() + "/publication")).hasStatus(422);
    }

    @Test
    void anExtensionHasAReasonIsShownAndNeverEndsEarlier() {
        complete();
        var program = publish();
        var address = "/console/programs/" + program.id();

        assertThat(post(address + "/extension", "kind", "LEARN", "last", "2026-01-01", "reason", "短一点")).hasStatus(422);
        assertThat(post(address + "/extension", "kind", "LEARN", "last", "2026-02-28", "reason", "")).hasStatus(422);
        assertThat(post(address + "/extension", "kind", "LEARN", "last", "2026-02-28", "reason", "雪灾停电")).hasRedirectedUrl(address);
        assertThat(post(address + "/extension", "kind", "LEARN", "last", "2026-02-28", "reason", "雪灾停电")).hasRedirectedUrl(address);

        assertThat(programs.current(program.id()).windows()).containsExactly(Window.ofDays(Window.Kind.LEARN, FIRST, LocalDate.of(2026, 2, 28)));
        assertThat(get(address)).contains("雪灾停电", administrator.personName());
        assertThat(get("/programs/" + program.id())).contains("雪灾停电");
        assertThat(acts("program:" + program.id())).containsExactly("program.publish", "program.extend-window");
        assertThat(db.sql("select count(*) from audit.entry where target = :target and organization is null").param("target", "program:" + program.id())
            .query(Integer.class).single()).isZero();
    }

    @Test
    void whatIsNotOnesOwnIsNotThere() {
        complete();
        var program = publish();
        var open = change(program);
        var neighbour = cast.administrator(cast.under(county.parent(), "COUNTY"));
        var principal = cast.actor(cast.staff(county, Role.PRINCIPAL));
        for (var stranger : List.of(neighbour, principal, cast.actor(cast.teacher(county)))) {
            administrator = stranger;
            for (var address : List.of("/console/programs/" + program.id(), "/console/programs/drafts/" + open, "/console/programs/drafts/" + open + "/tracks")) {
                assertThat(mvc.get().uri(address).with(as(stranger))).as(address).hasStatus(404);
            }
            assertThat(post("/console/programs/drafts/" + open + "/acts/track-off", "version", "1", "track", "PARTICIPANT")).hasStatus(404);
            assertThat(post("/console/programs/drafts/" + open + "/publication")).hasStatus(404);
            assertThat(post("/console/programs/" + program.id() + "/extension", "kind", "LEARN", "last", "2026-03-28", "reason", "x")).hasStatus(404);
            assertThat(post("/console/programs/" + program.id() + "/change")).hasStatus(404);
            assertThat(post("/console/programs/drafts", "draft", Uuids.next().toString(), "owner", county.id().toString(), "title", "x")).hasStatus(404);
        }
    }

    @Test
    void countsWhomEachConditionTakes() {
        complete();
        cast.teacher(cast.school(county), "HOMEROOM_TEACHER");
        cast.teacher(cast.school(county));
        act("audience-add", "track", "PARTICIPANT", "at", "", "is", "post", "codes", "HOMEROOM_TEACHER");
        act("audience-not", "track", "PARTICIPANT", "at", "0");

        assertThat(page("/tracks/PARTICIPANT?counted=yes").replaceAll("\\s+", " ")).contains("同时满足</span> <span class=\"tag number\" id=\"people\">2 人", "<span class=\"tag number\" id=\"people-0-0\">1 人");
        for (var kind : List.of("stage", "subject", "post", "state", "kind", "within", "rural", "years-of-service", "completed", "any", "all", "all-lessons",
            "lessons-at-least", "hours-at-least", "quiz-passed", "any-of", "all-of", "never")) {
            assertThat(page("/tracks/PARTICIPANT?at=&is=" + kind)).as(kind).contains("id=\"new\"");
        }
        for (var step : List.of("/basics", "/windows", "/content?section=" + section + "&q=x", "/tracks", "/credit", "/check")) {
            assertThat(page(step)).as(step).contains("步骤");
        }
    }

    /** Everything that publishing needs. */
    private void complete() {
        begin();
        act("window", "kind", "LEARN", "first", FIRST.toString(), "last", LAST.toString());
        act("phase", "phase", phase.toString(), "title", "第一阶段");
        act("section", "phase", phase.toString(), "section", section.toString(), "title", "模块一");
        act("course", "section", section.toString(), "course", course());
    }

    private void begin() {
        assertThat(post("/console/programs/drafts", "draft", draft.toString(), "owner", county.id().toString(), "title", "研修")).hasStatus3xxRedirection();
    }

    private String course() {
        return courses.find(curriculum.course(county.id(), 1, null)).orElseThrow().id().toString();
    }

    private UUID change(ProgramDetail program) {
        var answer = post("/console/programs/" + program.id() + "/change");
        assertThat(answer).hasStatus3xxRedirection();
        return UUID.fromString(String.valueOf(answer.getResponse().getRedirectedUrl()).replaceFirst(".*/", ""));
    }

    private ProgramDetail publish() {
        var answer = post(address() + "/publication");
        assertThat(answer).hasStatus3xxRedirection();
        return programs.current(ProgramId.of(String.valueOf(answer.getResponse().getRedirectedUrl()).replaceFirst(".*/", "")));
    }

    private String address() {
        return "/console/programs/drafts/" + draft;
    }

    private void act(String act, String... fields) {
        assertThat(send(act, fields)).as(act).hasStatus3xxRedirection();
    }

    private MvcTestResult send(String act, String... fields) {
        var all = java.util.Arrays.copyOf(fields, fields.length + 4);
        all[fields.length] = "version";
        all[fields.length + 1] = String.valueOf(drafts.find(draft).orElseThrow().version());
        all[fields.length + 2] = "next";
        all[fields.length + 3] = address() + "/check";
        return post(address() + "/acts/" + act, all);
    }

    private MvcTestResult post(String address, @Nullable String... fields) {
        var request = mvc.post().uri(address).with(as(administrator)).with(csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request.param(String.valueOf(fields[i]), fields[i + 1]);
        }
        return request.exchange();
    }

    private String page(String step) {
        return get(address() + step);
    }

    private String get(String address) {
        try {
            var answer = mvc.get().uri(address).with(as(administrator)).exchange();
            assertThat(answer).as(address).hasStatusOk();
            return answer.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> acts(String target) {
        return db.sql("select act from audit.entry where target = :target order by id").param("target", target).query(String.class).list();
    }
}
