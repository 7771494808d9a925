package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionOperations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.web.Dates;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;
import tools.jackson.databind.JsonNode;

/** The contract of terms, offerings and selection, field by field. */
@XingtanTest
class SelectionApiTests {

    @Autowired MockMvcTester mvc;
    @Autowired Offered offered;
    @Autowired Forms forms;
    @Autowired Offerings offerings;
    @Autowired Terms terms;
    @Autowired CommitRound rounds;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired TransactionOperations transactions;

    private Cast.Place county;
    private Cast.Place school;
    private Actor teacher;

    @BeforeEach
    void openASchool() {
        county = cast.county();
        school = cast.school(county);
        teacher = cast.actor(cast.teacher(school));
    }

    @Test
    void termsHaveTheirWindows() {
        var term = offered.term(county, 2);

        assertThat(get(teacher, "/terms")).hasStatusOk().hasContentTypeCompatibleWith("application/json").bodyJson().isStrictlyEqualTo("""
            {"items": [{"id": "%s", "code": "%s", "title": "学期", "most": 2, "windows": %s}], "next": null}
            """.formatted(term, now(term).code(), windows(term)));
        assertThat(get(cast.actor(cast.teacher(cast.school())), "/terms")).hasStatusOk().bodyJson().isStrictlyEqualTo("{\"items\": [], \"next\": null}");
        assertThat(mvc.get().uri("/api/v1/terms").exchange()).hasStatus(401).hasContentTypeCompatibleWith("application/problem+json");
    }

    @Test
    void termsAreReadInParts() {
        for (var n = 0; n < 3; n++) {
            offered.term(county, 2);
        }
        offered.term(county, 2, Duration.ofDays(-9), Duration.ofDays(-2));

        forms.assertInParts(teacher, "/api/v1/terms");
    }

    @Test
    void offeringsSayWhatIsTakenAndWhatIsMine() {
        var term = offered.term(county, 2);
        var offering = offered.online(term, county, 1, 3);
        assertOffering(term, offering, 0, 0, "null");
        choose(teacher, offering);
        assertOffering(term, offering, 1, 0, "\"SELECTED\"");
        var late = cast.actor(cast.teacher(school));
        choose(late, offering);
        assertOffering(term, offering, 1, 1, "\"SELECTED\"");
        assertThat(get(late, "/terms/" + term + "/offerings")).bodyJson().extractingPath("$.items[0].mine").isEqualTo("WAITING");
    }

    private void assertOffering(TermId term, OfferingId id, int taken, int waiting, String mine) {
        var now = offerings.find(Set.of(id)).get(id);
        assertThat(get(teacher, "/terms/" + term + "/offerings")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
            {"items": [{"id": "%s", "title": "%s", "program": "%s", "category": "PROFESSIONAL", "hours": "4.00", "price": "20.00", "places": 1, "taken": %d,
                        "waiting": %d, "mine": %s, "windows": %s}], "next": null}
            """.formatted(id, offerings.called(List.of(id)).get(id), now.program(), taken, waiting, mine, windows(term)));
    }

    @Test
    void offeringsArePagedByAnOpaqueCursor() {
        var term = offered.term(county, 2);
        var all = java.util.stream.Stream.generate(() -> offered.online(term, county, 1, 0).toString()).limit(3).toList();
        var at = "/terms/" + term + "/offerings";
        var first = get(teacher, at + "?limit=2");
        assertThat(first).bodyJson().extractingPath("$.items[*].id").asArray().containsExactlyElementsOf(all.subList(0, 2));
        var second = get(teacher, at + "?limit=2&cursor=" + json(first).get("next").asString());
        assertThat(second).bodyJson().extractingPath("$.items[*].id").asArray().containsExactly(all.getLast());
        assertThat(second).bodyJson().extractingPath("$.next").isNull();
        assertThat(get(teacher, at + "?limit=200")).hasStatusOk().bodyJson().extractingPath("$.items.length()").isEqualTo(3);
        for (var wrong : List.of("limit=201", "limit=0", "limit=-1", "limit=x", "cursor=AAAA", "cursor=%25")) {
            assertProblem(get(teacher, at + "?" + wrong), 400);
        }
        for (var unknown : List.of(TermId.next().toString(), "x", offered.draft(county, 1).toString(), offered.term(cast.county(), 1).toString())) {
            for (var limit : List.of("0", "x")) {
                assertProblem(get(teacher, "/terms/" + unknown + "/offerings?limit=" + limit), 404);
            }
        }
    }

    @Test
    void choosingAnswersOneShapeAndAgainTheSame() {
        var offering = offered.online(offered.term(county, 2), county, 1, 2);
        var others = List.of(cast.actor(cast.teacher(school)), cast.actor(cast.teacher(school)));
        assertThat(choose(teacher, offering)).hasStatus(201).bodyJson().isStrictlyEqualTo("{\"state\": \"SELECTED\"}");
        for (var i = 0; i < 2; i++) {
            assertThat(choose(others.get(i), offering)).hasStatus(201).bodyJson().isStrictlyEqualTo("{\"state\": \"WAITING\", \"position\": %d}".formatted(i + 1));
            assertThat(choose(others.get(i), offering)).hasStatus(200).bodyJson().isStrictlyEqualTo("{\"state\": \"WAITING\", \"position\": %d}".formatted(i + 1));
        }
        assertThat(choose(teacher, offering)).hasStatus(200).bodyJson().isStrictlyEqualTo("{\"state\": \"SELECTED\"}");
        for (var twice = 0; twice < 2; twice++) {
            assertThat(giveBack(teacher, offering)).hasStatus(204).body().isEmpty();
        }
        assertThat(choose(others.get(0), offering)).hasStatus(200).bodyJson().isStrictlyEqualTo("{\"state\": \"SELECTED\"}");
    }

    /** Also when the answer was lost on the way and much has happened since. */
    @Test
    void aKeyMakesACallRepeatable() {
        var offering = offered.online(offered.term(county, 2), county, 1, 2);
        var key = java.util.UUID.randomUUID().toString();
        var first = keyed(teacher, offering, key);
        giveBack(teacher, offering);

        assertThat(first).hasStatus(201);
        assertThat(keyed(teacher, offering, key)).hasStatus(201).bodyJson().isStrictlyEqualTo("{\"state\": \"SELECTED\"}");
        assertThat(offerings.find(Set.of(offering)).get(offering).seats().taken()).isZero();
    }

    /** The answer that says "try again" is not the answer: with its key the same call is carried out when the course is free. */
    @Test
    void whatPassesIsNotKeptUnderAKey() {
        var offering = offered.online(offered.term(county, 2), county, 1, 0);
        var key = java.util.UUID.randomUUID().toString();
        var busy = transactions.execute(_ -> {
            db.sql("select 1 from selection.offering where offering_id = :id for update").param("id", offering.value()).query(_ -> {});
            return CompletableFuture.supplyAsync(() -> keyed(teacher, offering, key)).join();
        });
        assertProblem(busy, 409);
        assertThat(busy).hasHeader("Retry-After", "1").bodyJson().extractingPath("$.code").isEqualTo("selection.changing");

        assertThat(keyed(teacher, offering, key)).hasStatus(201).bodyJson().isStrictlyEqualTo("{\"state\": \"SELECTED\"}");
        var late = cast.actor(cast.teacher(school));
        assertThat(keyed(late, offering, key)).hasStatus(422);
        giveBack(teacher, offering);
        assertThat(keyed(late, offering, key)).as("a refusal is an answer").hasStatus(422);
    }

    @Test
    void aRefusalSaysEveryCondition() {
        var term = offered.term(county, 1);
        var morning = offered.meeting(term, county, 5, Duration.ofDays(9), Duration.ofDays(9).plusHours(4));
        choose(teacher, morning);
        var second = offered.meeting(term, county, 0, Duration.ofDays(9), Duration.ofDays(9).plusHours(4));
        var refused = choose(teacher, second);
        assertProblem(refused, 422);
        var title = json(get(teacher, "/terms/" + term + "/offerings")).get("items").get(0).get("title").asString();
        assertThat(refused).bodyText().as("which one is in the way").contains("有冲突的：" + title);
        assertThat(json(refused).propertyNames()).contains("verdict");
        assertThat(refused).bodyJson().extractingPath("$.verdict.met").isEqualTo(false);
        assertThat(refused).bodyJson().extractingPath("$.verdict.conditions[?(@.met==false)].code").asArray()
            .containsExactlyInAnyOrder("selection.limit", "selection.overlap", "selection.room");
        assertThat(refused).bodyJson().extractingPath("$.verdict.conditions[?(@.code=='selection.limit' || @.code=='selection.room')].need").asArray().containsExactly("< 1", "< 0");
        assertThat(refused).bodyJson().extractingPath("$.verdict.conditions[?(@.code=='selection.limit' || @.code=='selection.room')].have").asArray().containsExactly("1", "0");
        json(refused).get("verdict").get("conditions").forEach(condition -> {
            assertThat(condition.propertyNames()).contains("code", "text", "met", "need", "have", "source");
            assertThat(condition.get("text").asString()).isNotBlank().isNotEqualTo(condition.get("code").asString());
        });
        var closed = offered.online(offered.term(county, 1, Duration.ofDays(-9), Duration.ofDays(-2)), county, 1, 0);
        assertThat(choose(teacher, closed)).hasStatus(422).bodyJson().extractingPath("$.verdict.conditions[?(@.met==false)].code").asArray().contains("window.closed");
        assertThat(giveBack(cast.actor(cast.teacher(school)), morning)).hasStatus(204);
    }

    @Test
    void whatIsNoneOfOursIsRefusedAndNeverAFault() {
        var offering = offered.online(offered.term(county, 2), county, 5, 0);
        var at = "/offerings/" + offering + "/selection";
        for (var body : List.of("{\"teacher\": \"" + cast.teacher(school) + "\"}", "[]", "", "{", "null", "7")) {
            assertProblem(send(teacher, at, body, "application/json"), 400);
        }
        assertProblem(send(teacher, at, "{}", "text/plain"), 415);
        assertThat(mvc.put().uri("/api/v1" + at).with(Cast.as(teacher)).with(Cast.csrf()).contentType("application/json").content("{}").exchange()).hasStatus(405);
        var foreign = offered.online(offered.term(cast.county(), 1), cast.county(), 5, 0);
        for (var unknown : List.of("x", OfferingId.next().toString(), foreign.toString())) {
            assertProblem(send(teacher, "/offerings/" + unknown + "/selection", "{}", "application/json"), 404);
            assertProblem(mvc.delete().uri("/api/v1/offerings/" + unknown + "/selection").with(Cast.as(teacher)).with(Cast.csrf()).exchange(), 404);
        }
        assertThat(mvc.post().uri("/api/v1" + at).with(Cast.csrf()).contentType("application/json").content("{}").exchange()).hasStatus(401);
        assertThat(db.sql("select count(*) from selection.selection where offering_id = :id").param("id", offering.value()).query(Integer.class).single()).isZero();
    }

    /** Who works for another authority by now still gives back what he had, also when the answer was lost; who never had anything there finds nothing. */
    @Test
    void givingBackIsRepeatableForWhoWorksElsewhereByNow() {
        var offering = offered.online(offered.term(county, 2), county, 5, 0);
        var together = cast.actor(cast.teacher(school));
        var stranger = cast.actor(cast.teacher(school));
        choose(teacher, offering);
        choose(together, offering);
        var elsewhere = cast.school(cast.county());
        for (var person : List.of(teacher, together, stranger)) {
            db.sql("update directory.employment set organization_id = :to where teacher_id = :t").param("to", elsewhere.id().value()).param("t", person.teacher().value()).update();
        }

        for (var again = 0; again < 3; again++) {
            assertThat(giveBack(teacher, offering)).hasStatus(204);
        }

        var twice = java.util.stream.Stream.generate(() -> new Wish(together.teacher(), offering, false, java.time.Instant.now())).limit(2).toList();
        assertThat(rounds.commit(twice).outcomes()).as("in one moment").containsOnlyKeys(twice.toArray(Wish[]::new));
        assertProblem(giveBack(stranger, offering), 404);
        assertProblem(choose(teacher, offering), 404);
        assertThat(mvc.post().uri("/selection/offerings/" + offering + "/selection/removal").with(Cast.as(teacher)).with(Cast.csrf()).exchange())
            .hasStatus3xxRedirection().hasRedirectedUrl("/selection");
        assertThat(offerings.find(Set.of(offering)).get(offering).seats().taken()).isZero();
    }

    private static void assertProblem(MvcTestResult result, int status) {
        assertThat(result).hasStatus(status).hasContentTypeCompatibleWith("application/problem+json");
        assertThat(json(result).propertyNames()).contains("code", "title", "detail", "reference");
    }

    private Term now(TermId id) {
        return terms.current(List.of(id)).get(id);
    }

    private String windows(TermId id) {
        return Json.write(now(id).windows().stream().map(it -> java.util.Map.of("kind", it.kind().name(), "opens", Dates.rfc3339(it.opens()), "closes", Dates.rfc3339(it.closes()))).toList());
    }

    private MvcTestResult get(Actor actor, String path) {
        return mvc.get().uri(java.net.URI.create("/api/v1" + path)).with(Cast.as(actor)).exchange();
    }

    private MvcTestResult choose(Actor actor, OfferingId offering) {
        return send(actor, "/offerings/" + offering + "/selection", "{}", "application/json");
    }

    private MvcTestResult giveBack(Actor actor, OfferingId offering) {
        return mvc.delete().uri("/api/v1/offerings/" + offering + "/selection").with(Cast.as(actor)).with(Cast.csrf()).exchange();
    }

    private MvcTestResult send(Actor actor, String path, String body, String type) {
        return mvc.post().uri("/api/v1" + path).with(Cast.as(actor)).with(Cast.csrf()).contentType(type).content(body).exchange();
    }

    private MvcTestResult keyed(Actor actor, OfferingId offering, String key) {
        return mvc.post().uri("/api/v1/offerings/" + offering + "/selection").with(Cast.as(actor)).with(Cast.csrf()).contentType("application/json").content("{}")
            .header("Idempotency-Key", key).exchange();
    }

    private static JsonNode json(MvcTestResult result) {
        try {
            return Json.read(result.getResponse().getContentAsString(StandardCharsets.UTF_8), JsonNode.class);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
