package org.xingtan.messaging;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.xingtan.platform.persistence.Json;

/**
 * Text messages by a gateway that takes {@code {"id", "to", "text"}} as JSON over HTTP. The id is the same at every try; a gateway
 * answers 2xx for what it has taken.
 */
@Component
class SmsChannel implements Channel {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String url;
    private final String token;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    SmsChannel(@Value("${xingtan.sms.url}") String url, @Value("${xingtan.sms.token}") String token) {
        this.url = url;
        this.token = token;
    }

    @Override
    public List<Way> ways() {
        return List.of(Way.SMS);
    }

    @Override
    public boolean isConfigured() {
        return !url.isEmpty();
    }

    @Override
    public String destination() {
        return url.isEmpty() ? "" : URI.create(url).getHost();
    }

    @Override
    public Map<UUID, Failure> deliver(List<Letter> letters) {
        var failures = new HashMap<UUID, Failure>();
        for (var letter : letters) {
            if (failures.values().stream().anyMatch(it -> it.kind() == Failure.Kind.AWAY)) {
                failures.put(letter.id(), new Failure(Failure.Kind.AWAY, ""));
            } else {
                deliver(letter, failures);
            }
        }
        return failures;
    }

    private void deliver(Letter letter, Map<UUID, Failure> failures) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token).header("Idempotency-Key", letter.id().toString())
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(Map.of("id", letter.id().toString(), "to", letter.address(), "text", letter.text()))));
            var status = http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                failures.put(letter.id(), new Failure(kind(status), Integer.toString(status)));
            }
        } catch (IOException e) {
            failures.put(letter.id(), new Failure(Failure.Kind.AWAY, e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.put(letter.id(), new Failure(Failure.Kind.AWAY, e.getClass().getSimpleName()));
        }
    }

    private static Failure.Kind kind(int status) {
        return switch (status) {
            case 400, 404, 410, 413, 422 -> Failure.Kind.NEVER;
            case 401, 403, 429, 500, 502, 503, 504 -> Failure.Kind.AWAY;
            default -> Failure.Kind.LATER;
        };
    }
}
