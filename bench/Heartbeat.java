import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Beats, each acknowledged after its commit, against a no-op behind the same security chain. */
final class Heartbeat {

    private static final int TEACHERS = 128;
    private static final int CONNECTIONS = 64;
    private static final double SLICE = 2.5;
    private static final int WARM = 4;
    private static final int MOST_WARM = 30;
    private static final int ROUNDS = 8;

    private Heartbeat() {}

    static void measure(Results results) throws Exception {
        try (var server = Server.start(Server.seeded(10_000))) {
            var tokens = server.tokens(TEACHERS);
            var nothing = noop(tokens);
            var players = players(server, tokens);
            Warming.up(Set.of(server), WARM, MOST_WARM, _ -> {
                Load.run(server, CONNECTIONS, SLICE, nothing);
                Load.run(server, CONNECTIONS, SLICE, players);
            });
            var noops = new ArrayList<Load.Result>();
            var taken = new ArrayList<Load.Result>();
            for (var round = 0; round < ROUNDS; round++) {
                noops.add(Load.run(server, CONNECTIONS, SLICE, nothing));
                taken.add(Load.run(server, CONNECTIONS, SLICE, players));
            }
            var noop = sum(noops);
            var beats = sum(taken);
            results.figure("no-op", noop);
            results.figure("beat", beats);
            results.atLeast("beat: share of the no-op's rate", beats.perSecond() / noop.perSecond(), 0.50);
            results.atMost("beat: CPU ms", beats.cpu(), 0.5);
        }
    }

    static Load.Result beats(Server server, List<String> tokens, double seconds) throws Exception {
        return Load.run(server, CONNECTIONS, seconds, players(server, tokens));
    }

    /** Requests, time and processor time of all slices together; the worst slice's slowest. */
    private static Load.Result sum(List<Load.Result> slices) {
        var requests = slices.stream().mapToLong(Load.Result::requests).sum();
        var seconds = slices.stream().mapToDouble(it -> it.requests() / it.perSecond()).sum();
        var cpu = slices.stream().mapToDouble(it -> it.cpu() * it.requests()).sum();
        var medians = slices.stream().mapToDouble(Load.Result::medianMillis).sorted().toArray();
        var slowest = slices.stream().mapToDouble(Load.Result::p99Millis).max().orElseThrow();
        return new Load.Result(requests, requests / seconds, cpu / requests, medians[medians.length / 2], slowest, slices.getFirst().averageBytes());
    }

    /** The same beats, built as they are sent, to an address where nothing is done with them. */
    private static Load.Clients noop(List<String> tokens) {
        var seqs = new AtomicIntegerArray(tokens.size());
        return connection -> n -> {
            var teacher = (connection + n % 2 * CONNECTIONS) % tokens.size();
            return beat("/yardstick/noop", tokens.get(teacher), seqs.getAndIncrement(teacher));
        };
    }

    /** Every connection speaks for two teachers in turn, each going through its lesson; their beats are numbered through all slices, as a player does. */
    static Load.Clients players(Server server, List<String> all) throws Exception {
        var program = Program.winter(server, all.getFirst());
        var tokens = program.join(server, all);
        var paths = new ArrayList<String>();
        try (var http = new Http(server.port)) {
            for (var token : tokens) {
                paths.add("/api/v1/learning-sessions/" + Json.text(http.send("POST", "/api/v1/lessons/" + program.lessons().getLast() + "/sessions", token,
                    "{\"program\":\"" + program.id() + "\"}").text(), "session") + "/beats");
            }
        }
        var beats = new AtomicIntegerArray(tokens.size());
        return connection -> n -> {
            var teacher = (connection + n % 2 * CONNECTIONS) % beats.length();
            return beat(paths.get(teacher), tokens.get(teacher), beats.getAndIncrement(teacher));
        };
    }

    private static byte[] beat(String path, String token, int seq) {
        var second = seq % 35;
        return Http.request("POST", path, token,
            "{\"seq\":" + seq + ",\"ranges\":[[" + second + "," + (second + 5) + "]],\"position\":" + (second + 5) + ",\"rate\":1.0}");
    }
}
