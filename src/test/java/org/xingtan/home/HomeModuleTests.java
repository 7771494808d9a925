package org.xingtan.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.catalog.DefineCourse;
import org.xingtan.catalog.QuestionDefinition;
import org.xingtan.directory.Role;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.home.TodoItem.Kind;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Forms;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;
import tools.jackson.databind.JsonNode;

/** What is due, from the facts of all programs; and who may see the console. */
@XingtanTest
class HomeModuleTests {

    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;
    @Autowired JdbcClient db;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired DefineCourse courses;
    @Autowired JoinProgram join;
    @Autowired TodoList todo;
    @Autowired Desks desks;
    @Autowired AllDuties duties;
    @Autowired OneRead read;
    @Autowired TransactionTemplate transaction;

    private Cast.Place school;
    private ProgramDetail program;
    private Actor teacher;

    @BeforeEach
    void aTeacherAndAnOpenProgram() {
        school = cast.school();
        program = curriculum.aProgram(school.id()).publish();
        teacher = cast.actor(cast.teacher(school, "CLASSROOM_TEACHER"));
    }

    @Test
    void offersAnOpenProgramOnceUntilItIsJoined() {
        assertThat(mine()).filteredOn(item -> item.kind() == Kind.JOIN).hasSize(1)
            .allSatisfy(item -> assertThat(item.href()).isEqualTo("/programs/" + program.id()));

        join.join(teacher, program.id(), null);

        assertThat(mine()).extracting(TodoItem::kind).containsExactly(Kind.CONTINUE);
    }

    @Test
    void leadsToTheFirstLessonAndThenToItsQuiz() {
        join.join(teacher, program.id(), null);
        var lesson = program.lessons().stream().map(ProgramDetail.PlacedLesson::lesson).filter(it -> it.quiz() != null).findFirst().orElseThrow();

        cover(lesson.id().value(), lesson.requiredSeconds());

        assertThat(mine()).filteredOn(item -> item.kind() == Kind.QUIZ).singleElement()
            .satisfies(item -> assertThat(item.href()).isEqualTo("/programs/" + program.id() + "/lessons/" + lesson.id() + "/quiz"));
        assertThat(mine()).filteredOn(item -> item.kind() == Kind.CONTINUE).noneMatch(item -> item.href().endsWith(lesson.id().toString()));
    }

    @Test
    void countsTheMinutesThatAreLeft() {
        join.join(teacher, program.id(), null);
        var first = program.lessons().getFirst().lesson();

        assertThat(mine()).first().satisfies(item -> {
            assertThat(item.minutes()).isEqualTo(Math.ceilDiv(first.requiredSeconds(), 60));
            assertThat(item.due()).isAfter(Instant.now());
        });
    }

    @Test
    void aLessonIsDueWhileAQuestionInItIsOpenHoweverMuchIsPlayed() {
        var code = "asking-" + UUID.randomUUID();
        courses.define(new CourseDefinition(code, code, "", school.id(), List.of(), List.of(CourseDefinition.Lesson.text(code, "", 240, "Read this.", null)
            .asking(List.of(new CourseDefinition.Asked(60, QuestionDefinition.single("2 + 2", "", 1, "3", "4")))))));
        program = curriculum.aProgram(school.id()).phase(code).publish();
        join.join(teacher, program.id(), null);
        var lesson = program.lessons().getFirst().lesson();

        cover(lesson.id().value(), lesson.duration());

        assertThat(mine()).filteredOn(item -> item.kind() == Kind.CONTINUE && item.href().endsWith(lesson.id().toString())).singleElement()
            .satisfies(item -> assertThat(item.minutes()).isEqualTo(Math.ceilDiv(lesson.requiredSeconds() - 60, 60)));
    }

    @Test
    void theContractAndThePageSayTheSame() {
        join.join(teacher, program.id(), null);
        var href = mine().getFirst().href();

        assertThat(mvc.get().uri("/api/v1/me/todo").with(Cast.as(teacher))).hasStatusOk().bodyText().contains(href);
        assertThat(mvc.get().uri("/home").with(Cast.as(teacher))).hasStatusOk().bodyText().contains(href);
    }

    @Test
    void listsOfTheContractAreReadInParts() {
        IntStream.range(0, 3).forEach(_ -> curriculum.aProgram(school.id()).publish());
        join.join(teacher, program.id(), null);

        forms.assertInParts(teacher, "/api/v1/me/todo");
        forms.assertInParts(teacher, "/api/v1/programs/" + program.id() + "/lessons");
        assertThat(forms.get(teacher, "/api/v1/programs/" + UUID.randomUUID() + "/lessons?limit=x")).hasStatus(404);
    }

    /** Whoever does what stands on the first part before he reads the next one misses nothing. */
    @Test
    void whatIsDoneMeanwhileHidesNothingOfTheNextPart() throws Exception {
        IntStream.range(0, 3).forEach(_ -> curriculum.aProgram(school.id()).publish());
        var before = todo.of(teacher.teacher()).stream().map(TodoItem::href).toList();
        var first = Json.read(mvc.get().uri("/api/v1/me/todo?limit=2").with(Cast.as(teacher)).exchange().getResponse().getContentAsString(), JsonNode.class);
        before.subList(0, 2).forEach(href -> join.join(teacher, ProgramId.of(href.substring("/programs/".length())), null));

        var rest = Json.read(mvc.get().uri("/api/v1/me/todo?limit=200&cursor=" + first.get("next").asString()).with(Cast.as(teacher)).exchange().getResponse().getContentAsString(), JsonNode.class);

        assertThat(rest.get("items").valueStream().map(it -> it.get("href").asString())).containsAll(before.subList(2, Math.min(before.size(), 150)));
    }

    @Test
    void everybodyIsShownHisOwnWhenManyOpenTheirStartTogether() throws Exception {
        var others = IntStream.range(0, 24).mapToObj(_ -> cast.actor(cast.teacher(school, "CLASSROOM_TEACHER"))).toList();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, others.size()).mapToObj(i -> callers.submit(() -> {
                var other = others.get(i);
                assertThat(desks.of(other.teacher()).takings()).isEmpty();
                if (i % 2 == 0) {
                    join.join(other, program.id(), null);
                }
                // What he has committed a moment ago is there, whoever else is read with him.
                assertThat(desks.of(other.teacher()).takings()).hasSize(i % 2 == 0 ? 1 : 0);
                assertThat(desks.of(other.teacher()).candidate().organization()).isEqualTo(school.id());
            })).toList();
            for (var one : all) {
                one.get();
            }
        }
    }

    @Test
    void whatAllModulesHaveForThoseWhoOpenTheirStartTakesOneWay() {
        join.join(teacher, program.id(), null);
        var administrator = cast.administrator(school);
        desks.of(teacher.teacher());

        assertThat(List.of(teacher, administrator)).allSatisfy(it ->
            takesOneWay(() -> transaction.executeWithoutResult(_ -> desks.of(it.teacher()))));
        takesOneWay(() -> read.of(duties.of(Set.of(teacher.teacher(), administrator.teacher()))));
    }

    /** What travels together has no text in the log; the rest is what is read once a second for everybody. */
    private static void takesOneWay(Runnable asking) {
        assertThat(Statements.of(asking)).filteredOn(String::isBlank).hasSize(1);
        assertThat(Statements.of(asking)).noneMatch(statement -> statement.contains("teacher_id = any"));
    }

    @Test
    void theConsoleIsForThoseWhoAnswerForAUnit() {
        var administrator = cast.administrator(school);
        var finance = cast.actor(cast.staff(school, Role.FINANCE));

        assertThat(mvc.get().uri("/console").with(Cast.as(administrator))).hasStatusOk().bodyText().contains(program.title());
        assertThat(mvc.get().uri("/console").with(Cast.as(teacher))).hasStatus(404);
        assertThat(mvc.get().uri("/console").with(Cast.as(finance))).hasStatus3xxRedirection().hasRedirectedUrl("/console/fee");
        assertThat(mvc.get().uri("/console").with(Cast.as(cast.actor(cast.staff(school, Role.REVIEWER))))).hasStatus(404);
        assertThat(mvc.get().uri("/home").with(Cast.as(finance))).hasStatusOk().bodyText().contains("href=\"/console/fee\"");
        assertThat(mvc.get().uri("/console?organization=" + cast.school().id()).with(Cast.as(administrator))).hasStatus(404);
    }

    @Test
    void aProviderIsLedToHisWorkbooks() {
        var provider = cast.actor(cast.staff(cast.under(cast.city(), "PROVIDER"), Role.PROVIDER_STAFF));

        assertThat(mvc.get().uri("/console").with(Cast.as(provider))).hasStatus3xxRedirection().hasRedirectedUrl("/console/recognition/imports");
        assertThat(mvc.get().uri("/home").with(Cast.as(provider))).hasStatusOk().bodyText().contains("href=\"/console/recognition/imports\"");
    }

    @Test
    void theFrontPageNeedsNobody() {
        assertThat(mvc.get().uri("/")).hasStatusOk().bodyText().contains(program.title()).doesNotContain("<script>").doesNotContain("style=");
    }

    private java.util.List<TodoItem> mine() {
        return todo.of(teacher.teacher()).stream().filter(item -> item.href().startsWith("/programs/" + program.id())).toList();
    }

    /** As after that many seconds of honest learning, which ended a moment ago. */
    private void cover(java.util.UUID lesson, int seconds) {
        var now = Instant.now();
        db.sql("""
                insert into learning.session (teacher_id, id, program_id, lesson_id, device, opened_at, ended_at, last_beat_at, max_rate, covered)
                values (:teacher, :id, :program, :lesson, 'Test', :opened, :now, :now, 1, int4multirange(int4range(0, :seconds)))
                """)
            .param("teacher", teacher.teacher().value()).param("id", Uuids.next()).param("program", program.id().value())
            .param("lesson", lesson).param("opened", now.minusSeconds(seconds + 5L).atOffset(ZoneOffset.UTC))
            .param("now", now.atOffset(ZoneOffset.UTC)).param("seconds", seconds).update();
    }
}
