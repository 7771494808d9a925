import java.util.List;

/** Sign-in page, the teacher's home and the lesson list, against a fixed body of the home's size behind the same security chain. */
final class Pages {

    private static final int TEACHERS = 128;
    private static final int CONNECTIONS = 32;
    private static final double SLICE = 2;
    /** Eighteen seconds of each page: on two cores the compilers need them. */
    private static final int WARM_ROUNDS = 9;
    private static final int ROUNDS = 6;

    private Pages() {}

    static void measure(Results results) throws Exception {
        try (var server = Server.start(Server.seeded(10_000))) {
            measure(server, results);
        }
    }

    private static void measure(Server server, Results results) throws Exception {
        var all = server.tokens(TEACHERS);
        var program = Program.winter(server, all.getFirst());
        var tokens = program.join(server, all);
        var size = bytes(server, tokens, "/home");
        var measured = Load.inTurn(server, CONNECTIONS, WARM_ROUNDS, ROUNDS, SLICE, List.of(get(List.of(), "/sign-in"), get(tokens, "/home"),
            get(tokens, "/yardstick/fixed?bytes=" + size), get(tokens, "/programs/" + program.id() + "/lessons")));
        var signIn = measured.get(0);
        var home = measured.get(1);
        var fixed = measured.get(2);
        var lessons = measured.get(3);
        results.figure("teachers who ask", tokens.size());
        results.figure("sign-in page", signIn);
        results.figure("home", home);
        results.figure("home: bytes", home.averageBytes());
        results.figure("fixed body of the same size", fixed);
        results.figure("fixed body of the same size: bytes", fixed.averageBytes());
        results.figure("lesson list", lessons);
        results.figure("lesson list: bytes", lessons.averageBytes());
        results.atMost("sign-in page: CPU ms", signIn.cpu(), 0.6);
        results.atMost("home: CPU ms", home.cpu(), 2);
        results.atLeast("home: share of the fixed body's rate", home.perSecond() / fixed.perSecond(), 0.30);
        results.atMost("lesson list: CPU ms", lessons.cpu(), 2.5);
    }

    /** Homes and lesson lists, for as long. */
    static void load(Server server, List<String> tokens, double seconds) throws Exception {
        var program = Program.winter(server, tokens.getFirst());
        Load.run(server, CONNECTIONS, seconds, get(tokens, "/home"));
        Load.run(server, CONNECTIONS, seconds, get(tokens, "/programs/" + program.id() + "/lessons"));
    }

    /** Every connection speaks for several people in turn; for nobody when there are none. */
    private static Load.Clients get(List<String> tokens, String path) {
        var requests = tokens.isEmpty() ? List.of(Http.request("GET", path, null, null))
            : tokens.stream().map(token -> Http.request("GET", path, token, null)).toList();
        return connection -> n -> requests.get((connection + n * CONNECTIONS) % requests.size());
    }

    /** How long a page is on average. */
    private static int bytes(Server server, List<String> tokens, String path) throws Exception {
        var sum = 0L;
        try (var http = new Http(server.port)) {
            for (var token : tokens) {
                sum += http.send("GET", path, token, null).body().length;
            }
        }
        return Math.toIntExact(sum / tokens.size());
    }
}
