package org.xingtan.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.directory.RealNameState;
import org.xingtan.directory.Role;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.monitoring.LookAtList;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class RemindListedTests {

    private static final String NOT_STARTED = "not-started";

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JoinProgram join;
    @Autowired RemindListed remind;
    @Autowired LookAtReminders look;
    @Autowired LookAtList lists;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;

    private Cast.Place county;
    private Cast.Place school;
    private Actor administrator;
    private ProgramDetail program;
    private List<TeacherId> people;

    @BeforeEach
    void plant() {
        county = cast.county();
        school = cast.school(county);
        administrator = cast.administrator(county);
        db.sql("update directory.employment set during = daterange('2015-09-01', '2016-09-01') where teacher_id = :id")
            .param("id", administrator.teacher().value()).update();
        program = curriculum.aProgram(county.id()).publish();
        people = IntStream.range(0, 5).mapToObj(_ -> cast.teacher(school)).toList();
    }

    @Test
    void remindsEverybodyOnTheListAndNobodyTwice() {
        var first = send(NOT_STARTED, 3);

        assertThat(look.one(administrator, first).told()).isEqualTo(5);
        assertThat(messages()).hasSize(5).doesNotHaveDuplicates().containsAll(people);
        assertThat(look.preview(administrator, NOT_STARTED, question(county), 3).told()).isZero();
        assertThatThrownBy(() -> send(NOT_STARTED, 3)).isInstanceOf(Refused.class);
        assertThat(messages()).hasSize(5);
    }

    @Test
    void sentAgainWithTheSameIdItIsOne() {
        var id = UUID.randomUUID();
        remind.remind(administrator, id, NOT_STARTED, question(county), 3, "");
        remind.remind(administrator, id, NOT_STARTED, question(county), 3, "");

        assertThat(messages()).hasSize(5);
        assertThat(look.page(administrator, null).items()).hasSize(1);
    }

    /** County and school press the button at once, on whatever node. */
    @Test
    void twoAdministratorsAtOnceRemindOnce() throws Exception {
        var ofTheSchool = cast.administrator(school);
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var clicks = IntStream.range(0, 6).<Callable<Boolean>>mapToObj(i -> () -> {
                try {
                    remind.remind(i % 2 == 0 ? administrator : ofTheSchool, UUID.randomUUID(), NOT_STARTED, question(i % 2 == 0 ? county : school), 0, "");
                    return true;
                } catch (Refused e) {
                    return false;
                }
            }).toList();
            nodes.invokeAll(clicks);
        }

        assertThat(messages()).doesNotHaveDuplicates().containsAll(people);
    }

    @Test
    void whoIsNewOnTheListIsRemindedAndTheOthersAreSkipped() {
        send(NOT_STARTED, 3);
        var late = cast.teacher(school);

        var preview = look.preview(administrator, NOT_STARTED, question(county), 3);
        assertThat(preview.listed()).isEqualTo(6);
        assertThat(preview.skipped()).isEqualTo(5);
        send(NOT_STARTED, 3);

        assertThat(messages()).hasSize(6).doesNotHaveDuplicates().contains(late);
    }

    @Test
    void canBeTakenBackForAMinute() {
        var id = send(NOT_STARTED, 3);
        assertThat(inbox(people.getFirst())).contains("还没有消息");

        remind.recall(administrator, look.one(administrator, id));
        remind.recall(administrator, look.one(administrator, id));

        assertThat(messages()).isEmpty();
        assertThat(look.one(administrator, id).recalledAt()).isNotNull();
        assertThat(look.preview(administrator, NOT_STARTED, question(county), 3).told()).isEqualTo(5);
        assertThat(trail()).containsExactly("reminder.send", "reminder.recall");
    }

    @Test
    void afterTheMinuteItIsThereAndStays() {
        var id = send(NOT_STARTED, 3);
        db.sql("update reminder.dispatch set asked_at = asked_at - interval '2 minutes', leaves_at = leaves_at - interval '2 minutes' where id = :id")
            .param("id", id).update();
        db.sql("update messaging.message set due_at = due_at - interval '2 minutes' where batch = :id").param("id", id).update();

        assertThat(inbox(people.getFirst())).contains("请开始学习", program.title(), "周五前，找李老师");
        assertThatThrownBy(() -> remind.recall(administrator, look.one(administrator, id))).isInstanceOf(Refused.class);
        assertThat(look.read(look.one(administrator, id))).isZero();
    }

    /** AUTHZ-01. */
    @Test
    void whatIsNotYoursIsNotThere() {
        var id = send(NOT_STARTED, 3);
        var stranger = cast.administrator(cast.county());

        assertThatThrownBy(() -> look.preview(stranger, NOT_STARTED, question(school), 3)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> remind.remind(stranger, UUID.randomUUID(), NOT_STARTED, question(school), 3, "")).isInstanceOf(NotFound.class);
        assertThat(mvc.get().uri("/console/reminders/" + id).with(as(stranger))).hasStatus(404);
        assertThat(mvc.post().uri("/console/reminders/" + id + "/removal").with(csrf()).with(as(stranger))).hasStatus(404);
        assertThat(look.page(stranger, null).items()).isEmpty();
        assertThat(mvc.get().uri("/console/reminders").with(as(cast.actor(people.getFirst())))).hasStatus(404);
        assertThat(mvc.get().uri("/console/reminders/" + id).with(as(cast.actor(cast.staff(cast.school(county), Role.PRINCIPAL))))).hasStatus(404);
    }

    @Test
    void aPrincipalRemindsHisOwnSchoolOnly() {
        var principal = cast.actor(cast.staff(school, Role.PRINCIPAL));
        var other = cast.school(county);
        var elsewhere = cast.teacher(other);

        assertThat(mvc.get().uri("/console/monitoring/not-started?organization=" + school.id() + "&program=" + program.id()).with(as(principal))).bodyText()
            .contains("/console/reminders/new?list=not-started");
        var id = UUID.randomUUID();
        remind.remind(principal, id, NOT_STARTED, question(school), 3, "");
        assertThat(mvc.get().uri("/console/reminders/" + id).with(as(principal))).hasStatusOk();
        assertThatThrownBy(() -> look.preview(principal, NOT_STARTED, question(other), 3)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> remind.remind(principal, UUID.randomUUID(), NOT_STARTED, question(county), 3, "")).isInstanceOf(NotFound.class);

        assertThat(messages()).containsAll(people).doesNotContain(elsewhere);
    }

    @Test
    void aSchoolRemindsItsOwnOnly() {
        var elsewhere = cast.teacher(cast.school(county));
        var ofTheSchool = cast.administrator(school);
        remind.remind(ofTheSchool, UUID.randomUUID(), NOT_STARTED, question(school), 3, "");

        assertThat(messages()).containsAll(people).doesNotContain(elsewhere);
    }

    @Test
    void pagesLeadFromTheListToTheReminder() {
        var list = page("/console/monitoring/not-started?organization=" + county.id() + "&program=" + program.id());
        assertThat(list).contains("/console/reminders/new?list=not-started&amp;organization=" + county.id());
        var preview = page("/console/reminders/new?" + "list=not-started&organization=" + county.id() + "&program=" + program.id());
        assertThat(preview).contains("提醒这 5 人", "请开始学习");
        var id = Pattern.compile("name=\"id\" value=\"([^\"]+)\"").matcher(preview).results().findFirst().orElseThrow().group(1);

        assertThat(mvc.post().uri("/console/reminders").param("id", id).param("list", NOT_STARTED).param("organization", county.id().toString())
            .param("program", program.id().toString()).param("note", "<b>周五前</b>").with(csrf()).with(as(administrator))).hasStatus(302);
        assertThat(page("/console/reminders/" + id)).contains("5 人将在", "撤销这次提醒", "&lt;b&gt;周五前&lt;/b&gt;");
        assertThat(page("/console/reminders")).contains("即将发出");
        assertThat(mvc.post().uri("/console/reminders/" + id + "/removal").with(csrf()).with(as(administrator))).hasStatus(302);
        assertThat(page("/console/reminders/" + id)).contains("没有人收到");
    }

    /** Whatever they were about, newest first, and each on one page. */
    @Test
    void allThatWereSentAreListedPartByPart() {
        var oldest = Uuids.next();
        remind.remind(administrator, oldest, NOT_STARTED, question(county), 0, "");
        db.sql("""
                insert into report.reminder (id, organization_id, year, line, stage, note, asked_by, asked_at, listed, told)
                select uuidv7(), :unit, 2026, 'ALL', null, '', :by, now(), 3, 1 from generate_series(1, 51)
                """)
            .param("unit", school.id().value()).param("by", administrator.teacher().value()).update();

        var first = look.page(administrator, null);
        var second = look.page(administrator, first.next());
        assertThat(first.items()).hasSize(50).extracting(SentReminder::id).doesNotContain(oldest).doesNotContainAnyElementsOf(second.items().stream().map(SentReminder::id).toList());
        assertThat(second.items()).hasSize(2).extracting(SentReminder::id).endsWith(oldest);
        assertThat(second.next()).isNull();
        var hours = second.items().getFirst();
        assertThat(hours.by()).isEqualTo(administrator.personName());
        assertThat(hours.skipped()).isEqualTo(2);
        assertThat(hours.isRecallable(hours.askedAt())).isFalse();
        assertThat(second.items().getLast().isRecallable(hours.askedAt())).isTrue();
    }

    @Test
    void badQuestionsAreAnsweredClearly() {
        for (var question : List.of("pause=x", "days=0", "program=x", "pause=-1")) {
            assertThat(mvc.get().uri("/console/reminders/new?" + question).with(as(administrator))).as(question).hasStatus(400);
        }
        assertThat(mvc.get().uri("/console/reminders/new?list=nobody").with(as(administrator))).hasStatus(404);
        assertThat(mvc.get().uri("/console/reminders?after=!").with(as(administrator))).hasStatus(400);
        assertThatThrownBy(() -> remind.remind(administrator, UUID.randomUUID(), NOT_STARTED, question(county), 3, "长".repeat(201))).isInstanceOf(Refused.class);
    }

    @Test
    void listsWhoseIdentityIsMissingWhoMayMissTheWindowAndWhoHasToBeTrainedFirst() {
        var unverified = cast.aPerson().at(school).realName(RealNameState.UNVERIFIED).save();
        join.join(cast.actor(people.getFirst()), program.id(), "PARTICIPANT");

        assertThat(listed("identity-missing", 7)).containsExactly(unverified);
        assertThat(listed("before-teaching", 7)).containsAll(people).contains(unverified);
        assertThat(listed("about-to-miss", 1)).isEmpty();
        assertThat(listed("about-to-miss", 60)).containsAll(people);
        for (var kind : List.of("identity-missing", "before-teaching", "about-to-miss")) {
            assertThat(page("/console/monitoring/" + kind + "?days=60&organization=" + county.id() + "&program=" + program.id())).contains("提醒名单上的人");
            assertThat(mvc.post().uri("/console/monitoring/" + kind + "/export?organization=" + county.id() + "&program=" + program.id())
                .param("reason", "逐个联系").with(csrf()).with(as(administrator))).hasStatusOk();
        }
    }

    @Test
    void listsAreKeptUnderANameOfOnesOwn() {
        var question = "?organization=" + county.id() + "&program=" + program.id() + "&days=14";
        assertThat(mvc.post().uri("/console/monitoring/stuck/saved" + question).param("name", "两周没动").with(csrf()).with(as(administrator))).hasStatus(302);
        assertThat(mvc.post().uri("/console/monitoring/stuck/saved" + question).param("name", " ").with(csrf()).with(as(administrator))).hasStatus(422);

        var list = page("/console/monitoring/not-started" + question);
        assertThat(list).contains("两周没动", "我的名单（1）");
        assertThat(page("/console/monitoring/not-started" + question, cast.administrator(county))).doesNotContain("两周没动");
        var id = Pattern.compile("saved/([0-9a-f-]{36})/removal").matcher(list).results().findFirst().orElseThrow().group(1);
        assertThat(mvc.post().uri("/console/monitoring/stuck/saved/" + id + "/removal" + question).with(csrf()).with(as(administrator))).hasStatus(302);
        assertThat(page("/console/monitoring/not-started" + question)).doesNotContain("两周没动");
    }

    @Test
    void aNameKeptAgainIsTheNewListAlsoWhenThereAreAsManyAsThereMayBe() {
        var question = "?organization=" + county.id() + "&program=" + program.id() + "&days=";
        for (var i = 1; i <= 20; i++) {
            assertThat(mvc.post().uri("/console/monitoring/stuck/saved" + question + 14).param("name", "名单" + i).with(csrf()).with(as(administrator))).hasStatus(302);
        }
        assertThat(mvc.post().uri("/console/monitoring/stuck/saved" + question + 14).param("name", "名单21").with(csrf()).with(as(administrator))).hasStatus(422);
        assertThat(mvc.post().uri("/console/monitoring/stuck/saved" + question + 30).param("name", "名单7").with(csrf()).with(as(administrator))).hasStatus(302);

        assertThat(db.sql("select name || ' ' || days from monitoring.saved_list where teacher_id = :person order by name")
            .param("person", administrator.teacher().value()).query(String.class).list()).hasSize(20).contains("名单7 30", "名单8 14");
    }

    private List<TeacherId> listed(String kind, int days) {
        return lists.everybody(lists.list(administrator, Task.REMIND, kind,
            new LookAtList.Question(county.id().toString(), program.id().toString(), Integer.toString(days), null, null)));
    }

    private UUID send(String kind, int pause) {
        var id = UUID.randomUUID();
        remind.remind(administrator, id, kind, question(county), pause, "周五前，找李老师");
        return id;
    }

    private LookAtList.Question question(Cast.Place unit) {
        return new LookAtList.Question(unit.id().toString(), program.id().toString(), null, null, null);
    }

    private List<TeacherId> messages() {
        return db.sql("select teacher_id from messaging.message where link = :link").param("link", "/programs/" + program.id())
            .query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }

    private List<String> trail() {
        return db.sql("select act from audit.entry where actor = :actor order by at, id").param("actor", administrator.teacher().value())
            .query(String.class).list();
    }

    private String inbox(TeacherId person) {
        return page("/me/messages", cast.actor(person));
    }

    private String page(String address) {
        return page(address, administrator);
    }

    private String page(String address, Actor reader) {
        var answer = mvc.get().uri(address).with(as(reader)).exchange();
        assertThat(answer).as(address).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
