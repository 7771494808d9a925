/** Sign-in page, the teacher's home and the lesson list, against a fixed body of the home's size behind the same security chain. */
final class Pages {

    private Pages() {}

    static void measure(Results results) throws Exception {
        try (var server = Server.start(Server.seeded(10_000))) {
            var all = server.tokens(32);
            var program = Program.winter(server, all.getFirst());
            var tokens = program.join(server, all);
            var signIn = get(server, tokens, "/sign-in", false);
            var home = get(server, tokens, "/home", true);
            var fixed = get(server, tokens, "/yardstick/fixed?bytes=" + (int) home.averageBytes(), true);
            var lessons = get(server, tokens, "/programs/" + program.id() + "/lessons", true);
            results.figure("sign-in page", signIn);
            results.figure("home", home);
            results.figure("home: bytes", home.averageBytes());
            results.figure("fixed body of the same size", fixed);
            results.figure("lesson list", lessons);
            results.figure("lesson list: bytes", lessons.averageBytes());
            results.atMost("sign-in page: CPU ms", signIn.cpu(), 0.6);
            results.atMost("home: CPU ms", home.cpu(), 2);
            results.atLeast("home: share of the fixed body's rate", home.perSecond() / fixed.perSecond(), 0.30);
            results.atMost("lesson list: CPU ms", lessons.cpu(), 2.5);
        }
    }

    private static Load.Result get(Server server, java.util.List<String> tokens, String path, boolean signedIn) throws Exception {
        return Load.run(server, 32, 10, connection -> {
            var request = Http.request("GET", path, signedIn ? tokens.get(connection % tokens.size()) : null, null);
            return _ -> request;
        });
    }
}
