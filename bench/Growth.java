/** Cost grows with the work at hand, not with the size of the country: the same work at ten thousand, a hundred thousand and a million teachers. */
final class Growth {

    private static final double WARM = 12;

    private Growth() {}

    private record Cost(double home, double beat, double county) {}

    static void measure(Results results) throws Exception {
        var small = cost(results, 10_000);
        for (var teachers : new int[] {100_000, 1_000_000}) {
            var large = cost(results, teachers);
            results.atMost("home page at " + teachers + ": times the cost at 10000", large.home / small.home, 1.5);
            results.atMost("beat at " + teachers + ": times the cost at 10000", large.beat / small.beat, 1.5);
            results.atMost("county statistics at " + teachers + ": times the cost at 10000", large.county / small.county, 1.5);
        }
    }

    private static Cost cost(Results results, int teachers) throws Exception {
        try (var server = Server.start(Server.seeded(teachers))) {
            var tokens = server.tokens(64);
            var program = Program.winter(server, tokens.getFirst());
            program.join(server, tokens);
            Load.Clients asking = connection -> {
                var request = Http.request("GET", "/home", tokens.get(connection), null);
                return _ -> request;
            };
            // The compilers finish first: what they cost is the same at every size, and would hide what grows.
            Load.run(server, 16, WARM, asking);
            var home = Load.run(server, 16, 8, asking).cpu();
            Heartbeat.beats(server, tokens, WARM);
            var beat = Heartbeat.beats(server, tokens, 8).cpu();
            var county = county(server);
            results.figure(teachers + " teachers, home: CPU ms", home);
            results.figure(teachers + " teachers, beat: CPU ms", beat);
            results.figure(teachers + " teachers, statistics of the planted county: CPU ms", county);
            return new Cost(home, beat, county);
        }
    }

    /** The planted county of forty schools is the same at every size. */
    private static double county(Server server) throws Exception {
        String token;
        String county;
        try (var http = new Http(server.port)) {
            token = Json.text(http.send("POST", "/api/v1/tokens", null,
                "{\"username\":\"seed-county\",\"password\":\"xingtan-demo\",\"name\":\"bench\"}").text(), "token");
            county = Statistics.top(http, token);
        }
        var request = Http.request("GET", "/api/v1/organizations/" + county + "/statistics", token, null);
        Load.run(server, 4, WARM / 2, _ -> _ -> request);
        return Load.run(server, 4, 8, _ -> _ -> request).cpu();
    }
}
