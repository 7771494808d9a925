import java.util.ArrayList;
import java.util.List;

/**
 * Rates of compliance by unit and category, against the bare count of the participations; the standing of one teacher; and how long a
 * new requirement takes to be in force for everybody. A million teachers on a data folder of its own, because a requirement stays.
 */
final class Compliance {

    private static final int TEACHERS = 1_000_000;
    private static final int SCHOOLS = 5_000;
    private static final int CONNECTIONS = 64;
    private static final int WARM_ROUNDS = 9;
    private static final int ROUNDS = 6;
    private static final double SLICE = 2;

    private Compliance() {}

    static void measure(Results results) throws Exception {
        try (var server = Server.start(Server.seeded(TEACHERS, SCHOOLS))) {
            var token = Statistics.administrator(server);
            require(results, server, token);
            rates(results, server, token);
            settle(server);
            standing(results, server);
        }
    }

    /** Each run asks for something else, so that everybody is judged anew. */
    private static void require(Results results, Server server, String token) throws Exception {
        var began = System.nanoTime();
        publish(server, token);
        results.figure("a new requirement published: s", (System.nanoTime() - began) / 1e9);
        server.awaitCounted();
        results.figure("a new requirement in force for everybody: s", (System.nanoTime() - began) / 1e9);
    }

    static void publish(Server server, String token) throws Exception {
        try (var http = new Http(server.port)) {
            var province = Statistics.top(http, token);
            var browser = server.browser("seed-province");
            var year = java.time.LocalDate.now().getYear();
            var common = 1 + System.currentTimeMillis() / 1000 % 29 + ".50";
            var form = "year=" + year + "&title=bench&basis=bench&total=90&dayMax=8&newHires=FULL_YEAR&category0.code=COMMON&category0.title=common&category0.need="
                + common + "&category1.code=PROFESSIONAL&category1.title=professional&category1.need=42&category2.code=ELECTIVE&category2.title=elective&category2.need=18"
                + "&_csrf=" + browser.replaceAll(".*xingtan-csrf=([^;]+).*", "$1");
            var answer = http.send(Http.form("/console/standing/organizations/" + province + "/requirements", browser, form));
            if (answer.status() != 302) {
                throw new IllegalStateException(answer.status() + " " + answer.text());
            }
        }
    }

    private static void rates(Results results, Server server, String token) throws Exception {
        var paths = new ArrayList<>(List.of("/yardstick/count"));
        try (var http = new Http(server.port)) {
            var organization = Statistics.top(http, token);
            for (var level = 0; level < 4 && organization != null; level++) {
                paths.add("/api/v1/organizations/" + organization + "/compliance");
                organization = Statistics.firstChild(http, organization, token);
            }
        }
        var millis = Statistics.medians(server, paths, token);
        results.figure("bare count of participations: ms", millis[0]);
        for (var level = 0; level < millis.length - 1; level++) {
            results.figure("compliance at depth " + level + ": ms", millis[level + 1]);
            results.atMost("compliance at depth " + level + ": share of the bare count", millis[level + 1] / millis[0], 0.15);
        }
    }

    /** What the database clears away on its own after so many changes is no part of what a standing costs. */
    static void settle(Server server) throws Exception {
        try (var db = server.database(); var statement = db.createStatement()) {
            statement.execute("vacuum (analyze)");
        }
    }

    private static void standing(Results results, Server server) throws Exception {
        var tokens = server.tokens(1, CONNECTIONS);
        Load.Clients clients = connection -> {
            var request = Http.request("GET", "/api/v1/me/standing", tokens.get(connection), null);
            return _ -> request;
        };
        var cost = Load.inTurn(WARM_ROUNDS, ROUNDS, SLICE, List.of(new Load.Kind(server, CONNECTIONS, clients))).getFirst();
        results.atMost("standing of one teacher: CPU ms", cost.cpu(), 2);
    }
}
