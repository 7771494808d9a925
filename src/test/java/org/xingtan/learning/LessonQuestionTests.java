package org.xingtan.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.catalog.CourseDefinition;
import org.xingtan.catalog.DefineCourse;
import org.xingtan.catalog.QuestionDefinition;
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

/** A lesson of 40 seconds that asks at 10 and at 20: what is played beyond an open question is kept and does not count. */
@XingtanTest
class LessonQuestionTests {

    private static final String MACHINE = "Bearer nobody";

    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired Cast cast;
    @Autowired Forms forms;
    @Autowired Curriculum curriculum;
    @Autowired DefineCourse courses;
    @Autowired JoinProgram join;
    @Autowired Questions questions;
    @Autowired BeatCommitter committer;
    @Autowired LessonEvidenceAudit audit;

    private Cast.Place school;
    private ProgramDetail program;
    private LessonId lesson;
    private Actor actor;

    @BeforeEach
    void aLessonThatAsks() {
        school = cast.school();
        asking(new CourseDefinition.Asked(10, QuestionDefinition.single("2 + 2", "It is four.", 1, "3", "4", "5")),
            new CourseDefinition.Asked(20, QuestionDefinition.trueFalse("1 < 2", "", true, "yes", "no")));
    }

    private void asking(CourseDefinition.Asked... asked) {
        var code = "asking-" + UUID.randomUUID();
        courses.define(new CourseDefinition(code, code, "", school.id(), List.of(), List.of(
            CourseDefinition.Lesson.text(code, "", 40, "Read this.", null).asking(List.of(asked)))));
        program = curriculum.aProgram(school.id()).phase(code).publish();
        lesson = program.lessons().getFirst().lesson().id();
        actor = joined();
    }

    @Test
    void whatIsPlayedBeyondAnOpenQuestionDoesNotCountAndIsNotLost() {
        var session = open();
        lived(session, 60);

        var beat = json(beat(session, 1, 0, 40));

        assertThat(beat.get("covered").asInt()).isEqualTo(10);
        assertThat(beat.get("complete").asBoolean()).isFalse();
        assertThat(beat.get("refused").toString()).isEqualTo("[{\"range\":[10,40],\"code\":\"beat.question-open\"}]");
        assertThat(covered()).isEqualTo(10);

        assertThat(json(answer(actor, asked(0), "\"b\"")).get("correct").asBoolean()).isTrue();
        assertThat(json(beat(session, 2, 0, 0)).get("covered").asInt()).isEqualTo(20);
        assertThat(covered()).isEqualTo(20);
    }

    @Test
    void theLastAnswerCompletesALessonThatIsPlayed() {
        var session = open();
        lived(session, 60);
        beat(session, 1, 0, 40);
        answer(actor, asked(0), "\"b\"");
        assertThat(receipts()).isZero();

        answer(actor, asked(1), "\"a\"");

        assertThat(receipts()).isEqualTo(1);
        assertThat(audit.findings(false)).noneMatch(finding -> finding.contains(actor.teacher().toString()));
    }

    @Test
    void aWrongAnswerLetsPlayOnTellsNothingAndMayBeGivenAgain() {
        var wrong = json(answer(actor, asked(0), "\"a\""));

        assertThat(wrong.get("correct").asBoolean()).isFalse();
        assertThat(wrong.get("explanation").asString()).isEmpty();
        assertThat(json(answer(actor, asked(0), "\"b\"")).get("explanation").asString()).isEqualTo("It is four.");
        answer(actor, asked(0), "\"c\"");
        assertThat(items().get(0).get("correct").asBoolean()).isTrue();
        assertThat(items().get(1).get("correct").isNull()).isTrue();
    }

    @Test
    void areReadInParts() {
        forms.assertInParts(actor, "/api/v1/lessons/" + lesson + "/questions?program=" + program.id());
    }

    @Test
    void resumesWhereTheQuestionIsOpen() {
        var session = open();
        lived(session, 60);
        beat(session, 1, 0, 40);

        assertThat(json(opened()).get("resumeAt").asInt()).isEqualTo(10);
    }

    @Test
    void refusesWhatIsNoAnswerAndWhoIsNotHere() {
        assertThat(answer(actor, asked(0), "\"z\"")).hasStatus(400);
        assertThat(answer(actor, asked(0), "null")).hasStatus(400);
        assertThat(answer(actor, UUID.randomUUID(), "\"a\"")).hasStatus(404);
        assertThat(answer(cast.actor(cast.teacher(school)), asked(0), "\"b\"")).hasStatus(422);
        var other = joined();
        answer(other, asked(0), "\"b\"");
        assertThat(items().get(0).get("correct").isNull()).isTrue();
    }

    @Test
    void whatNobodySeesInATextIsNoPartOfItAndWhatCannotBeKeptIsRefused() {
        asking(new CourseDefinition.Asked(10, QuestionDefinition.fill("capital", "", "北京")));

        assertThat(answer(actor, asked(0), "\"北京\\u0000\"")).hasStatus(400);
        assertThat(json(answer(actor, asked(0), "\"北\\u200b京\"")).get("correct").asBoolean()).isTrue();
    }

    @Test
    void theKeyIsNotInThePageNorInTheQuestions() {
        assertThat(items().toString()).doesNotContain("key").doesNotContain("It is four.");
        var page = new String(mvc.get().uri("/programs/{p}/lessons/{l}", program.id(), lesson).with(Cast.as(actor)).exchange().getResponse()
            .getContentAsByteArray(), StandardCharsets.UTF_8);
        assertThat(page).contains("data-second=\"10\"").contains("2 + 2").doesNotContain("It is four.");
    }

    @Test
    void aLessonAsksOnlyWhileItIsPlayed() {
        var lesson = CourseDefinition.Lesson.text("t", "", 40, "b", null);

        assertThatThrownBy(() -> lesson.asking(List.of(new CourseDefinition.Asked(40, QuestionDefinition.fill("q", "", "x")))))
            .isInstanceOf(IllegalArgumentException.class);
    }

    private Actor joined() {
        var someone = cast.actor(cast.teacher(school));
        join.join(someone, program.id(), null);
        return someone;
    }

    private UUID asked(int n) {
        return questions.askedIn(lesson).get(n).question().id();
    }

    private MvcTestResult opened() {
        return send(mvc.post().uri("/api/v1/lessons/" + lesson + "/sessions"), actor, Map.of("program", program.id().toString()));
    }

    private UUID open() {
        return UUID.fromString(json(opened()).get("session").asString());
    }

    private void lived(UUID session, int seconds) {
        db.sql("update learning.session set opened_at = opened_at - make_interval(secs => :s), version = version + 1 where id = :id")
            .param("s", seconds).param("id", session).update();
        committer.forget(session);
    }

    private MvcTestResult beat(UUID session, int seq, int from, int to) {
        return send(mvc.post().uri("/api/v1/learning-sessions/" + session + "/beats"), actor,
            Map.of("seq", seq, "ranges", List.of(List.of(from, to)), "position", to, "rate", 1.0));
    }

    private MvcTestResult answer(Actor who, UUID question, String answer) {
        return send(mvc.put().uri("/api/v1/lessons/" + lesson + "/answers/" + question), who,
            Json.read("{\"program\": \"" + program.id() + "\", \"answer\": " + answer + "}", JsonNode.class));
    }

    private static MvcTestResult send(MockMvcTester.MockMvcRequestBuilder request, Actor who, Object body) {
        return request.with(Cast.as(who)).header("Authorization", MACHINE).contentType(MediaType.APPLICATION_JSON).content(Json.write(body)).exchange();
    }

    private JsonNode get(String address) {
        return json(mvc.get().uri(address).with(Cast.as(actor)).header("Authorization", MACHINE).exchange());
    }

    private JsonNode items() {
        return get("/api/v1/lessons/" + lesson + "/questions?program=" + program.id()).get("items");
    }

    private int covered() {
        return get("/api/v1/programs/" + program.id() + "/lessons").get("items").get(0).get("covered").asInt();
    }

    private int receipts() {
        return get("/api/v1/me/receipts?program=" + program.id()).get("items").size();
    }

    private static JsonNode json(MvcTestResult result) {
        return Json.read(new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8), JsonNode.class);
    }
}
