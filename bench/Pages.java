import java.util.List;

/** Sign-in page, the teacher's home and the lesson list, against a fixed body of the home's size behind the same security chain. */
final class Pages {

    private static final int TEACHERS = 128;
    private static final int CONNECTIONS = 64;
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
        var tokens = server.tokens(TEACHERS);
        var program = Program.winter(server, tokens.getFirst());
        var teachers = browsers(server, program, tokens);
        var size = bytes(server, teachers, "/home");
        var pages = List.of(get(List.of("lang=zh-CN"), "/sign-in"), get(teachers, "/home"), get(teachers, "/yardstick/fixed?bytes=" + size),
            get(teachers, "/programs/" + program.id() + "/lessons"));
        var measured = Load.inTurn(WARM_ROUNDS, ROUNDS, SLICE, pages.stream().map(page -> new Load.Kind(server, CONNECTIONS, page)).toList());
        var signIn = measured.get(0);
        var home = measured.get(1);
        var fixed = measured.get(2);
        var lessons = measured.get(3);
        results.figure("teachers who ask", teachers.size());
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
        var teachers = browsers(server, program, tokens);
        Load.run(server, CONNECTIONS, seconds, get(teachers, "/home"));
        Load.run(server, CONNECTIONS, seconds, get(teachers, "/programs/" + program.id() + "/lessons"));
    }

    /** The browsers of those who may take part in the program, and do. */
    private static List<String> browsers(Server server, Program program, List<String> tokens) throws Exception {
        var joined = program.join(server, tokens);
        return server.browsers(joined.stream().map(it -> tokens.indexOf(it) + 1).toList());
    }

    /** Every connection speaks for several browsers in turn. */
    private static Load.Clients get(List<String> browsers, String path) {
        var requests = browsers.stream().map(it -> Http.page(path, it)).toList();
        return connection -> n -> requests.get((connection + n * CONNECTIONS) % requests.size());
    }

    /** How long a page is on average. */
    private static int bytes(Server server, List<String> browsers, String path) throws Exception {
        var sum = 0L;
        try (var http = new Http(server.port)) {
            for (var browser : browsers) {
                sum += http.send(Http.page(path, browser)).body().length;
            }
        }
        return Math.toIntExact(sum / browsers.size());
    }
}
