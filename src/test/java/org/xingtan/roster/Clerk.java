package org.xingtan.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.Json;
import org.xingtan.testing.AtWork;
import org.xingtan.testing.Cast;
import tools.jackson.databind.JsonNode;

/**
 * An administrator at work with the JSON contract.
 *
 * @param turn what he does himself while he waits
 */
record Clerk(MockMvcTester mvc, Actor actor, Runnable turn) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Clerk(MockMvcTester mvc, Actor actor) {
        this(mvc, actor, () -> {});
    }

    MvcTestResult send(Cast.Place unit, byte[] workbook) {
        return mvc.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders
            .multipart("/api/v1/organizations/{id}/roster-imports", unit.id().value())
            .file(new MockMultipartFile("file", "名册 1.xlsx", null, workbook)).contentType(MediaType.parseMediaType("multipart/form-data; boundary=b"))
            .with(as(actor)).with(csrf()));
    }

    /** Sends it and waits for the plan. */
    JsonNode plan(Cast.Place unit, byte[] workbook) {
        var answer = send(unit, workbook);
        assertThat(answer).hasStatus(202);
        return await(json(answer).get("id").stringValue());
    }

    /** Waits until nobody is at work on it. */
    JsonNode await(String id) {
        var end = Instant.now().plus(PATIENCE);
        while (true) {
            var one = look(id);
            if (!one.get("state").stringValue().matches("READING|COMMITTING")) {
                return one;
            }
            turn.run();
            assertThat(Instant.now()).as(() -> "still " + one.get("state") + " while these are at work:\n" + AtWork.now()).isBefore(end);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    JsonNode look(String id) {
        var answer = mvc.get().uri("/api/v1/roster-imports/{id}", id).with(as(actor)).exchange();
        assertThat(answer).hasStatusOk();
        return json(answer);
    }

    MvcTestResult commit(JsonNode plan) {
        return mvc.post().uri("/api/v1/roster-imports/{id}/commit", plan.get("id").stringValue()).with(as(actor)).with(csrf()).exchange();
    }

    /** Sends, plans and commits. */
    JsonNode carryOut(Cast.Place unit, byte[] workbook) {
        var plan = plan(unit, workbook);
        assertThat(plan.get("state").stringValue()).as(plan.toString()).isEqualTo("PLANNED");
        assertThat(commit(plan)).hasStatus(202);
        return await(plan.get("id").stringValue());
    }

    MvcTestResult discard(JsonNode plan) {
        return mvc.delete().uri("/api/v1/roster-imports/{id}", plan.get("id").stringValue()).with(as(actor)).with(csrf()).exchange();
    }

    /** {@code create change transfer retire unchanged refused}. */
    static String totals(JsonNode one) {
        var totals = one.get("totals");
        var words = String.join(" ", java.util.stream.Stream.of("create", "change", "transfer", "retire", "unchanged", "refused")
            .map(name -> totals.get(name).toString()).toList());
        assertThat(java.util.Arrays.stream(words.split(" ")).mapToInt(Integer::parseInt).sum()).isEqualTo(totals.get("rows").intValue());
        return words;
    }

    static JsonNode json(MvcTestResult answer) {
        return Json.read(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8), JsonNode.class);
    }
}
