import java.util.Arrays;

/** Completion by city, county and school for a million teachers, against the bare count of the participations. */
final class Statistics {

    private static final int ROUNDS = 60;

    private Statistics() {}

    static void measure(Results results) throws Exception {
        try (var server = Server.start(Server.seeded(1_000_000))) {
            var token = administrator(server);
            var count = median(server, "/yardstick/count", token);
            results.figure("bare count of participations: ms", count);
            try (var http = new Http(server.port)) {
                var organization = top(http, token);
                for (var level = 0; level < 4 && organization != null; level++) {
                    var millis = median(server, "/api/v1/organizations/" + organization + "/statistics", token);
                    results.figure("statistics at depth " + level + ": ms", millis);
                    results.atMost("statistics at depth " + level + ": share of the bare count", millis / count, 0.15);
                    organization = firstChild(http, organization, token);
                }
            }
        }
    }

    static String administrator(Server server) throws Exception {
        try (var http = new Http(server.port)) {
            return Json.text(http.send("POST", "/api/v1/tokens", null,
                "{\"username\":\"seed-province\",\"password\":\"xingtan-demo\",\"name\":\"bench\"}").text(), "token");
        }
    }

    static String top(Http http, String token) throws Exception {
        var me = http.send("GET", "/api/v1/me", token, null).text();
        return Json.text(me.substring(me.indexOf("\"appointments\"")), "id");
    }

    static String firstChild(Http http, String organization, String token) throws Exception {
        var ids = Json.texts(http.send("GET", "/api/v1/organizations/" + organization + "/children", token, null).text(), "id");
        return ids.isEmpty() ? null : ids.getFirst();
    }

    static double median(Server server, String path, String token) throws Exception {
        var times = new double[ROUNDS];
        try (var http = new Http(server.port)) {
            for (var i = -20; i < ROUNDS; i++) {
                var began = System.nanoTime();
                var answer = http.send("GET", path, token, null);
                if (answer.status() != 200) {
                    throw new IllegalStateException(answer.status() + " " + answer.text());
                }
                if (i >= 0) {
                    times[i] = (System.nanoTime() - began) / 1e6;
                }
            }
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }
}
