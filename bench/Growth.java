import java.util.ArrayList;
import java.util.List;

/**
 * Cost grows with the work at hand, not with the size of the country: the same work at ten thousand, a hundred thousand and a
 * million teachers. The three run at once and are asked in turn, so that whatever else the machine does hits all alike.
 */
final class Growth {

    private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);
    private static final List<String> WORK = List.of("home page", "beat", "county statistics", "selection");
    /** Twelve seconds of each kind: the compilers finish first; what they cost is the same at every size, and would hide what grows. */
    private static final int WARM_ROUNDS = 6;
    private static final int ROUNDS = 6;
    private static final double SLICE = 2;
    /** Others than those who did a thousand quizzes for another measurement. */
    private static final int FROM = 1001;
    private static final int TEACHERS = 64;

    private Growth() {}

    static void measure(Results results) throws Exception {
        var servers = new ArrayList<Server>();
        try {
            for (var size : SIZES) {
                servers.add(Server.start(Server.offering(size)));
            }
            measure(results, servers);
        } finally {
            for (var server : servers) {
                server.close();
            }
        }
    }

    private static void measure(Results results, List<Server> servers) throws Exception {
        var kinds = new ArrayList<Load.Kind>();
        for (var server : servers) {
            kinds.addAll(kinds(server));
        }
        var costs = Load.inTurn(WARM_ROUNDS, ROUNDS, SLICE, kinds).stream().map(Load.Result::cpu).toList();
        for (var i = 0; i < costs.size(); i++) {
            results.figure(WORK.get(i % WORK.size()) + " at " + SIZES.get(i / WORK.size()) + ": CPU ms", costs.get(i));
        }
        for (var i = WORK.size(); i < costs.size(); i++) {
            results.atMost(WORK.get(i % WORK.size()) + " at " + SIZES.get(i / WORK.size()) + ": times the cost at " + SIZES.getFirst(),
                costs.get(i) / costs.get(i % WORK.size()), 1.5);
        }
    }

    private static List<Load.Kind> kinds(Server server) throws Exception {
        var tokens = server.tokens(FROM, TEACHERS);
        Program.winter(server, tokens.getFirst()).join(server, tokens);
        return List.of(new Load.Kind(server, 16, connection -> get("/home", tokens.get(connection))),
            new Load.Kind(server, TEACHERS, Heartbeat.players(server, tokens)), new Load.Kind(server, 4, county(server)),
            new Load.Kind(server, TEACHERS, choosing(Offered.of(server).hot().path(), tokens)));
    }

    /** Each takes a place in the same course and gives it back. */
    private static Load.Clients choosing(String path, List<String> tokens) {
        return connection -> n -> n % 2 == 0 ? Http.request("POST", path, tokens.get(connection), "{}")
            : Http.request("DELETE", path, tokens.get(connection), null);
    }

    /** The planted county of forty schools is the same at every size. */
    private static Load.Clients county(Server server) throws Exception {
        try (var http = new Http(server.port)) {
            var token = Json.text(http.send("POST", "/api/v1/tokens", null,
                "{\"username\":\"seed-county\",\"password\":\"xingtan-demo\",\"name\":\"bench\"}").text(), "token");
            var county = Statistics.top(http, token);
            return _ -> get("/api/v1/organizations/" + county + "/statistics", token);
        }
    }

    private static Load.Client get(String path, String token) {
        var request = Http.request("GET", path, token, null);
        return _ -> request;
    }
}
