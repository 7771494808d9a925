package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;

/** Hours from outside by the calls of other systems. */
@XingtanTest
class RecognitionApiTests {

    @Autowired MockMvcTester mvc;
    @Autowired Cast cast;
    @Autowired Claimed claimed;
    @Autowired Forms forms;
    @Autowired JdbcClient db;

    private Cast.Place school;
    private Actor teacher;
    private Actor principal;
    private Actor county;

    @BeforeEach
    void plant() {
        school = cast.school();
        teacher = cast.actor(cast.teacher(school));
        principal = cast.administrator(school);
        county = cast.administrator(school.parent());
    }

    @Test
    void otherSystemsClaim() {
        claimed.kinds(school);
        assertThat(get(teacher, "/api/v1/recognition-kinds")).hasStatusOk().bodyJson().extractingPath("$.items[0].code").isEqualTo("OTHER_PLATFORM");
        var body = body(bring());

        assertThat(call(teacher, "/api/v1/recognitions", body.replace("7.50", "8.50"))).hasStatus(422).bodyJson().extractingPath("$.verdict.met").isEqualTo(false);
        assertThat(call(teacher, "/api/v1/recognitions", body.replace("PROFESSIONAL", "OTHER"))).hasStatus(422);
        assertThat(call(teacher, "/api/v1/recognitions", body.replace("}", ",\"recognized\":\"90\"}"))).hasStatus(400);
        for (var wrong : List.of("\"x\"", "null", "\"\"")) {
            assertThat(call(teacher, "/api/v1/recognitions", body.replaceAll("\\[.*]", "[" + wrong + "]"))).as(wrong).hasStatus(400);
        }
        assertThat(call(teacher, "/api/v1/recognitions", body.replaceAll("\\[.*]", "[\"" + java.util.UUID.randomUUID() + "\"]"))).hasStatus(422).bodyText().contains("recognition.evidence.yours");
        var made = call(teacher, "/api/v1/recognitions", body);
        assertThat(made).hasStatus(201).bodyJson().extractingPath("$.steps[0].level").isEqualTo("SCHOOL");
        var id = path(made, "id");
        var again = call(teacher, "/api/v1/recognitions", body);
        assertThat(again).hasStatus(200).bodyJson().extractingPath("$.state").isEqualTo("WAITING");
        assertThat(path(again, "id")).isEqualTo(id);
        assertThat(call(teacher, "/api/v1/recognitions", body.replace("7.50", "6.50"))).hasStatus(422).bodyText().contains("recognition.once", "recognition.evidence.unused");
        assertThat(call(teacher, "/api/v1/recognitions", body.replace("国培", "另一次"))).hasStatus(422).bodyText().contains("recognition.evidence.unused");
        assertThat(get(teacher, "/api/v1/recognitions")).hasStatusOk().bodyJson().extractingPath("$.items[0].state").isEqualTo("WAITING");
        assertThat(get(principal, "/api/v1/recognitions?which=mine")).hasStatusOk().bodyJson().extractingPath("$.items[0].id").isEqualTo(id);
        assertThat(get(cast.administrator(cast.county()), "/api/v1/recognitions/" + id)).hasStatus(404);
        assertThat(get(cast.actor(cast.teacher(school)), "/api/v1/recognitions/" + id)).hasStatus(404);
        assertThat(delete(cast.actor(cast.teacher(school)), "/api/v1/recognitions/" + id)).hasStatus(404);
        assertThat(delete(teacher, "/api/v1/recognitions/" + id)).hasStatus(204);
        assertThat(delete(teacher, "/api/v1/recognitions/" + id)).hasStatus(204);
    }

    @Test
    void kindsAreReadInParts() {
        claimed.kinds(school);

        forms.assertInParts(teacher, "/api/v1/recognition-kinds");
    }

    /** Hours that are no number and days that are no days are malformed; those that are, and may not be, are refused with a verdict. */
    @Test
    void whatIsNoNumberOrNoDayIsMalformed() {
        claimed.kinds(school);
        var body = body(bring());
        var at = "/api/v1/recognitions/" + path(call(teacher, "/api/v1/recognitions", body), "id");
        var day = body.replaceAll(".*\"from\": ?\"([^\"]*)\".*", "$1");
        for (var wrong : List.of("seven", "7,5", "1e2", "7.", "NaN", "0x10", "--1")) {
            assertThat(call(teacher, "/api/v1/recognitions", body.replace("7.50", wrong))).as(wrong).hasStatus(400).bodyJson().extractingPath("$.code").isEqualTo("error.malformed");
        }
        for (var wrong : List.of("yesterday", "2026-02-30", "2026-3-1", "20260301", "2026-03-01T00:00:00Z")) {
            assertThat(call(teacher, "/api/v1/recognitions", body.replace(day, wrong))).as(wrong).hasStatus(400).bodyJson().extractingPath("$.code").isEqualTo("error.malformed");
            assertThat(put(teacher, at, body.replace(day, wrong))).as(wrong).hasStatus(400);
        }
        for (var refused : List.of("0", "-1", "0.00", "7.505", "1000", "999")) {
            assertThat(call(teacher, "/api/v1/recognitions", body.replace("7.50", refused))).as(refused).hasStatus(422).bodyJson().extractingPath("$.verdict.met").isEqualTo(false);
        }
        for (var refused : List.of("1999-12-31", "2201-01-01", "9999-12-31")) {
            assertThat(call(teacher, "/api/v1/recognitions", body.replace(day, refused))).as(refused).hasStatus(422).bodyJson().extractingPath("$.verdict.met").isEqualTo(false);
        }
        assertThat(put(principal, at, body.replace("7.50", "seven"))).as("another's is not there, whatever is sent").hasStatus(404);
    }

    @Test
    void otherSystemsReviewAndUndo() {
        claimed.kinds(school);
        var id = path(call(teacher, "/api/v1/recognitions", body(bring())), "id");
        var at = "/api/v1/recognitions/" + id + "/reviews";
        assertThat(call(cast.administrator(cast.county()), at, "{\"decision\":\"APPROVE\"}")).hasStatus(404);
        assertThat(call(county, at, "{\"decision\":\"APPROVE\",\"reason\":null}")).hasStatus(403);
        assertThat(call(principal, at, "{\"decision\":\"MAYBE\"}")).hasStatus(400);
        assertThat(call(principal, at, "{\"reason\":\"x\"}")).hasStatus(400);
        assertThat(call(principal, at, "{\"decision\":\"REJECT\"}")).hasStatus(422);
        var first = call(principal, at, "{\"decision\":\"APPROVE\",\"reason\":\"属实\"}");
        assertThat(first).hasStatus(201).bodyJson().extractingPath("$.level").isEqualTo("SCHOOL");
        assertThat(call(principal, at, "{\"decision\":\"APPROVE\",\"reason\":\"属实\"}")).hasStatus(409);
        assertThat(db.sql("select actor from audit.entry where act = 'recognition.review.refused' and target = :who order by at").param("who", "teacher:" + teacher.teacher())
            .query(java.util.UUID.class).list()).as("whose turn it was not leaves a trace, who says the same again has changed nothing").containsExactly(county.teacher().value());
        assertThat(delete(principal, at + "/" + path(first, "id") + "?reason=x")).hasStatus(204);
        assertThat(delete(principal, at + "/" + path(first, "id") + "?reason=x")).as("again").hasStatus(204);
        assertThat(call(principal, at, "{\"decision\":\"APPROVE\",\"reason\":\"属实\"}")).hasStatus(201);
        assertThat(call(county, at, "{\"decision\":\"APPROVE\"}")).hasStatus(201).bodyJson().extractingPath("$.credited").isEqualTo("7.50");
        assertThat(delete(teacher, "/api/v1/recognitions/" + id)).hasStatus(409);
        assertThat(get(teacher, "/api/v1/me/receipts")).hasStatusOk().bodyText().contains("国培");
        assertThat(get(teacher, "/receipts")).hasStatusOk().bodyText().contains("国培").doesNotContain("更正后重新记账");
        var mine = claimed.file(teacher, Claimed.training("4", 20));
        cast.appoint(teacher.teacher(), Role.TRAINING_ADMINISTRATOR, school);
        assertThat(call(teacher, "/api/v1/recognitions/" + mine + "/reviews", "{\"decision\":\"APPROVE\"}")).hasStatus(403);
    }

    @Test
    void otherSystemsPutRightWhatWasReturned() {
        claimed.kinds(school);
        var body = body(bring());
        var at = "/api/v1/recognitions/" + path(call(teacher, "/api/v1/recognitions", body), "id");
        assertThat(put(teacher, at, body.replace("7.50", "6.50"))).as("nothing was returned").hasStatus(409).bodyJson().extractingPath("$.code").isEqualTo("recognition.not-returned");
        assertThat(call(principal, at + "/reviews", "{\"decision\":\"RETURN\",\"reason\":\"看证书\"}")).hasStatus(201);

        assertThat(put(teacher, at, body.replace("7.50", "8.50"))).hasStatus(422).bodyJson().extractingPath("$.verdict.met").isEqualTo(false);
        assertThat(put(cast.actor(cast.teacher(school)), at, body)).hasStatus(404);
        assertThat(put(principal, at, body)).hasStatus(404);
        assertThat(put(teacher, at, body.replace("}", ",\"state\":\"APPROVED\"}"))).hasStatus(400);
        for (var n = 0; n < 2; n++) {
            var corrected = put(teacher, at, body.replace("7.50", "6.50"));
            assertThat(corrected).as("sending " + n).hasStatusOk().bodyJson().extractingPath("$.hours").isEqualTo("6.50");
            assertThat(List.of(path(corrected, "state"), path(corrected, "steps[0].state"))).containsOnly("WAITING");
        }
    }

    /** Whoever sends a claim again and again, with its paper called something else each time, can claim the next one. */
    @Test
    void copiesThatComeWithTheSameClaimAreNotKept() {
        claimed.kinds(school);
        var paper = Claimed.paper().bytes();
        var id = path(call(teacher, "/api/v1/recognitions", body(bring("证明.pdf", paper))), "id");

        for (var n = 0; n < 61; n++) {
            var again = body(bring("证明 " + n + ".pdf", paper));
            assertThat(call(teacher, "/api/v1/recognitions", again)).hasStatus(200);
            assertThat(path(call(teacher, "/api/v1/recognitions", again), "id")).as("the very same call again").isEqualTo(id);
        }

        assertThat(get(teacher, "/api/v1/recognitions/" + id)).bodyJson().extractingPath("$.evidence[*].name").asArray().containsExactly("证明.pdf");
        assertThat(call(teacher, "/api/v1/recognitions", body(bring()).replace("国培", "省培").replace(Claimed.day(5), Claimed.day(9)))).hasStatus(201);
    }

    /** Each sending brings its paper, and then names it: another one may be answered in between, in whatever order they came. */
    @Test
    void sendingsThatOverlapAreOneClaim() {
        claimed.kinds(school);
        var paper = Claimed.paper().bytes();
        var id = path(call(teacher, "/api/v1/recognitions", body(bring("证明.pdf", paper))), "id");
        var sent = java.util.stream.IntStream.range(0, 4).mapToObj(n -> body(bring("证明 " + n + ".pdf", paper))).toList();

        for (var n : List.of(1, 2, 0, 3)) {
            var again = call(teacher, "/api/v1/recognitions", sent.get(n));
            assertThat(again).as("sending " + n).hasStatus(200);
            assertThat(path(again, "id")).isEqualTo(id);
        }
    }

    @Test
    void everyAnswerHasTheContractsFields() {
        claimed.kinds(school);
        var made = call(teacher, "/api/v1/recognitions", body(bring()));
        assertThat(made).hasStatus(201).bodyJson().extractingPath("$.state").isEqualTo("WAITING");
        assertThat(made).bodyJson().hasPath("$.id").extractingPath("$.steps[*].level").asArray().containsExactly("SCHOOL", "COUNTY");
        for (var field : List.of("level", "deadline", "state", "by", "at", "reason")) {
            assertThat(made).bodyJson().hasPath("$.steps[0]." + field).hasPath("$.steps[1]." + field);
        }
        assertThat(path(made, "steps[0].deadline")).matches("\\d{4}-\\d\\d-\\d\\dT23:59:59\\+08:00");
        var reviews = "/api/v1/recognitions/" + path(made, "id") + "/reviews";
        assertThat(call(teacher, reviews, "{\"decision\":\"APPROVE\"}")).as("what he sees and may not decide").hasStatus(403);
        var review = call(principal, reviews, "{\"decision\":\"APPROVE\",\"reason\":\"属实\"}");
        assertThat(review).hasStatus(201).bodyJson().isLenientlyEqualTo("{\"id\":\"%s\",\"level\":\"SCHOOL\",\"decision\":\"APPROVE\"}".formatted(path(review, "id")));
        var now = get(teacher, "/api/v1/recognitions/" + path(made, "id"));
        assertThat(List.of(path(now, "steps[0].state"), path(now, "steps[0].by"), path(now, "steps[0].reason"), path(now, "steps[1].state")))
            .containsExactly("APPROVED", cast.name(principal.teacher()), "属实", "WAITING");
        var again = call(principal, reviews, "{\"decision\":\"APPROVE\"}");
        assertThat(again).hasStatus(409).hasContentTypeCompatibleWith("application/problem+json").bodyJson().hasPath("$.title").hasPath("$.detail").hasPath("$.reference")
            .extractingPath("$.code").isEqualTo("recognition.decided");
        assertThat(mvc.get().uri("/api/v1/recognitions").exchange()).hasStatus(401);
        for (var wrong : List.of("limit=201", "limit=0", "cursor=%25", "cursor=AAAA")) {
            assertThat(mvc.get().uri(java.net.URI.create("/api/v1/recognitions?" + wrong)).with(Cast.as(teacher)).exchange()).as(wrong).hasStatus(400);
        }
    }

    /** What everybody knows for a second is read by whoever comes next. */
    private static final int KNOWN = 5;

    /** What a claim needs of the database is read for all of a page together, also what its verdict rests on. */
    @Test
    void aLongListIsReadInNoMoreStatementsThanAShortOne() {
        claimed.kinds(school);
        file(teacher, 2);
        var other = cast.school(school.parent());
        var busy = cast.actor(cast.teacher(other));
        file(busy, 20);
        var overTheOther = cast.administrator(other);

        assertThat(statements(busy, "own", 20)).isLessThanOrEqualTo(statements(teacher, "own", 2) + KNOWN);
        assertThat(statements(overTheOther, "mine", 20)).isLessThanOrEqualTo(statements(principal, "mine", 2) + KNOWN);
        assertThat(get(busy, "/api/v1/recognitions")).bodyJson().extractingPath("$.items[*].evidence[0].name").asArray().hasSize(20);
        assertThat(get(busy, "/api/v1/recognitions")).bodyJson().extractingPath("$.items[*].verdict.met").asArray().hasSize(20).containsOnly(true);
    }

    /** Each is judged beside the others: what one alone would be told of stands in the list as well. */
    @Test
    void aListJudgesEachAsItStandsByItself() {
        claimed.kinds(school);
        var paper = Claimed.paper();
        var first = claimed.file(teacher, Claimed.training("4", 20, paper));
        var second = claimed.file(teacher, Claimed.training("4", 30));
        var colleague = cast.actor(cast.teacher(school));
        claimed.file(colleague, Claimed.training("4", 20, paper));

        for (var which : List.of("own", "mine")) {
            var list = get(which.equals("own") ? teacher : principal, "/api/v1/recognitions?which=" + which);
            for (var id : List.of(first, second)) {
                var alone = get(teacher, "/api/v1/recognitions/" + id);
                assertThat(com.jayway.jsonpath.JsonPath.<List<Object>>read(text(list), "$.items[?(@.id == '" + id + "')]")).as(which)
                    .containsExactly(com.jayway.jsonpath.JsonPath.<Object>read(text(alone), "$"));
            }
        }
    }

    private void file(Actor claimant, int claims) {
        for (var n = 0; n < claims; n++) {
            claimed.file(claimant, Claimed.training("4", 2 * n + 1));
        }
    }

    /** For a list of so many; the fewer of two times, because what a node keeps for a second may have to be read again in one of them. */
    private long statements(Actor actor, String which, int claims) {
        return Math.min(once(actor, which, claims), once(actor, which, claims));
    }

    private long once(Actor actor, String which, int claims) {
        return Statements.of(() -> assertThat(get(actor, "/api/v1/recognitions?which=" + which)).hasStatusOk().bodyJson().extractingPath("$.items.length()").isEqualTo(claims)).size();
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** What lies there unused is bounded, and whoever reads the description is prepared for it. */
    @Test
    void moreFilesThanMayLieUnusedAreAConflictThatTheDescriptionNames() throws Exception {
        for (var n = 0; n < 60; n++) {
            bring();
        }
        var paper = Claimed.paper();
        assertThat(send("证明.pdf", paper.bytes())).hasStatus(409).bodyText().contains("recognition.evidence.most");

        var description = new org.springframework.core.io.ClassPathResource("openapi.json").getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(com.jayway.jsonpath.JsonPath.parse(description).<java.util.Map<String, Object>>read("$.paths['/recognition-evidence'].post.responses")).containsKeys("409", "413", "415", "422");
    }

    private String bring() {
        return bring("证明.pdf", Claimed.paper().bytes());
    }

    private String bring(String name, byte[] paper) {
        var brought = send(name, paper);
        assertThat(brought).hasStatus(201);
        return path(brought, "id");
    }

    private MvcTestResult send(String name, byte[] paper) {
        return mvc.post().uri("/api/v1/recognition-evidence").multipart().contentType("multipart/form-data; boundary=b").with(Cast.as(teacher)).with(Cast.csrf())
            .file(new MockMultipartFile("file", name, "application/pdf", paper)).exchange();
    }

    private static String body(String document) {
        return "{\"category\":\"PROFESSIONAL\",\"title\":\"国培\",\"from\":\"%s\",\"to\":\"%s\",\"hours\":\"7.50\",\"evidence\":[\"%s\"]}".formatted(Claimed.day(5), Claimed.day(5), document);
    }

    private MvcTestResult call(Actor actor, String path, String body) {
        return mvc.post().uri(path).with(Cast.as(actor)).with(Cast.csrf()).contentType("application/json").content(body).exchange();
    }

    private MvcTestResult put(Actor actor, String path, String body) {
        return mvc.put().uri(path).with(Cast.as(actor)).with(Cast.csrf()).contentType("application/json").content(body).exchange();
    }

    private MvcTestResult delete(Actor actor, String path) {
        return mvc.delete().uri(path).with(Cast.as(actor)).with(Cast.csrf()).exchange();
    }

    private MvcTestResult get(Actor actor, String path) {
        return mvc.get().uri(java.net.URI.create(path)).with(Cast.as(actor)).exchange();
    }

    private static String path(MvcTestResult result, String member) {
        try {
            var text = result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
            return String.valueOf(com.jayway.jsonpath.JsonPath.parse(text).read("$." + member, Object.class));
        } catch (java.io.UnsupportedEncodingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
