package org.xingtan.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.xingtan.catalog.Questions;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.persistence.Json;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;
import tools.jackson.databind.JsonNode;

/** From opening a lesson to the receipt, over the JSON contract and on a real database; and everything that must not work. */
@XingtanTest
class LearningModuleTests {

    /** A machine needs no CSRF token; who it is, is said by {@link Cast#as}. */
    private static final String MACHINE = "Bearer nobody";

    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;
    @Autowired JdbcClient db;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JoinProgram join;
    @Autowired BeatCommitter committer;
    @Autowired Questions questions;

    private Cast.Place school;
    private ProgramDetail program;
    private Actor actor;

    @BeforeEach
    void aTeacherTakesPart() {
        school = cast.school();
        program = curriculum.aProgram(school.id()).publish();
        actor = joined(program);
    }

    @Test
    void countsPlayedTimeAndRefusesWhatIsAheadOfTheClock() {
        var session = open(actor, withQuiz());
        lived(session, 10);

        var answer = json(beat(actor, session, 1, 0, 40));

        assertThat(answer.get("covered").asInt()).isBetween(20, 24);
        assertThat(answer.get("refused").get(0).get("code").asString()).isEqualTo("beat.ahead-of-time");
        assertThat(answer.get("complete").asBoolean()).isFalse();
    }

    @Test
    void anAcknowledgedBeatSentAgainChangesNothing() {
        var session = open(actor, withQuiz());
        lived(session, 5);
        var covered = json(beat(actor, session, 1, 0, 40)).get("covered").asInt();
        lived(session, 100);

        assertThat(json(beat(actor, session, 1, 0, 40)).get("covered").asInt()).isEqualTo(covered);
        assertThat(json(beat(actor, session, 2, 0, 40)).get("covered").asInt()).isEqualTo(40);
    }

    @Test
    void anotherDeviceTakesOverAndTheOldOneIsStillPaid() {
        var old = open(actor, withQuiz());
        lived(old, 10);
        var fresh = open(actor, withQuiz());

        var late = beat(actor, old, 1, 0, 20);

        assertThat(late).hasStatus(409);
        assertThat(json(late).get("covered").asInt()).isEqualTo(20);
        assertThat(json(late).get("endedBy").asString()).isEqualTo(actor.device());
        assertThat(json(beat(actor, fresh, 1, 0, 0)).get("covered").asInt()).isEqualTo(20);
    }

    @Test
    void manySessionsDoNotMultiplyTheAllowance() {
        var covered = 0;
        for (var i = 0; i < 12; i++) {
            covered = json(beat(actor, open(actor, withQuiz()), 1, 0, 40)).get("covered").asInt();
        }

        assertThat(covered).isLessThanOrEqualTo(secondsSinceTheFirstSession() * 2 + 2);
    }

    @Test
    void beatsOfManyTeachersAtOnceAreAllKept() throws Exception {
        var lesson = withQuiz();
        var actors = java.util.stream.IntStream.range(0, 24).mapToObj(_ -> joined(program)).toList();
        var tasks = actors.stream().<Callable<Integer>>map(each -> () -> {
            var session = open(each, lesson);
            lived(session, 60);
            for (var second = 0; second < 40; second += 4) {
                beat(each, session, second, second, second + 4);
            }
            return covered(each, lesson);
        }).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(tasks)) {
                assertThat(future.get()).isEqualTo(40);
            }
        }
    }

    @Test
    void twoSessionsOpenedAtOnceLeaveOneAlive() throws Exception {
        var lesson = withQuiz();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(java.util.Collections.nCopies(12, (Callable<UUID>) () -> open(actor, lesson)))) {
                future.get();
            }
        }
        assertThat(db.sql("select count(*) from learning.session where teacher_id = :t and ended_at is null")
            .param("t", actor.teacher().value()).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void theDatabaseItselfRefusesMoreThanTheClockAllows() {
        var session = open(actor, withQuiz());

        assertThatThrownBy(() -> db.sql("update learning.session set covered = '{[0,40)}' where teacher_id = :t and id = :id")
            .param("t", actor.teacher().value()).param("id", session).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void hoursComeAfterTheLessonAndItsQuiz() {
        var lesson = withQuiz();
        watch(lesson);
        assertThat(receipts()).isZero();

        var result = json(submit(answerRightly(lesson)));

        assertThat(result.get("score").asInt()).isEqualTo(100);
        assertThat(result.get("passed").asBoolean()).isTrue();
        assertThat(receipts()).isEqualTo(1);
        assertThat(progress().get("hours").get("credited").asString()).isEqualTo("0.50");
    }

    @Test
    void theBeatAfterThePassedQuizSaysThatTheLessonIsComplete() {
        var session = open(actor, withQuiz());
        lived(session, 60);
        assertThat(json(beat(actor, session, 1, 0, 40)).get("complete").asBoolean()).isFalse();
        submit(answerRightly(withQuiz()));

        assertThat(json(beat(actor, session, 2, 0, 0)).get("complete").asBoolean()).isTrue();
    }

    @Test
    void aLessonWithoutQuizIsCompleteWithItsLastBeatAndTheAnswerCarriesTheReceipt() {
        var answer = watch(withoutQuiz());

        assertThat(answer.get("complete").asBoolean()).isTrue();
        assertThat(answer.get("receipt").get("credited").asString()).isEqualTo("0.50");
    }

    @Test
    void theLastLessonCompletesTheProgramAndIssuesTheCertificate() {
        watch(withoutQuiz());
        watch(withQuiz());
        submit(answerRightly(withQuiz()));

        var progress = progress();

        assertThat(progress.get("completion").get("met").asBoolean()).isTrue();
        assertThat(progress.get("certificate").get("state").asString()).isEqualTo("ISSUED");
        assertThat(progress.get("certificate").get("number").asString()).startsWith("TEST-");
    }

    @Test
    void whatACrashLeftUndoneIsDoneByTheNextLook() {
        watch(withoutQuiz());
        db.sql("delete from learning.lesson_completion where teacher_id = :t").param("t", actor.teacher().value()).update();

        assertThat(json(forms.get(actor, "/api/v1/programs/" + program.id() + "/lessons")).get("items").get(1).get("complete").asBoolean()).isTrue();
    }

    @Test
    void anotherPersonsSessionIsNotThere() {
        var session = open(actor, withQuiz());

        assertThat(beat(joined(program), session, 1, 0, 1)).hasStatus(404);
    }

    @Test
    void malformedBeatsAreAnsweredClearly() {
        var session = open(actor, withQuiz());
        var address = "/api/v1/learning-sessions/" + session + "/beats";
        for (var body : List.of("", "{", "[]", "null", "{\"seq\":1}", "{\"seq\":-1,\"ranges\":[]}", "{\"seq\":1.5,\"ranges\":[]}",
                "{\"seq\":99999999999,\"ranges\":[]}", "{\"seq\":\"1\",\"ranges\":[]}", "{\"seq\":1,\"ranges\":[[1]]}", "{\"seq\":1,\"ranges\":[[5,1]]}",
                "{\"seq\":1,\"ranges\":[[-1,5]]}", "{\"seq\":1,\"ranges\":[[0,1e999]]}", "{\"seq\":1,\"ranges\":[[0,null]]}", "{\"seq\":1,\"ranges\":[null]}",
                "{\"seq\":1,\"ranges\":[],\"hours\":90}", "{\"seq\":1,\"seq\":2,\"ranges\":[]}", "{\"seq\":1,\"ranges\":[],\"rate\":-3}",
                "{\"seq\":1,\"ranges\":[],\"rate\":\"\"}", "{\"seq\":1,\"ranges\":[],\"position\":\" \"}")) {
            assertThat(post(actor, address, body)).as(body).hasStatus(400).hasContentType("application/problem+json");
        }
        assertThat(json(beat(actor, session, 1, 0, 1e15)).get("refused").size()).isPositive();
    }

    @Test
    void aBeatIsAPostOfJsonToASession() {
        var address = "/api/v1/learning-sessions/" + open(actor, withQuiz()) + "/beats";
        var beat = "{\"seq\":1,\"ranges\":[]}";

        assertThat(mvc.post().uri(address).with(Cast.as(actor)).header("Authorization", MACHINE).contentType("text/plain").content(beat)).hasStatus(415);
        assertThat(mvc.get().uri(address).with(Cast.as(actor))).hasStatus(405).hasHeader("Allow", "POST");
        assertThat(mvc.options().uri(address).with(Cast.as(actor)).header("Authorization", MACHINE)).hasStatus(200).hasHeader("Allow", "POST,OPTIONS");
        for (var type : List.of("application/jsonp", "application/json-patch+json", "application/x-json")) {
            assertThat(mvc.post().uri(address).with(Cast.as(actor)).header("Authorization", MACHINE).contentType(type).content(beat)).as(type).hasStatus(415);
        }
        for (var accept : Map.of("text/html", 406, "application/xml, image/*", 406, "garbage", 406, "text/html, */*;q=0.1", 200,
                "application/json", 200, "application/*", 200, "", 200, "application/json;charset=utf-8", 200).entrySet()) {
            assertThat(mvc.post().uri(address).with(Cast.as(actor)).header("Authorization", MACHINE).header("Accept", accept.getKey())
                .contentType("application/JSON; charset=utf-8").content(beat)).as(accept.getKey()).hasStatus(accept.getValue());
        }
        assertThat(post(actor, "/api/v1/learning-sessions/nothing/beats", beat)).hasStatus(404);
        assertThat(post(actor, "/api/v1/learning-sessions/" + UUID.randomUUID() + "/beats", beat)).hasStatus(404);
    }

    @Test
    void aProgramIsNotLearnedWithoutTakingPartOrOutsideItsWindow() throws InterruptedException {
        var stranger = cast.actor(cast.teacher(school));
        assertThat(post(stranger, "/api/v1/lessons/" + withQuiz() + "/sessions", inProgram())).hasStatus(422);

        db.sql("update program.window set opens_at = now() - interval '3 days', closes_at = now() - interval '1 day' where program_id = :p")
            .param("p", program.id().value()).update();
        db.sql("update program.program set revision = revision + 1 where id = :p").param("p", program.id().value()).update();
        Thread.sleep(1_200);

        assertThat(post(actor, "/api/v1/lessons/" + withQuiz() + "/sessions", inProgram())).hasStatus(422).bodyText().contains("learning.window-over");
    }

    @Test
    void whatWasBegunBeforeTheCloseIsFinishedInTheTimeTheLessonTakesAndNoLonger() throws InterruptedException {
        var session = open(actor, withQuiz());
        db.sql("update program.window set opens_at = now() - interval '9 days', closes_at = now() - interval '2 hours' where program_id = :p")
            .param("p", program.id().value()).update();
        db.sql("update program.program set revision = revision + 1 where id = :p").param("p", program.id().value()).update();
        Thread.sleep(1_200);

        // Ten seconds before its clock stopped two hours ago: ten seconds at double speed, and the two of jitter, less what the test itself takes.
        db.sql("update learning.session set opened_at = now() - interval '2 hours' + make_interval(secs => 30), last_beat_at = now() - interval '2 hours' "
            + "+ make_interval(secs => 30), version = version + 1 where id = :id").param("id", session).update();
        committer.forget(session);
        assertThat(json(beat(actor, session, 1, 0, 40)).get("covered").asInt()).isBetween(14, 22);

        db.sql("update learning.session set opened_at = opened_at - make_interval(secs => 20), version = version + 1 where id = :id").param("id", session).update();
        committer.forget(session);
        assertThat(json(beat(actor, session, 2, 0, 40)).get("covered").asInt()).isEqualTo(40);
        assertThat(db.sql("select last_beat_at < now() - interval '1 hour' from learning.session where id = :id").param("id", session)
            .query(Boolean.class).single()).as("the session's clock has stopped, so it expires a day later").isTrue();
    }

    @Test
    void anIdempotencyKeyGivesTheFirstAnswerAgain() {
        var address = "/api/v1/lessons/" + withQuiz() + "/sessions";
        var first = withKey("k-1", address, inProgram());

        assertThat(json(withKey("k-1", address, inProgram()))).isEqualTo(json(first));
        assertThat(withKey("k-1", address, "{\"program\": \"other\"}")).hasStatus(409).bodyText().contains("idempotency-key-reused");
        assertThat(withKey("k-1", address + "?other=1", inProgram())).hasStatus(409).bodyText().contains("idempotency-key-reused");
        assertThat(json(withKey("k-2", address, inProgram())).get("session")).isNotEqualTo(json(first).get("session"));
    }

    @Test
    void aSessionExpiresAfterADayWithoutBeats() {
        var session = open(actor, withQuiz());
        lived(session, 25 * 3600);
        db.sql("update learning.session set last_beat_at = opened_at where teacher_id = :t and id = :id")
            .param("t", actor.teacher().value()).param("id", session).update();
        committer.forget(session);

        assertThat(beat(actor, session, 1, 0, 1)).hasStatus(410);
    }

    // The steps.

    private Actor joined(ProgramDetail to) {
        var someone = cast.actor(cast.teacher(school));
        join.join(someone, to.id(), null);
        return someone;
    }

    private LessonId withQuiz() {
        return program.lessons().getFirst().lesson().id();
    }

    private LessonId withoutQuiz() {
        return program.lessons().getLast().lesson().id();
    }

    private UUID open(Actor who, LessonId lesson) {
        var result = post(who, "/api/v1/lessons/" + lesson + "/sessions", inProgram());
        assertThat(result).hasStatus(201);
        return UUID.fromString(json(result).get("session").asString());
    }

    /** Lets a session have begun so many seconds earlier. */
    private void lived(UUID session, int seconds) {
        db.sql("update learning.session set opened_at = opened_at - make_interval(secs => :s), version = version + 1 where id = :id")
            .param("s", seconds).param("id", session).update();
        committer.forget(session);
    }

    private MvcTestResult beat(Actor who, UUID session, int seq, double from, double to) {
        return post(who, "/api/v1/learning-sessions/" + session + "/beats",
            "{\"seq\": %d, \"ranges\": [[%s, %s]], \"position\": %s, \"rate\": 1.0}".formatted(seq, from, to, to));
    }

    private JsonNode watch(LessonId lesson) {
        var session = open(actor, lesson);
        lived(session, 60);
        return json(beat(actor, session, 1, 0, 40));
    }

    private JsonNode start(LessonId lesson) {
        var result = post(actor, "/api/v1/lessons/" + lesson + "/attempts", inProgram());
        assertThat(result).hasStatus(201);
        return json(result);
    }

    private String answerRightly(LessonId lesson) {
        var attempt = start(lesson).get("attempt").asString();
        questions.ofLesson(lesson).forEach(question -> assertThat(save(attempt, question.id(), question.key().toString())).hasStatus(204));
        return attempt;
    }

    private MvcTestResult save(String attempt, UUID question, String answer) {
        return mvc.put().uri("/api/v1/attempts/{a}/answers/{q}", attempt, question).with(Cast.as(actor)).header("Authorization", MACHINE)
            .contentType(MediaType.APPLICATION_JSON).content("{\"answer\": " + answer + "}").exchange();
    }

    private MvcTestResult submit(String attempt) {
        return post(actor, "/api/v1/attempts/" + attempt + "/submission", "{}");
    }

    private MvcTestResult post(Actor who, String address, String body) {
        return mvc.post().uri(address).with(Cast.as(who)).header("Authorization", MACHINE).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

    private MvcTestResult withKey(String key, String address, String body) {
        return mvc.post().uri(address).with(Cast.as(actor)).header("Authorization", MACHINE).header("Idempotency-Key", key)
            .contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

    private JsonNode progress() {
        return json(forms.get(actor, "/api/v1/programs/" + program.id() + "/progress"));
    }

    private int receipts() {
        return json(forms.get(actor, "/api/v1/me/receipts?program=" + program.id())).get("items").size();
    }

    private int covered(Actor who, LessonId lesson) {
        var items = json(forms.get(who, "/api/v1/programs/" + program.id() + "/lessons")).get("items");
        return items.valueStream().filter(it -> it.get("id").asString().equals(lesson.toString())).findFirst().orElseThrow().get("covered").asInt();
    }

    private int secondsSinceTheFirstSession() {
        return db.sql("select ceil(extract(epoch from now() - min(opened_at)))::int from learning.session where teacher_id = :t")
            .param("t", actor.teacher().value()).query(Integer.class).single();
    }

    private String inProgram() {
        return Json.write(Map.of("program", program.id().toString()));
    }

    private static JsonNode json(MvcTestResult result) {
        return Json.read(new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8), JsonNode.class);
    }
}
