/** From the command to the first page on existing data, and the memory after load. */
final class Start {

    private Start() {}

    static void measure(Results results) throws Exception {
        var data = Server.seeded(10_000);
        Server.start(data).close();
        var best = Double.MAX_VALUE;
        for (var i = 0; i < 3; i++) {
            try (var server = Server.start(data)) {
                results.figure("start " + (i + 1) + ": s", server.secondsToFirstPage);
                best = Math.min(best, server.secondsToFirstPage);
                if (i == 2) {
                    var tokens = server.tokens(64);
                    Heartbeat.beats(server, tokens, 10);
                    Pages.load(server, tokens, 10);
                    results.atMost("resident memory after load: MB", server.residentMegabytes(), 400);
                }
            }
        }
        results.atMost("cold start to the first page, best of three: s", best, 8);
    }
}
