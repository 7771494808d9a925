import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Completion by city, county and school for a million teachers, against the bare count of the participations. */
final class Statistics {

    private static final int ROUNDS = 60;
    private static final int WARM_UP = 60;
    /** A page is compiled after some thousand requests; the count that stands before them is the database's alone. */
    private static final int PAGES_WARM_UP = 1_500;

    private Statistics() {}

    static void measure(Results results) throws Exception {
        try (var server = Server.start(Server.seeded(1_000_000))) {
            var token = administrator(server);
            var paths = new ArrayList<>(List.of("/yardstick/count"));
            try (var http = new Http(server.port)) {
                var organization = top(http, token);
                for (var level = 0; level < 4 && organization != null; level++) {
                    paths.add("/api/v1/organizations/" + organization + "/statistics");
                    organization = firstChild(http, organization, token);
                }
            }
            var millis = medians(server, paths, token);
            results.figure("bare count of participations: ms", millis[0]);
            for (var level = 0; level < millis.length - 1; level++) {
                results.figure("statistics at depth " + level + ": ms", millis[level + 1]);
                results.atMost("statistics at depth " + level + ": share of the bare count", millis[level + 1] / millis[0], 0.15);
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

    /**
     * The median of each, asked in turn: a slow minute of the machine is everybody's, and each has been asked often enough
     * before that the virtual machine has compiled it.
     *
     * @param paths what the others are compared with, and the others
     */
    static double[] medians(Server server, List<String> paths, String token) throws Exception {
        var times = new double[paths.size()][ROUNDS];
        try (var http = new Http(server.port)) {
            for (var round = 0; round < PAGES_WARM_UP; round++) {
                millis(http, paths.get(1 + round % (paths.size() - 1)), token);
            }
            for (var round = -WARM_UP; round < ROUNDS; round++) {
                for (var path = 0; path < times.length; path++) {
                    var millis = millis(http, paths.get(path), token);
                    if (round >= 0) {
                        times[path][round] = millis;
                    }
                }
            }
        }
        return Arrays.stream(times).mapToDouble(each -> Arrays.stream(each).sorted().toArray()[ROUNDS / 2]).toArray();
    }

    private static double millis(Http http, String path, String token) throws Exception {
        var began = System.nanoTime();
        var answer = http.send("GET", path, token, null);
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return (System.nanoTime() - began) / 1e6;
    }
}
