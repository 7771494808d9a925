package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.persistence.Json;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;
import tools.jackson.databind.JsonNode;

/** The contract of applications and reviews. */
@XingtanTest
class ApplicationApiTests {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?\\+08:00";

    @Autowired MockMvcTester mvc;
    @Autowired Called called;
    @Autowired DefineCall define;
    @Autowired Cast cast;

    private Called.Town town;
    private ProgramId program;
    private Actor teacher;

    @BeforeEach
    void callForApplications() {
        town = called.town();
        program = called.call(town.city(), 1, 0);
        teacher = called.teacher(town.school());
    }

    @Test
    void goesItsWay() {
        var made = post(teacher, "/programs/" + program + "/applications", "{\"statement\":\"" + Called.STATEMENT + "\",\"attachments\":[]}");
        assertThat(made).hasStatus(201).bodyJson().extractingPath("$.state").isEqualTo("SUBMITTED");
        assertThat(made).bodyJson().extractingPath("$.steps[*].level").asArray().containsExactly("SCHOOL", "COUNTY", "CITY");
        assertThat(made).bodyJson().extractingPath("$.steps[*].state").asArray().containsExactly("WAITING", "WAITING", "WAITING");
        assertThat(made).bodyJson().extractingPath("$.steps[0].by").isNull();
        assertThat(made).bodyJson().extractingPath("$.steps[0].deadline").asString().endsWith("23:59:59+08:00").startsWith(called.today().plusDays(5).toString());
        var id = json(made).get("id").asString();
        assertThat(post(teacher, "/programs/" + program + "/applications", "{\"statement\":\"" + Called.STATEMENT + "\"}")).hasStatus(200).bodyJson().extractingPath("$.id").isEqualTo(id);

        decides(id);
        assertThat(get(teacher, "/applications/" + id)).hasStatusOk().bodyJson().extractingPath("$.steps[*].state").asArray().containsExactly("APPROVED", "APPROVED", "APPROVED");
        assertThat(get(town.countyOffice(), "/applications/" + id)).hasStatusOk().bodyJson().extractingPath("$.history[*].act").asArray()
            .containsExactly("SUBMITTED", "APPROVED", "UNDONE", "APPROVED", "APPROVED", "APPROVED");
        assertThat(get(called.teacher(town.school()), "/applications/" + id)).hasStatus(404);
        assertThat(get(teacher, "/applications/x")).hasStatus(404);
    }

    private void decides(String id) {
        assertThat(review(town.countyOffice(), id, "APPROVE")).hasStatus(403).bodyJson().extractingPath("$.code").isEqualTo("application.wrong-level");
        assertThat(review(teacher, id, "APPROVE")).hasStatus(403).bodyJson().extractingPath("$.code").isEqualTo("application.own");
        assertThat(review(cast.administrator(cast.city()), id, "APPROVE")).hasStatus(404);
        assertThat(review(town.principal(), id, "PERHAPS")).hasStatus(400);
        assertThat(review(town.principal(), id, "REJECT")).hasStatus(422).bodyJson().extractingPath("$.verdict.met").isEqualTo(false);
        var school = review(town.principal(), id, "APPROVE");
        assertThat(school).hasStatus(201).bodyJson().extractingPath("$.level").isEqualTo("SCHOOL");
        assertThat(school).bodyJson().extractingPath("$.decision").isEqualTo("APPROVE");
        assertThat(review(town.principal(), id, "APPROVE")).hasStatus(409);
        assertThat(delete(town.principal(), "/reviews/" + json(school).get("id").asString())).hasStatus(204);
        assertThat(delete(town.principal(), "/reviews/" + json(school).get("id").asString())).hasStatus(204);
        review(town.principal(), id, "APPROVE");
        var county = review(town.countyOffice(), id, "APPROVE");
        assertThat(delete(town.principal(), "/reviews/" + json(school).get("id").asString())).hasStatus(204);
        assertThat(delete(town.countyOffice(), "/reviews/" + UUID.randomUUID())).hasStatus(404);
        assertThat(review(town.cityOffice(), id, "APPROVE")).hasStatus(201);
        assertThat(delete(town.countyOffice(), "/reviews/" + json(county).get("id").asString())).hasStatus(409);
    }

    @Test
    void everyAnswerHasTheContractsFields() {
        var made = post(teacher, "/programs/" + program + "/applications", "{\"statement\":\"" + Called.STATEMENT + "\",\"attachments\":[]}");
        var id = json(made).get("id").asString();
        assertThat(json(made).propertyNames()).containsExactlyInAnyOrder("id", "program", "state", "statement", "turn", "submittedAt", "sent", "steps", "history", "attachments");
        assertThat(json(made).get("submittedAt").asString()).matches(TIME);
        json(made).get("steps").forEach(step -> {
            assertThat(step.propertyNames()).contains("level", "deadline", "state", "by", "at", "reason");
            assertThat(step.get("deadline").asString()).matches(TIME);
            assertThat(List.of(step.get("by"), step.get("at"), step.get("reason"))).allMatch(JsonNode::isNull);
        });

        var returned = post(town.principal(), "/applications/" + id + "/reviews", "{\"decision\":\"RETURN\",\"reason\":\"say more\"}");

        assertThat(returned).hasStatus(201).bodyJson().isStrictlyEqualTo("{\"id\":\"%s\",\"level\":\"SCHOOL\",\"decision\":\"RETURN\"}".formatted(json(returned).get("id").asString()));
        var step = json(get(teacher, "/applications/" + id)).get("steps").get(0);
        assertThat(step.get("state").asString()).isEqualTo("RETURNED");
        assertThat(step.get("by").asString()).isEqualTo(cast.name(town.principal().teacher()));
        assertThat(step.get("at").asString()).matches(TIME);
        assertThat(step.get("reason").asString()).isEqualTo("say more");
        var refused = post(town.principal(), "/applications/" + id + "/reviews", "{\"decision\":\"APPROVE\"}");
        assertThat(refused).hasStatus(409).hasContentTypeCompatibleWith("application/problem+json").bodyJson().extractingPath("$.code").isEqualTo("application.decided");
        assertThat(json(refused).propertyNames()).contains("code", "title", "detail", "reference");
        assertThat(mvc.get().uri("/api/v1/applications/" + id).exchange()).hasStatus(401);
    }

    @Test
    void aProgramTellsWhenOneApplies() {
        var windows = json(get(teacher, "/programs/" + program)).get("windows");
        assertThat(windows.get(0).get("kind").asString()).isEqualTo("APPLY");
        assertThat(windows.get(0).get("opens").asString()).isEqualTo(called.today().minusDays(1) + "T00:00:00+08:00");
        assertThat(windows.get(0).get("closes").asString()).isEqualTo(called.today().plusDays(3) + "T23:59:59+08:00");
        var draft = called.definition(town.city(), 1, 0);
        define.define(draft);
        assertThat(get(teacher, "/programs/" + draft.program())).as("as long as nobody can see the call").bodyText().doesNotContain("APPLY");
    }

    @Test
    void overTheQuotaAndAfterTheDeadlineAreRefusedWithAVerdict() {
        called.admitted(town, program, called.teacher(town.school()));
        var id = called.atTheCity(town, program, teacher);

        assertThat(review(town.cityOffice(), id.toString(), "APPROVE")).hasStatus(422).bodyJson().extractingPath("$.verdict.conditions[?(@.met==false)].code").asArray()
            .containsExactly("application.room.total");
        called.end(program);
        assertThat(review(town.cityOffice(), id.toString(), "APPROVE")).hasStatus(422).bodyJson().extractingPath("$.verdict.conditions[?(@.met==false)].code").asArray()
            .containsExactly("application.in-time.city", "application.room.total");
    }

    @Test
    void whatIsReturnedIsCorrectedWithAttachments() throws Exception {
        var file = upload(teacher, "plan.pdf", "%PDF-1.7\n%%EOF");
        assertThat(file).hasStatus(201);
        var document = json(file).get("id").asString();
        var made = post(teacher, "/programs/" + program + "/applications", "{\"statement\":\"" + Called.STATEMENT + "\",\"attachments\":[\"" + document + "\"]}");
        assertThat(made).hasStatus(201).bodyJson().extractingPath("$.attachments[0].name").isEqualTo("plan.pdf");
        var id = json(made).get("id").asString();
        assertThat(post(town.principal(), "/applications/" + id + "/reviews", "{\"decision\":\"RETURN\",\"reason\":\"say more\"}")).hasStatus(201);
        assertThat(get(teacher, "/applications/" + id)).bodyJson().extractingPath("$.steps[0].reason").isEqualTo("say more");

        assertThat(put(teacher, "/applications/" + id, "{\"statement\":\"short\"}")).hasStatus(422);
        assertThat(put(called.teacher(town.school()), "/applications/" + id, "{\"statement\":\"" + Called.STATEMENT + "\"}")).hasStatus(404);
        assertThat(put(teacher, "/applications/" + id, "{\"statement\":\"" + Called.STATEMENT + " More.\",\"attachments\":[]}")).hasStatusOk().bodyJson()
            .extractingPath("$.attachments").asArray().isEmpty();
        assertThat(delete(teacher, "/applications/" + id)).hasStatus(204);
        assertThat(delete(teacher, "/applications/" + id)).hasStatus(204);
        assertThat(get(teacher, "/applications/" + id)).bodyJson().extractingPath("$.state").isEqualTo("WITHDRAWN");
    }

    /** By whoever knows nothing but the contract, in which there is no other way to send it. */
    @Test
    void whatIsReturnedIsCorrectedByApplyingAgain() {
        var at = "/programs/" + program + "/applications";
        var first = "{\"statement\":\"" + Called.STATEMENT + "\",\"attachments\":[]}";
        var id = json(post(teacher, at, first)).get("id").asString();
        var returned = post(town.principal(), "/applications/" + id + "/reviews", "{\"decision\":\"RETURN\",\"reason\":\"say more\"}");

        assertThat(post(teacher, at, first)).as("a second sending of the first one").hasStatus(200).bodyJson().extractingPath("$.state").isEqualTo("RETURNED");
        assertThat(post(teacher, at, first.replace(Called.STATEMENT, "short"))).hasStatus(422);
        var corrected = post(teacher, at, first.replace("more of it.", "more of it. I have taught it for ten years."));

        assertThat(corrected).hasStatus(200).bodyJson().extractingPath("$.id").isEqualTo(id);
        assertThat(corrected).bodyJson().extractingPath("$.state").isEqualTo("SUBMITTED");
        assertThat(corrected).bodyJson().extractingPath("$.statement").asString().contains("ten years");
        assertThat(corrected).bodyJson().extractingPath("$.steps[0].state").isEqualTo("WAITING");
        assertThat(corrected).bodyJson().extractingPath("$.history[1].id").as("of the decision").isEqualTo(json(returned).get("id").asString());
        assertThat(post(teacher, at, first.replace("more of it.", "more of it. I have taught it for ten years."))).hasStatus(200)
            .bodyJson().extractingPath("$.sent").isEqualTo(2);
    }

    @Test
    void whatIsNoneOfOursIsRefusedAndNeverAFault() {
        var at = "/programs/" + program + "/applications";
        assertThat(post(teacher, at, "{}")).hasStatus(422);
        assertThat(post(teacher, at, "{\"statement\":null,\"attachments\":null}")).hasStatus(422);
        assertThat(post(teacher, at, "{\"statement\":\"" + Called.STATEMENT + "\",\"approved\":true}")).hasStatus(400);
        assertThat(post(teacher, at, "{\"statement\":7,\"attachments\":\"x\"}")).hasStatus(400);
        assertThat(post(teacher, at, "{\"statement\":\"" + Called.STATEMENT + "\",\"attachments\":[\"x\"]}")).hasStatus(400);
        assertThat(post(teacher, at, "{\"statement\":\"" + Called.STATEMENT + "\",\"attachments\":[null]}")).hasStatus(400);
        assertThat(post(teacher, at, "[")).hasStatus(400);
        assertThat(post(teacher, at, "{\"statement\":\"" + "x".repeat(2001) + "\"}")).hasStatus(422);
        assertThat(post(teacher, at, "{\"statement\":\"" + Called.STATEMENT + "\",\"attachments\":[\"" + UUID.randomUUID() + "\"]}")).hasStatus(422);
        assertThat(post(teacher, "/programs/" + ProgramId.next() + "/applications", "{\"statement\":\"" + Called.STATEMENT + "\"}")).hasStatus(404);
        assertThat(upload(teacher, "run.exe", "MZ")).hasStatus(415);
        assertThat(upload(teacher, "plan.pdf", "no pdf")).hasStatus(415);
        assertThat(upload(teacher, "empty.pdf", "")).hasStatus(400);
        var id = called.apply(teacher, program);
        assertThat(post(town.principal(), "/applications/" + id + "/reviews", "{}")).hasStatus(400);
        assertThat(post(town.principal(), "/applications/" + id + "/reviews", "{\"decision\":\"APPROVE\",\"level\":\"CITY\"}")).hasStatus(400);
        assertThat(post(cast.administrator(cast.city()), "/applications/" + id + "/reviews", "{\"decision\":\"PERHAPS\"}")).hasStatus(404);
    }

    private MvcTestResult review(Actor actor, String id, String decision) {
        return post(actor, "/applications/" + id + "/reviews", "{\"decision\":\"" + decision + "\"}");
    }

    private MvcTestResult upload(Actor actor, String name, String content) {
        return mvc.post().uri("/api/v1/applications/attachments").multipart().contentType("multipart/form-data; boundary=b")
            .file(new org.springframework.mock.web.MockMultipartFile("file", name, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8)))
            .with(Cast.as(actor)).with(Cast.csrf()).exchange();
    }

    private MvcTestResult get(Actor actor, String path) {
        return mvc.get().uri("/api/v1" + path).with(Cast.as(actor)).exchange();
    }

    private MvcTestResult delete(Actor actor, String path) {
        return mvc.delete().uri("/api/v1" + path).with(Cast.as(actor)).with(Cast.csrf()).exchange();
    }

    private MvcTestResult post(Actor actor, String path, String json) {
        return send(HttpMethod.POST, actor, path, json);
    }

    private MvcTestResult put(Actor actor, String path, String json) {
        return send(HttpMethod.PUT, actor, path, json);
    }

    private MvcTestResult send(HttpMethod method, Actor actor, String path, String json) {
        return mvc.method(method).uri("/api/v1" + path).with(Cast.as(actor)).with(Cast.csrf()).contentType("application/json").content(json).exchange();
    }

    private static JsonNode json(MvcTestResult result) {
        try {
            return Json.read(result.getResponse().getContentAsString(StandardCharsets.UTF_8), JsonNode.class);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
