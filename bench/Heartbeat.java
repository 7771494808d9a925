import java.util.ArrayList;
import java.util.List;

/** Beats, each acknowledged after its commit, against a no-op behind the same security chain. */
final class Heartbeat {

    private static final int TEACHERS = 128;
    private static final int CONNECTIONS = 64;

    private Heartbeat() {}

    static void measure(Results results) throws Exception {
        try (var server = Server.start(Server.seeded(10_000))) {
            var tokens = server.tokens(TEACHERS);
            var noop = Load.run(server, CONNECTIONS, 10, connection -> {
                var request = Http.request("POST", "/yardstick/noop", tokens.get(connection % tokens.size()), "{\"seq\":1,\"ranges\":[[0,5]],\"position\":5,\"rate\":1.0}");
                return _ -> request;
            });
            var beats = beats(server, tokens, 10);
            results.figure("no-op", noop);
            results.figure("beat", beats);
            results.atLeast("beat: share of the no-op's rate", beats.perSecond() / noop.perSecond(), 0.50);
            results.atMost("beat: CPU ms", beats.cpu(), 0.5);
        }
    }

    /** Every connection speaks for two teachers in turn, each going through its lesson. */
    static Load.Result beats(Server server, List<String> all, double seconds) throws Exception {
        var program = Program.winter(server, all.getFirst());
        var tokens = program.join(server, all);
        var sessions = new ArrayList<String>();
        try (var http = new Http(server.port)) {
            for (var token : tokens) {
                sessions.add(Json.text(http.send("POST", "/api/v1/lessons/" + program.lessons().getLast() + "/sessions", token,
                    "{\"program\":\"" + program.id() + "\"}").text(), "session"));
            }
        }
        return Load.run(server, CONNECTIONS, seconds, connection -> n -> {
            var teacher = (connection + n % 2 * CONNECTIONS) % tokens.size();
            var second = n / 2 % 35;
            return Http.request("POST", "/api/v1/learning-sessions/" + sessions.get(teacher) + "/beats", tokens.get(teacher),
                "{\"seq\":%d,\"ranges\":[[%d,%d]],\"position\":%d,\"rate\":1.0}".formatted(n / 2, second, second + 5, second + 5));
        });
    }
}
