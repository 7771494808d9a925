package org.xingtan.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Learning;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class ActivityModuleTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Learning learning;
    @Autowired KeepActivity keep;
    @Autowired EnterAttendance enter;
    @Autowired LookAtActivities look;
    @Autowired LookAfterPrograms figures;
    @Autowired PlatformTransactionManager transactions;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;
    @Autowired Clock clock;

    private Cast.Place county;
    private Cast.Place school;
    private ProgramDetail program;
    private Actor keeper;
    private Actor teacher;
    private Actor colleague;
    private UUID activity;

    @BeforeEach
    void yesterdaysActivityOfTheSchool() {
        county = cast.county();
        school = cast.school(county);
        program = curriculum.aProgram(county.id()).publish();
        keeper = cast.administrator(school);
        teacher = taking(school);
        colleague = taking(school);
        activity = Uuids.next();
        keep.open(keeper, activity, program.id(), school.id(), facts(today().minusDays(1), ""));
    }

    @Test
    void isAnnouncedOnceToThePeopleOfTheUnit() {
        keep.open(keeper, activity, program.id(), school.id(), facts(today().minusDays(1), ""));

        assertThat(body("/programs/" + program.id() + "/discussions", teacher)).contains("校内集体备课", "一楼会议室");
        assertThat(body("/discussions/activities/" + activity, teacher)).contains("王主任", "给到场的老师看");
        var stranger = taking(cast.school(county));
        assertThat(mvc.get().uri("/discussions/activities/" + activity).with(as(stranger))).hasStatus(404);
        assertThat(mvc.get().uri("/console/discussions/activities/" + activity).with(as(cast.administrator(cast.school(county))))).hasStatus(404);
        assertThat(body("/console/discussions/activities/" + activity, cast.administrator(county))).contains("<p class=\"acting\">" + county.name() + "</p>");
        assertThatThrownBy(() -> keep.open(keeper, Uuids.next(), program.id(), county.id(), facts(today(), ""))).isInstanceOf(NotFound.class);
        assertThat(trail("discussion.activity")).isEqualTo(1);
    }

    @Test
    void attendanceOfPeopleOfTheUnitIsEnteredAndTakenBack() {
        var stranger = taking(cast.school(county));
        var outsider = cast.actor(cast.teacher(school));
        enter.enter(keeper, activity, Set.of(), Set.of(teacher.teacher(), stranger.teacher(), outsider.teacher()));
        enter.enter(keeper, activity, Set.of(), Set.of(teacher.teacher()));

        assertThat(attended()).containsExactly(teacher.teacher().value());
        assertThat(trail("discussion.attend")).isEqualTo(1);
        assertThat(figures.program(keeper, program.id(), null, null, null).figures().getFirst().attendances()).isEqualTo(1);
        enter.enter(keeper, activity, Set.of(teacher.teacher()), Set.of());
        assertThat(attended()).isEmpty();
        assertThatThrownBy(() -> enter.enter(cast.administrator(cast.school(county)), activity, Set.of(), Set.of(teacher.teacher())))
            .isInstanceOf(NotFound.class);
    }

    @Test
    void twoWhoEnterAtOnceDoNotUndoEachOther() throws Exception {
        Set<TeacherId> one = Set.of(teacher.teacher());
        Set<TeacherId> two = Set.of(colleague.teacher());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var left = threads.submit(() -> enter.enter(keeper, activity, Set.of(), one));
            var right = threads.submit(() -> enter.enter(cast.administrator(county), activity, Set.of(), two));
            left.get();
            right.get();
        }
        assertThat(attended()).containsExactlyInAnyOrder(teacher.teacher().value(), colleague.teacher().value());
    }

    @Test
    void nobodyWasAtWhatIsStillToCome() {
        var coming = Uuids.next();
        keep.open(keeper, coming, program.id(), school.id(), facts(today().plusDays(3), ""));

        assertThatThrownBy(() -> enter.enter(keeper, coming, Set.of(), Set.of(teacher.teacher()))).isInstanceOf(Refused.class);
        assertThat(body("/console/discussions/activities/" + coming, keeper)).contains("起可以登记到场");
        assertThatThrownBy(() -> db.sql("""
                insert into discussion.attendance (teacher_id, activity_id, organization_id, entered_by, entered_at) values (:teacher, :activity, :unit, :teacher, now())
                """).param("teacher", teacher.teacher().value()).param("activity", coming).param("unit", school.id().value()).update())
            .isInstanceOf(DataAccessException.class);
    }

    @Test
    void whoeverHasLeftIsNotEnteredAnyMoreAndStaysWhereHeWas() {
        enter.enter(keeper, activity, Set.of(), Set.of(teacher.teacher()));
        for (var leaver : List.of(teacher, colleague)) {
            db.sql("update directory.employment set during = daterange(lower(during), :today) where teacher_id = :teacher")
                .param("today", today()).param("teacher", leaver.teacher().value()).update();
        }
        enter.enter(keeper, activity, Set.of(), Set.of(colleague.teacher()));

        assertThat(attended()).containsExactly(teacher.teacher().value());
        assertThat(look.keep(keeper, activity, null, null).people().items()).extracting(ActivityView.Person::teacher).containsExactly(teacher.teacher());
        assertThat(look.read(teacher, activity).wasThere()).isTrue();
    }

    @Test
    void recordAndFilesAreForThoseWhoWereThere() {
        enter.enter(keeper, activity, Set.of(), Set.of(teacher.teacher()));
        var file = new MockMultipartFile("files", "../签到表.pdf", "application/pdf", "%PDF-1.7 z".getBytes(StandardCharsets.US_ASCII));
        keep.change(keeper, activity, 1, facts(today().minusDays(1), "形成了共同教案"), List.of(file));
        keep.change(keeper, activity, 1, facts(today().minusDays(1), "形成了共同教案"), List.of(file));
        var address = "/discussions/activities/" + activity;
        var document = look.read(teacher, activity).files().getFirst();

        assertThat(document.name()).isEqualTo("签到表.pdf");
        assertThat(body(address, teacher)).contains("形成了共同教案", "签到表.pdf");
        assertThat(body(address, colleague)).doesNotContain("形成了共同教案", "签到表.pdf");
        assertThat(mvc.get().uri(address + "/files/" + document.id()).with(as(teacher))).hasStatusOk();
        assertThat(mvc.get().uri(address + "/files/" + document.id()).with(as(keeper))).hasStatusOk();
        assertThat(mvc.get().uri(address + "/files/" + document.id()).with(as(colleague))).hasStatus(404);
        assertThat(trail("discussion.record")).isEqualTo(1);
        keep.detach(keeper, activity, document.id());
        keep.detach(keeper, activity, document.id());
        assertThat(look.read(teacher, activity).files()).isEmpty();
        assertThat(told("discussion.record", "files")).containsExactly("[] → [\"签到表.pdf\"]", "[\"签到表.pdf\"] → []");
    }

    @Test
    void whatSomebodyHasChangedMeanwhileIsNotOverwritten() {
        keep.change(keeper, activity, 1, facts(today().minusDays(1), "甲写的记录"), List.of());

        assertThatThrownBy(() -> keep.change(keeper, activity, 1, facts(today().minusDays(1), "乙写的记录"), List.of())).isInstanceOf(Problem.class);
        enter.enter(keeper, activity, Set.of(), Set.of(teacher.teacher()));
        assertThatThrownBy(() -> keep.change(keeper, activity, 2, facts(today().plusDays(5), "改日期"), List.of())).isInstanceOf(Refused.class);
    }

    @Test
    void theTrailNamesWhoWasEnteredAndWhoWasStruck() {
        enter.enter(keeper, activity, Set.of(), Set.of(teacher.teacher()));
        enter.enter(keeper, activity, Set.of(teacher.teacher()), Set.of(colleague.teacher()));

        assertThat(told("discussion.attend", "people")).containsExactly("[] → [\"" + teacher.teacher() + "\"]",
            "[\"" + teacher.teacher() + "\"] → [\"" + colleague.teacher() + "\"]");
    }

    @Test
    void theDayIsNotPutOffOnceSomebodyWasThere() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var later = new TransactionTemplate(transactions).execute(_ -> {
                enter.enter(keeper, activity, Set.of(), Set.of(teacher.teacher()));
                var change = threads.submit(() -> keep.change(keeper, activity, 1, facts(today().plusDays(5), ""), List.of()));
                LockSupport.parkNanos(500_000_000);
                return change;
            });
            assertThatThrownBy(later::get).hasCauseInstanceOf(Refused.class);
        }
        assertThatThrownBy(() -> db.sql("update discussion.activity set held_on = held_on + 1, version = version + 1 where id = :id").param("id", activity).update())
            .isInstanceOf(DataAccessException.class);
    }

    @Test
    void peopleAreFoundByNameAndTickedByForm() {
        var wang = cast.actor(cast.aPerson().name("王小研").at(school).save());
        learning.join(wang, program);
        var address = "/console/discussions/activities/" + activity;

        assertThat(body(address + "?q=小研", keeper)).contains("王小研").doesNotContain("李文静</label>");
        assertThat(mvc.post().uri(address + "/attendance").with(csrf()).param("there", wang.teacher().toString()).with(as(keeper))).hasStatus(302);
        assertThat(attended()).containsExactly(wang.teacher().value());
    }

    private Actor taking(Cast.Place at) {
        var actor = cast.actor(cast.teacher(at));
        learning.join(actor, program);
        return actor;
    }

    private static KeepActivity.Facts facts(LocalDate day, String record) {
        return new KeepActivity.Facts("校内集体备课", "同课异构，交流第一课", "一楼会议室", "王主任", day, record);
    }

    private List<UUID> attended() {
        return db.sql("select teacher_id from discussion.attendance where activity_id = :activity").param("activity", activity).query(UUID.class).list();
    }

    private int trail(String act) {
        return db.sql("select count(*) from audit.entry where act = :act and target = :target").param("act", act)
            .param("target", "organization:" + school.id()).query(Integer.class).single();
    }

    /** What the trail says of a fact, in the order in which it was changed. */
    private List<String> told(String act, String fact) {
        return db.sql("select (before -> :fact)::text || ' → ' || (after -> :fact)::text from audit.entry where act = :act and target = :target order by id")
            .param("fact", fact).param("act", act).param("target", "organization:" + school.id()).query(String.class).list();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE);
    }

    private String body(String address, Actor actor) {
        var answer = mvc.get().uri(address).with(as(actor)).exchange();
        assertThat(answer).as(address).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
