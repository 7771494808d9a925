package org.xingtan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.web.Page;
import tools.jackson.databind.JsonNode;

/** Pages as somebody who is signed in opens them, and their forms as he fills them in and sends them. */
@Fixture
public class Forms {

    private final MockMvcTester mvc;

    Forms(MockMvcTester mvc) {
        this.mvc = mvc;
    }

    public MvcTestResult get(Actor actor, String address) {
        return mvc.get().uri(address).with(Cast.as(actor)).exchange();
    }

    /** @param fields names and values in turn */
    public MvcTestResult post(Actor actor, String address, String... fields) {
        var request = mvc.post().uri(address).with(Cast.as(actor)).with(Cast.csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    /** A list of the JSON contract as somebody reads it in parts of so many, each behind the one before. */
    public List<JsonNode> inParts(Actor actor, String address, int limit) {
        var all = new ArrayList<JsonNode>();
        var next = "";
        while (next != null) {
            var part = json(get(actor, asking(address, "limit=" + limit + "&cursor=" + next)));
            assertThat(part.get("items").size()).as(address).isPositive().isLessThanOrEqualTo(limit);
            part.get("items").forEach(all::add);
            next = part.get("next").isNull() ? null : part.get("next").asString();
        }
        return all;
    }

    /** Of a list that is there as a whole for whoever asks for no part: its parts are the same, and what is no part of it is refused. */
    public void assertInParts(Actor actor, String address) {
        var whole = json(get(actor, address));
        assertThat(whole.get("next").isNull()).as(address).isTrue();
        assertThat(whole.get("items").size()).as(address).isGreaterThan(1);
        assertThat(inParts(actor, address, 1)).as(address).isEqualTo(whole.get("items").valueStream().toList());
        assertThat(inParts(actor, address, Page.MAX_LIMIT)).as(address).isEqualTo(whole.get("items").valueStream().toList());
        for (var wrong : List.of("limit=0", "limit=201", "limit=x", "cursor=x", "cursor=eA")) {
            assertThat(get(actor, asking(address, wrong))).as(asking(address, wrong)).hasStatus(400);
        }
    }

    private static String asking(String address, String more) {
        return address + (address.contains("?") ? "&" : "?") + more;
    }

    private static JsonNode json(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        return Json.read(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8), JsonNode.class);
    }
}
