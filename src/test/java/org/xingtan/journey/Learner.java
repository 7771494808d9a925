package org.xingtan.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.persistence.Json;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Somebody who learns through the JSON contract alone. Time is given to his sessions in the database, so that nobody waits. */
final class Learner {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Stage stage;
    private final String token;

    Learner(Stage stage, String username) {
        this.stage = stage;
        this.token = send("POST", "/tokens", Map.of("username", username, "password", Stage.PASSWORD, "name", "journey"), null)
            .get("token").asString();
    }

    JsonNode get(String path) {
        return send("GET", path, null, token);
    }

    JsonNode post(String path, Object body) {
        return send("POST", path, body, token);
    }

    Learner join(UUID program, String track) {
        post("/programs/" + program + "/participation", Map.of("track", track));
        return this;
    }

    List<JsonNode> lessons(UUID program) {
        return get("/programs/" + program + "/lessons").get("items").valueStream().toList();
    }

    /** Watches a lesson to its end and passes its quiz. */
    void complete(UUID program, JsonNode lesson) {
        if (lesson.get("complete").asBoolean()) {
            return;
        }
        watch(program, lesson);
        if (!lesson.get("quiz").isNull() && !lesson.get("quiz").get("passed").asBoolean()) {
            pass(program, lesson);
        }
    }

    private void watch(UUID program, JsonNode lesson) {
        var session = UUID.fromString(post("/lessons/" + id(lesson) + "/sessions", Map.of("program", program)).get("session").asString());
        var duration = lesson.get("duration").asInt();
        stage.db().sql("update learning.session set opened_at = opened_at - make_interval(secs => :s), version = version + 1 where id = :id")
            .param("s", duration + 10).param("id", session).update();
        post("/learning-sessions/" + session + "/beats",
            Map.of("seq", 1, "ranges", List.of(List.of(0, duration)), "position", duration, "rate", 1));
    }

    private void pass(UUID program, JsonNode lesson) {
        var attempt = attempt(program, lesson);
        for (var question : AnswerSheet.of(stage, attempt).questions()) {
            send("PUT", "/attempts/" + attempt + "/answers/" + question.id(), Map.of("answer", AnswerSheet.answer(question)), token);
        }
        post("/attempts/" + attempt + "/submission", Map.of());
    }

    /** Begins a quiz, or goes on with the one that is open. */
    UUID attempt(UUID program, JsonNode lesson) {
        return UUID.fromString(post("/lessons/" + id(lesson) + "/attempts", Map.of("program", program)).get("attempt").asString());
    }

    static UUID id(JsonNode thing) {
        return UUID.fromString(thing.get("id").asString());
    }

    private JsonNode send(String method, String path, @Nullable Object body, @Nullable String bearer) {
        var request = HttpRequest.newBuilder(URI.create(stage.address() + "/api/v1" + path)).header("Content-Type", "application/json")
            .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(Json.write(body)));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return Json.read(response.body().isEmpty() ? "null" : response.body(), new TypeReference<JsonNode>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
