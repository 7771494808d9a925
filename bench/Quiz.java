import java.util.List;
import java.util.regex.Pattern;

/** A whole attempt of five questions: begun, every answer saved, submitted, marked; seven requests. */
final class Quiz {

    private static final Pattern QUESTION = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\",\\s*\"kind\"\\s*:\\s*\"([A-Z_]+)\".*?\"options\"\\s*:\\s*\\[\\{\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final int PEOPLE = 200;
    private static final int CLASSES = 40;
    private static final int WARM_UP = 1_500;
    private static final int MEASURED = 1_000;

    private Quiz() {}

    static void measure(Results results) throws Exception {
        try (var server = Server.start(Server.seeded(10_000))) {
            // Other people each time: whoever has passed everything begins nothing any more.
            var all = server.tokens(1 + (int) (System.currentTimeMillis() / 1000 % CLASSES) * PEOPLE, PEOPLE);
            var program = Program.winter(server, all.getFirst());
            var tokens = program.join(server, all);
            results.figure("attempts of warm-up", WARM_UP);
            attempts(server, program, tokens, WARM_UP);
            var cpu = server.cpuMillis();
            var began = System.nanoTime();
            var passed = attempts(server, program, tokens, MEASURED);
            var seconds = (System.nanoTime() - began) / 1e9;
            results.figure("attempts/s, one after another", MEASURED / seconds);
            results.figure("attempts that passed, %", 100.0 * passed / MEASURED);
            results.atMost("attempt of 5 questions, start to result: CPU ms", (server.cpuMillis() - cpu) / MEASURED, 12);
        }
    }

    /**
     * So many whole attempts; somebody who has passed a quiz cannot begin it again, and is not counted. Most fail, so that the
     * next may follow: nothing is chosen where several may be.
     *
     * @return how many passed
     */
    private static int attempts(Server server, Program program, List<String> tokens, int n) throws Exception {
        var passed = 0;
        try (var http = new Http(server.port)) {
            for (int done = 0, i = 0; done < n; i++) {
                if (i > n + 100 * tokens.size() * program.lessons().size()) {
                    throw new IllegalStateException("Everybody has passed everything");
                }
                var token = tokens.get(i % tokens.size());
                var lesson = program.lessons().get(i / tokens.size() % program.lessons().size());
                var started = http.send("POST", "/api/v1/lessons/" + lesson + "/attempts", token, "{\"program\":\"" + program.id() + "\"}");
                if (started.status() == 422) {
                    continue;
                }
                check(started, 201);
                passed += answer(http, token, started.text()) ? 1 : 0;
                done++;
            }
        }
        return passed;
    }

    private static boolean answer(Http http, String token, String started) throws Exception {
        var attempt = Json.text(started, "attempt");
        var questions = QUESTION.matcher(started);
        var answered = 0;
        while (questions.find()) {
            var answer = questions.group(2).equals("MULTIPLE") ? "[]" : "\"" + questions.group(3) + "\"";
            check(http.send("PUT", "/api/v1/attempts/" + attempt + "/answers/" + questions.group(1), token, "{\"answer\":" + answer + "}"), 204);
            answered++;
        }
        if (answered != 5) {
            throw new IllegalStateException("Not five questions: " + started);
        }
        var result = http.send("POST", "/api/v1/attempts/" + attempt + "/submission", token, "{}");
        check(result, 200);
        return result.text().contains("\"passed\":true");
    }

    private static void check(Http.Answer answer, int status) {
        if (answer.status() != status) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
    }
}
