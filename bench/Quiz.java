import java.util.regex.Pattern;

/** A whole attempt of five questions: begun, every answer saved, submitted, marked. */
final class Quiz {

    private static final Pattern QUESTION = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\",\\s*\"kind\"\\s*:\\s*\"([A-Z_]+)\".*?\"options\"\\s*:\\s*\\[\\{\"id\"\\s*:\\s*\"([^\"]+)\"");

    private Quiz() {}

    static void measure(Results results) throws Exception {
        try (var server = Server.start(Server.seeded(10_000))) {
            var all = server.tokens(8);
            var program = Program.winter(server, all.getFirst());
            var tokens = program.join(server, all);
            attempts(server, program, tokens, 400);
            var n = 400;
            var cpu = server.cpuMillis();
            var began = System.nanoTime();
            attempts(server, program, tokens, n);
            var seconds = (System.nanoTime() - began) / 1e9;
            results.figure("attempts/s, one after another", n / seconds);
            results.atMost("attempt of 5 questions, start to result: CPU ms", (server.cpuMillis() - cpu) / n, 12);
        }
    }

    /** Wrong answers (the first option of every question), so that the next attempt may follow. */
    private static void attempts(Server server, Program program, java.util.List<String> tokens, int n) throws Exception {
        try (var http = new Http(server.port)) {
            for (var i = 0; i < n; i++) {
                var token = tokens.get(i % tokens.size());
                var lesson = program.lessons().get(i / tokens.size() % program.lessons().size());
                var started = http.send("POST", "/api/v1/lessons/" + lesson + "/attempts", token, "{\"program\":\"" + program.id() + "\"}");
                if (started.status() == 422) {
                    continue;
                }
                var attempt = Json.text(started.text(), "attempt");
                var questions = QUESTION.matcher(started.text());
                while (questions.find()) {
                    var answer = questions.group(2).equals("MULTIPLE") ? "[\"" + questions.group(3) + "\"]" : "\"" + questions.group(3) + "\"";
                    check(http.send("PUT", "/api/v1/attempts/" + attempt + "/answers/" + questions.group(1), token, "{\"answer\":" + answer + "}"), 204);
                }
                check(http.send("POST", "/api/v1/attempts/" + attempt + "/submission", token, "{}"), 200);
            }
        }
    }

    private static void check(Http.Answer answer, int status) {
        if (answer.status() != status) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
    }
}
