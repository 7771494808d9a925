package org.xingtan.quiz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.catalog.QuestionDefinition;
import org.xingtan.catalog.Questions;
import org.xingtan.catalog.ReviseQuestion;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.persistence.Json;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;
import tools.jackson.databind.JsonNode;

/** Attempts over the JSON contract, honest and hostile: what must not work, alone and from many threads at once. */
@XingtanTest
class QuizModuleTests {

    private static final String MACHINE = "Bearer nobody";

    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JoinProgram join;
    @Autowired Questions questions;
    @Autowired ReviseQuestion revise;
    @Autowired AttemptMarksAudit audit;

    private Cast.Place school;
    private ProgramDetail program;
    private LessonId lesson;
    private Actor actor;

    @BeforeEach
    void aTeacherTakesPart() {
        school = cast.school();
        inAProgramWith(CourseDefinition.Quiz.ofAll(Curriculum.bank()));
    }

    @Test
    void theKeyNeverLeavesTheServer() {
        var attempt = start(actor).toString();

        assertThat(attempt).doesNotContain("key").doesNotContain("explanation").doesNotContain("correct");
        assertThat(page("/attempts/" + start(actor).get("attempt").asString())).doesNotContain("tag-good").doesNotContain("tag-bad");
    }

    @Test
    void nothingAnswersWithResultsBeforeTheSubmission() {
        var attempt = answerRightly();

        for (var address : List.of("/api/v1/attempts/" + attempt, "/api/v1/attempts/" + attempt + "/answers", "/api/v1/attempts/" + attempt + "/submission")) {
            assertThat(mvc.get().uri(address).with(Cast.as(actor)).header("Authorization", MACHINE).exchange().getResponse().getStatus()).isBetween(404, 405);
        }
    }

    @Test
    void anotherPersonsAttemptIsNotThere() {
        var attempt = start(actor).get("attempt").asString();
        var other = joined();

        assertThat(post(other, "/api/v1/attempts/" + attempt + "/submission", "{}")).hasStatus(404);
        assertThat(save(other, attempt, first(), "\"a\"")).hasStatus(404);
        assertThat(save(other, attempt, first(), "7")).hasStatus(404);
        assertThat(mvc.get().uri("/attempts/" + attempt).with(Cast.as(other)).exchange()).hasStatus(404);
    }

    @Test
    void anotherLessonsQuestionIsNotInTheAttempt() {
        var attempt = start(actor).get("attempt").asString();
        var elsewhere = curriculum.aProgram(school.id()).publish().lessons().getFirst().lesson().id();

        assertThat(save(actor, attempt, questions.ofLesson(elsewhere).getFirst().id(), "\"a\"")).hasStatus(404);
        assertThat(save(actor, attempt, UUID.randomUUID(), "\"a\"")).hasStatus(404);
        assertThat(save(actor, attempt, UUID.fromString(attempt), "\"a\"")).hasStatus(404);
    }

    @Test
    void aScoreInTheBodyIsRefused() {
        var attempt = start(actor).get("attempt").asString();

        for (var body : List.of("{\"score\": 100}", "{\"passed\": true}", "{\"submittedAt\": \"2026-01-01T00:00:00Z\"}", "[100]")) {
            assertThat(post(actor, "/api/v1/attempts/" + attempt + "/submission", body)).hasStatus(400);
        }
        assertThat(post(actor, "/api/v1/lessons/" + lesson + "/attempts", "{\"program\": \"" + program.id() + "\", \"maxAttempts\": 99}")).hasStatus(400);
        assertThat(json(submit(attempt)).get("score").asInt()).isZero();
    }

    @Test
    void theOrderOfOptionsMovesNoMark() {
        var attempt = start(actor);
        for (var question : attempt.get("questions")) {
            if (question.get("kind").asString().equals("SINGLE")) {
                for (var position : List.of("0", "\"0\"", "\"A\"", "\"a,b\"", "[\"b\"]", "{\"id\":\"b\"}")) {
                    assertThat(save(actor, attempt.get("attempt").asString(), uuid(question), position)).as(position).hasStatus(400);
                }
            }
        }
        assertThat(json(submit(answerRightly())).get("score").asInt()).isEqualTo(100);
    }

    @Test
    void anAttemptShowsItsOptionsInOneOrderAndAttemptsInMany() {
        inAProgramWith(CourseDefinition.Quiz.ofAll(List.of(QuestionDefinition.single("which", "", 0, "1", "2", "3", "4", "5"))));
        var orders = new HashSet<String>();
        for (var i = 0; i < 12; i++) {
            var attempt = start(actor);
            assertThat(start(actor)).isEqualTo(attempt);
            orders.add(attempt.get("questions").get(0).get("options").toString());
            submit(attempt.get("attempt").asString());
        }
        assertThat(orders).hasSizeGreaterThan(5);
    }

    @Test
    void aSecondSubmissionIsTheSameResult() {
        var attempt = answerRightly();

        assertThat(json(submit(attempt))).isEqualTo(json(submit(attempt)));
        assertThat(save(actor, attempt, first(), "\"a\"")).hasStatus(410);
        assertThat(post(actor, "/api/v1/lessons/" + lesson + "/attempts", inProgram())).hasStatus(422).bodyText().contains("quiz.not-passed-yet");
    }

    @Test
    void aPassedQuizSaysHowMuchOfTheLessonIsStillToBePlayed() {
        var attempt = answerRightly();
        submit(attempt);

        assertThat(page("/attempts/" + attempt)).contains("测验已通过，还要再看", "继续看课").doesNotContain("本节已完成");
    }

    @Test
    void submissionsAtOnceAreOneSubmission() throws Exception {
        var attempt = answerRightly();
        var results = new HashSet<JsonNode>();
        for (var result : atOnce(12, () -> json(submit(attempt)))) {
            results.add(result);
        }
        assertThat(results).hasSize(1);
        assertThat(count("submitted_at is not null")).isEqualTo(1);
    }

    @Test
    void whatIsAcknowledgedWhileAnAttemptIsClosedCounts() throws Exception {
        var closed = new HashSet<String>();
        for (var round = 0; round < 8; round++) {
            var attempt = start(actor).get("attempt").asString();
            closed.add(attempt);
            var question = questions.ofLesson(lesson).get(round % 3);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var saving = threads.submit(() -> save(actor, attempt, question.id(), question.key().toString()).getResponse().getStatus());
                var closing = threads.submit(() -> json(submit(attempt)));
                var marked = closing.get().get("perQuestion").valueStream().filter(it -> uuid(it.get("question")).equals(question.id())).findFirst().orElseThrow();
                assertThat(marked.get("correct").asBoolean()).isEqualTo(saving.get() == 204);
            }
        }
        assertThat(audit.findings(false)).noneMatch(finding -> closed.stream().anyMatch(finding::contains));
    }

    @Test
    void answersAfterTheTimeLimitAreRefusedAndWhatWasSavedCounts() {
        var attempt = answerRightly();
        overdue(attempt);

        assertThat(save(actor, attempt, first(), "\"a\"")).hasStatus(410);
        assertThat(json(submit(attempt)).get("passed").asBoolean()).isTrue();
    }

    @Test
    void anAttemptWhoseTimeIsOverIsClosedByTheNext() {
        var attempt = start(actor).get("attempt").asString();
        overdue(attempt);

        assertThat(start(actor).get("attempt").asString()).isNotEqualTo(attempt);
        assertThat(json(submit(attempt)).get("score").asInt()).isZero();
    }

    @Test
    void beginningAtOnceBeginsOneAttempt() throws Exception {
        assertThat(new HashSet<>(atOnce(12, () -> start(actor).get("attempt").asString()))).hasSize(1);
    }

    @Test
    void theLimitOfAttemptsIsExactWhoeverBeginsAtOnce() throws Exception {
        inAProgramWith(new CourseDefinition.Quiz(3, 60, null, 2, Curriculum.bank()));

        var begun = new HashSet<>(atOnce(16, () -> {
            var result = post(actor, "/api/v1/lessons/" + lesson + "/attempts", inProgram());
            if (result.getResponse().getStatus() == 201) {
                var attempt = json(result).get("attempt").asString();
                submit(attempt);
                return attempt;
            }
            assertThat(result).hasStatus(422);
            return "none";
        }));

        begun.remove("none");
        assertThat(begun).hasSize(2);
        assertThat(count("true")).isEqualTo(2);
        assertThat(post(actor, "/api/v1/lessons/" + lesson + "/attempts", inProgram())).hasStatus(422).bodyText().contains("quiz.attempt-left");
    }

    @Test
    void aQuizIsForThoseWhoTakePart() {
        var stranger = cast.actor(cast.teacher(school));

        assertThat(post(stranger, "/api/v1/lessons/" + lesson + "/attempts", inProgram())).hasStatus(422).bodyText().contains("learning.takes-part");
        assertThat(db.sql("select count(*) from quiz.attempt where teacher_id = :t").param("t", stranger.teacher().value()).query(Integer.class).single()).isZero();
        assertThat(post(actor, "/api/v1/lessons/" + program.lessons().getLast().lesson().id() + "/attempts", inProgram())).hasStatus(404);
    }

    @Test
    void refusesAnswersThatMakeNoSense() {
        var attempt = start(actor).get("attempt").asString();

        for (var nonsense : List.of("\"no-such-option\"", "7", "[\"a\",\"a\"]", "{\"a\":{}}", "null", "[[]]")) {
            assertThat(save(actor, attempt, first(), nonsense)).hasStatus(400);
        }
    }

    @Test
    void whatNobodySeesInATextIsNoPartOfItAndWhatCannotBeKeptIsRefused() {
        inAProgramWith(CourseDefinition.Quiz.ofAll(List.of(QuestionDefinition.fill("capital", "", "北京"))));
        var attempt = start(actor).get("attempt").asString();
        assertThat(save(actor, attempt, first(), "\"北\\u200b京\\u202e\"")).hasStatus(204);
        for (var unstorable : List.of("\"\\u0000\"", "\"北京\\ud800\"", "[\"\\u0000\"]", "{\"\\u0000\": \"a\"}")) {
            assertThat(save(actor, attempt, first(), unstorable)).as(unstorable).hasStatus(400);
        }
        assertThat(json(submit(attempt)).get("score").asInt()).as("the first one is kept and right").isEqualTo(100);
    }

    @Test
    void anAttemptIsMarkedByTheQuestionsItDrewAlthoughTheBankHasChanged() {
        var attempt = answerRightly();
        var old = questions.ofLesson(lesson).getFirst();
        var fresh = revise.revise(old.id(), QuestionDefinition.single("2 + 2, again", "", 0, "4", "3", "5"));

        var result = json(submit(attempt));

        assertThat(result.get("score").asInt()).isEqualTo(100);
        assertThat(questions.ofLesson(lesson)).extracting(question -> question.id()).contains(fresh).doesNotContain(old.id()).hasSize(3);
        assertThat(page("/attempts/" + attempt)).contains("2 + 2").doesNotContain("2 + 2, again");
        assertThat(audit.findings(false)).noneMatch(finding -> finding.contains(attempt));
    }

    @Test
    void theDatabaseKeepsASubmittedAttemptAndAQuestionAsTheyAre() {
        var attempt = answerRightly();
        submit(attempt);

        assertThatThrownBy(() -> db.sql("update quiz.attempt set score = 1 where teacher_id = :t and id = :id")
            .param("t", actor.teacher().value()).param("id", UUID.fromString(attempt)).update()).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("update catalog.question set key = '\"c\"' where id = :id").param("id", first()).update())
            .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("delete from catalog.question where id = :id").param("id", first()).update())
            .isInstanceOf(DataAccessException.class);
    }

    @Test
    void theAuditFindsAWrongMark() {
        var attempt = UUID.fromString(answerRightly());
        db.sql("update quiz.attempt set submitted_at = now(), score = 33, results = '{t,f,f}' where teacher_id = :t and id = :id")
            .param("t", actor.teacher().value()).param("id", attempt).update();

        assertThat(audit.findings(false)).anyMatch(finding -> finding.contains(attempt.toString()) && finding.contains("make 100"));

        db.sql("alter table quiz.attempt disable trigger attempt_is_closed").update();
        db.sql("delete from quiz.attempt where teacher_id = :t").param("t", actor.teacher().value()).update();
        db.sql("alter table quiz.attempt enable trigger attempt_is_closed").update();
    }

    @Test
    void aFormIsHandedInWithoutAScript() {
        var attempt = start(actor).get("attempt").asString();
        var form = mvc.post().uri("/attempts/" + attempt).with(Cast.as(actor)).with(csrf());
        for (var question : questions.ofLesson(lesson)) {
            if (question.key().isArray()) {
                question.key().forEach(key -> form.param("q-" + question.id(), key.asString()));
            } else {
                form.param("q-" + question.id(), question.key().asString());
            }
        }
        form.param("score", "100").param("q-" + UUID.randomUUID(), "a");

        assertThat(form.exchange()).hasStatus3xxRedirection();
        assertThat(json(submit(attempt)).get("score").asInt()).isEqualTo(100);
    }

    // The steps.

    private void inAProgramWith(CourseDefinition.Quiz quiz) {
        program = curriculum.aProgram(school.id())
            .phase(curriculum.course(school.id(), 1, quiz), curriculum.course(school.id(), 1, null)).publish();
        lesson = program.lessons().getFirst().lesson().id();
        actor = joined();
    }

    private Actor joined() {
        var someone = cast.actor(cast.teacher(school));
        join.join(someone, program.id(), null);
        return someone;
    }

    private UUID first() {
        return questions.ofLesson(lesson).getFirst().id();
    }

    private JsonNode start(Actor who) {
        var result = post(who, "/api/v1/lessons/" + lesson + "/attempts", inProgram());
        assertThat(result).hasStatus(201);
        return json(result);
    }

    private String answerRightly() {
        var attempt = start(actor).get("attempt").asString();
        questions.ofLesson(lesson).forEach(question -> assertThat(save(actor, attempt, question.id(), question.key().toString())).hasStatus(204));
        return attempt;
    }

    private void overdue(String attempt) {
        db.sql("update quiz.attempt set closes_at = opened_at where teacher_id = :t and id = :id")
            .param("t", actor.teacher().value()).param("id", UUID.fromString(attempt)).update();
    }

    private int count(String condition) {
        return db.sql("select count(*) from quiz.attempt where teacher_id = :t and lesson_id = :l and " + condition)
            .param("t", actor.teacher().value()).param("l", lesson.value()).query(Integer.class).single();
    }

    private static <T> List<T> atOnce(int n, Callable<T> task) throws Exception {
        var results = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(Collections.nCopies(n, task))) {
                results.add(future.get());
            }
        }
        return results;
    }

    private MvcTestResult save(Actor who, String attempt, UUID question, String answer) {
        return mvc.put().uri("/api/v1/attempts/{a}/answers/{q}", attempt, question).with(Cast.as(who)).header("Authorization", MACHINE)
            .contentType(MediaType.APPLICATION_JSON).content("{\"answer\": " + answer + "}").exchange();
    }

    private MvcTestResult submit(String attempt) {
        return post(actor, "/api/v1/attempts/" + attempt + "/submission", "{}");
    }

    private MvcTestResult post(Actor who, String address, String body) {
        return mvc.post().uri(address).with(Cast.as(who)).header("Authorization", MACHINE).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

    private String page(String address) {
        return new String(mvc.get().uri(address).with(Cast.as(actor)).exchange().getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private String inProgram() {
        return Json.write(Map.of("program", program.id().toString()));
    }

    private static UUID uuid(JsonNode node) {
        return UUID.fromString(node.isObject() ? node.get("id").asString() : node.asString());
    }

    private static JsonNode json(MvcTestResult result) {
        return Json.read(new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8), JsonNode.class);
    }
}
