import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What an administrator of a province of a million teachers looks at: progress, trend, map and every list of people who need a hand. */
final class Monitoring {

    private static final int TEACHERS = 1_000_000;
    private static final int CONNECTIONS = 8;
    private static final double SLICE = 2;
    /** As the teachers' pages: two cores take that long to compile one. */
    private static final int WARM_ROUNDS = 9;
    private static final int ROUNDS = 3;
    /** As the teacher's list of lessons. */
    private static final double CPU_MILLIS = 2.5;
    private static final List<String> LISTS = List.of("not-started", "stuck", "quiz-failed", "identity-missing", "about-to-miss&days=99", "before-teaching");

    private Monitoring() {}

    static void measure(Results results) throws Exception {
        try (var server = Server.start(Server.seeded(TEACHERS))) {
            var program = Program.winter(server, server.tokens(1).getFirst()).id();
            var pages = new LinkedHashMap<String, String>();
            pages.put("progress", "/console/statistics?program=" + program);
            pages.put("map", "/console/statistics?program=" + program + "&look=map");
            LISTS.forEach(list -> pages.put(list.replaceAll("&.*", ""), "/console/monitoring/" + list.replace("&", "?") + (list.contains("&") ? "&" : "?")
                + "program=" + program));
            for (var role : List.of("province", "county")) {
                measure(results, server, role, pages);
            }
        }
    }

    private static void measure(Results results, Server server, String role, java.util.Map<String, String> pages) throws Exception {
        var browser = server.browser("seed-" + role);
        var kinds = new ArrayList<Load.Kind>();
        pages.values().forEach(path -> {
            var request = Http.page(path, browser);
            kinds.add(new Load.Kind(server, CONNECTIONS, _ -> _ -> request));
        });
        var measured = Load.inTurn(WARM_ROUNDS, ROUNDS, SLICE, kinds);
        var names = List.copyOf(pages.keySet());
        for (var i = 0; i < names.size(); i++) {
            results.figure(role + ", " + names.get(i) + ": median ms", measured.get(i).medianMillis());
            results.figure(role + ", " + names.get(i) + ": bytes", measured.get(i).averageBytes());
            results.atMost(role + ", " + names.get(i) + ": CPU ms", measured.get(i).cpu(), CPU_MILLIS);
        }
    }
}
