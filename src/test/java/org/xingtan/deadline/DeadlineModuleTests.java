package org.xingtan.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.io.text.ICalReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.directory.Role;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.WorkingDays;
import org.xingtan.program.ProgramDetail;
import org.xingtan.selection.DefineTerm;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Several clocks of one person in one calendar, and the link under which his own calendar reads it. */
@XingtanTest
class DeadlineModuleTests {

    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired DefineTerm terms;
    @Autowired JoinProgram join;
    @Autowired JdbcClient db;
    @Autowired Agenda agenda;
    @Autowired Clock clock;

    private Cast.Place city;
    private Cast.Place school;
    private Actor teacher;
    private ProgramDetail program;
    private TermId term;

    @BeforeEach
    void plant() {
        city = cast.city();
        school = cast.school(cast.under(city, "COUNTY"));
        teacher = cast.actor(cast.teacher(school));
        program = curriculum.aProgram(city.id()).title("研修" + city.code()).publish();
        term = terms.define(new DefineTerm.Definition(city.id(), "2201期", new Localized("全员培训" + city.code(), "Training"), "穗教〔2022〕1号", 3,
            List.of(window(Window.Kind.SELECT, -1, 5), window(Window.Kind.LEARN, 8, 20))));
        terms.publish(term);
    }

    private Window window(Window.Kind kind, int from, int to) {
        var now = clock.instant();
        return new Window(kind, now.plus(Duration.ofDays(from)), now.plus(Duration.ofDays(to)));
    }

    @Test
    void everyWindowThatConcernsAPersonStandsInHisCalendar() {
        assertThat(kinds(teacher)).contains("学习 研修" + city.code(), "选课 全员培训" + city.code(), "学习 全员培训" + city.code());
        join.join(teacher, program.id(), program.tracks().getFirst().code());
        assertThat(kinds(teacher)).contains("申诉截止 研修" + city.code());
        assertThat(kinds(cast.actor(cast.teacher(cast.school())))).noneMatch(it -> it.endsWith("全员培训" + city.code()));
        assertThat(forms.get(teacher, "/calendar")).hasStatusOk().bodyText().contains("全员培训" + city.code());
        assertThat(forms.get(teacher, "/calendar?view=list&month=" + YearMonth.now(Window.ZONE))).hasStatusOk().bodyText().contains("全员培训" + city.code(), "穗教〔2022〕1号");
        assertThat(forms.get(teacher, "/calendar?month=2001-02&view=list")).hasStatusOk().bodyText().contains("这个月没有和您有关的时间");
        assertThat(forms.get(teacher, "/calendar?month=x")).hasStatus(400);
        assertThat(forms.get(teacher, "/calendar?month=9999-12")).hasStatus(400);
        assertThat(forms.get(teacher, "/console/deadlines")).hasStatus(404);
    }

    @Test
    void anOfficeSeesTheWindowsThatReachItsUnits() {
        var administrator = cast.administrator(school);
        assertThat(agenda.offices(administrator.teacher(), Instant.EPOCH, Locale.SIMPLIFIED_CHINESE)).extracting(it -> it.kind() + " " + it.title())
            .contains("学习 研修" + city.code(), "选课 全员培训" + city.code());
        assertThat(forms.get(administrator, "/console/deadlines")).hasStatusOk().bodyText().contains("/selection/terms/" + term, "/programs/" + program.id())
            .doesNotContain("/console/selection/terms/", "/console/programs/");
        assertThat(forms.get(administrator, "/selection/terms/" + term)).hasStatusOk();
        assertThat(forms.get(administrator, "/programs/" + program.id())).hasStatusOk();
        assertThat(forms.get(cast.administrator(city), "/console/deadlines")).as("who keeps them").hasStatusOk().bodyText()
            .contains("/console/selection/terms/" + term, "/console/programs/" + program.id());
        assertThat(agenda.offices(cast.administrator(cast.city()).teacher(), Instant.EPOCH, Locale.SIMPLIFIED_CHINESE))
            .noneMatch(it -> it.title().endsWith(city.code()));
    }

    @Test
    void theLinkNeedsNoCookieAndFollowsWhatIsExtended() throws Exception {
        open(teacher);
        var link = link(teacher);
        var before = events(link).stream().filter(it -> it.getUid().getValue().startsWith("selection:" + term + ":SELECT@")).toList();
        assertThat(before).hasSize(1);
        assertThat(before.getFirst().getSequence().getValue()).isZero();
        terms.set(term, window(Window.Kind.SELECT, -1, 7), "延长");
        var after = events(link).stream().filter(it -> it.getUid().getValue().startsWith("selection:" + term + ":SELECT@")).toList();
        assertThat(after).singleElement().satisfies(event -> {
            assertThat(event.getUid()).isEqualTo(before.getFirst().getUid());
            assertThat(event.getSequence().getValue()).isEqualTo(1);
            assertThat(event.getLastModified().getValue()).isAfterOrEqualTo(before.getFirst().getLastModified().getValue());
            assertThat(event.getDateEnd().getValue()).isAfter(before.getFirst().getDateEnd().getValue());
        });
        assertThat(anybody(link).getResponse().getContentAsString(StandardCharsets.UTF_8)).doesNotContain(cast.name(teacher.teacher()));
        assertThat(anybody(link).getResponse().getHeader("Cache-Control")).contains("no-store");
    }

    @Test
    void aLinkIsRenewedAndTakenBackAndOnlyItsHashIsKept() {
        open(teacher);
        var first = link(teacher);
        var second = link(teacher);
        assertThat(anybody(first)).hasStatus(404);
        assertThat(anybody(second)).hasStatusOk();
        var secret = second.replaceAll(".*/|[.]ics$", "");
        assertThat(db.sql("select count(*) from deadline.feed where position(:secret in feed::text) > 0").param("secret", secret).query(Integer.class).single()).isZero();
        assertThat(forms.get(teacher, "/calendar/link")).hasStatusOk().bodyText().contains("最近一次读取").doesNotContain(secret);
        assertThat(forms.post(teacher, "/calendar/link/removal")).hasStatus3xxRedirection();
        assertThat(forms.post(teacher, "/calendar/link/removal")).hasStatus3xxRedirection();
        assertThat(anybody(second)).hasStatus(404);
        assertThat(anybody("/calendar/feed/" + "A".repeat(43) + ".ics")).hasStatus(404);
        assertThat(anybody("/calendar/feed/x.ics")).hasStatus(404);
        assertThat(forms.get(teacher, "/calendar/link")).bodyText().contains("您还没有订阅链接");
    }

    @Test
    void whoReadsTooOftenWaitsAndWhoseAccountEndsIsNotReadAnyMore() {
        open(teacher);
        var link = link(teacher);
        for (var i = 0; i < Feeds.READS_AN_HOUR; i++) {
            assertThat(anybody(link)).hasStatusOk();
        }
        assertThat(anybody(link)).hasStatus(429);
        assertThat(anybody(link).getResponse().getHeader("Retry-After")).matches("[1-9][0-9]{0,3}");
        db.sql("update deadline.feed set hour_at = hour_at - interval '61 minutes' where teacher_id = :id").param("id", teacher.teacher().value()).update();
        assertThat(anybody(link)).hasStatusOk();
        db.sql("update identity.account set disabled_at = now() where teacher_id = :id").param("id", teacher.teacher().value()).update();
        assertThat(anybody(link)).hasStatus(404);
    }

    @Test
    void whatIsDueOfADutyStandsInTheCalendarOfTheOffice() {
        var administrator = cast.actor(cast.staff(school, Role.TRAINING_ADMINISTRATOR));
        var due = LocalDate.now(Window.ZONE).plusDays(3);
        db.sql("""
                insert into summary.call (id, organization_id, title, instructions, ended_on, days, due_at, opened_by, opened_by_name, opened_at)
                values (:id, :county, '年度总结', '', :day, 15, :due, :id, 'x', now())
                """).param("id", term.value()).param("county", java.util.Objects.requireNonNull(school.parent()).id().value()).param("day", due)
            .param("due", WorkingDays.endOf(due).atOffset(java.time.ZoneOffset.UTC)).update();
        db.sql("insert into summary.summary (call_id, organization_id) values (:id, :school)").param("id", term.value()).param("school", school.id().value()).update();
        assertThat(agenda.offices(administrator.teacher(), Instant.EPOCH, Locale.SIMPLIFIED_CHINESE)).filteredOn(it -> it.kind().equals("待办截止") && it.title().contains("年度总结"))
            .singleElement().satisfies(it -> {
                assertThat(it.closes()).isEqualTo(WorkingDays.endOf(due));
            });
    }

    private List<String> kinds(Actor actor) {
        return agenda.own(actor.teacher(), Instant.EPOCH, Locale.SIMPLIFIED_CHINESE).stream().map(it -> it.kind() + " " + it.title()).toList();
    }

    private void open(Actor actor) {
        db.sql("insert into identity.account (teacher_id, password_hash, activated_at) values (:id, 'x', now()) on conflict do nothing")
            .param("id", actor.teacher().value()).update();
    }

    /** Made by the form; as the page shows it once. */
    private String link(Actor actor) {
        var page = forms.post(actor, "/calendar/link");
        assertThat(page).hasStatusOk();
        var matcher = java.util.regex.Pattern.compile("value=\"https?://[^/]+(/calendar/feed/[A-Za-z0-9_-]{43}[.]ics)\"").matcher(text(page));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<biweekly.component.VEvent> events(String link) throws java.io.IOException {
        try (var reader = new ICalReader(text(anybody(link)))) {
            return reader.readNext().getEvents();
        }
    }

    private MvcTestResult anybody(String address) {
        return mvc.get().uri(address).exchange();
    }
}
