import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Kills with -9 in the middle of the rush for places, starts again, and looks for every place that was acknowledged: in turn the application, all
 * of its PostgreSQL, and one process of that, which makes it recover while the application goes on.
 */
final class CrashedSelection {

    private static final int KILLS = 6;
    private static final int TEACHERS = 5_000;
    private static final int COURSES = 60;
    private static final int PLACES = 100;
    private static final int CONNECTIONS = 64;
    private static final int MOMENT = 250;
    /** So long the rush goes on when the database goes down, in milliseconds. */
    private static final int AFTERMATH = 3_000;
    /** One of so many requests gives a place back. */
    private static final int FICKLE = 8;

    private record Asked(Teacher teacher, Offered.Course course) {}

    private final Path data;
    /** What people have been told: true for a place, false for none. What was under way at a kill is left out, and neither is wrong. */
    private final Map<Offered.Place, Boolean> told = new ConcurrentHashMap<>();
    private final AtomicLong chosen = new AtomicLong();
    private final AtomicLong givenBack = new AtomicLong();
    private List<Teacher> teachers = List.of();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicLong unknown = new AtomicLong();
    private int midway;
    private int lost;
    private int kept;
    private int oversold;
    private int disagreeing;

    private CrashedSelection(Path data) {
        this.data = data;
    }

    static void measure(Results results) throws Exception {
        var data = Server.fresh("crash-selection", "--teachers", Integer.toString(TEACHERS), "--offerings", Integer.toString(COURSES), "--places",
            Integer.toString(PLACES));
        var crashed = new CrashedSelection(data);
        for (var kill = 0; kill < KILLS; kill++) {
            crashed.rush(kill % 3);
        }
        try (var server = Server.start(data)) {
            crashed.look(server);
        }
        results.figure("places chosen before the kills", crashed.chosen.get());
        results.figure("places given back before the kills", crashed.givenBack.get());
        results.figure("places held at the end", crashed.told.values().stream().filter(it -> it).count());
        results.figure("kills", KILLS);
        results.figure("answers that nobody knows, while the database was away", crashed.unknown.get());
        results.atLeast("kills while places were being given", crashed.midway, KILLS);
        results.atLeast("requests that were under way and have no answer", crashed.broken.get(), KILLS);
        results.atMost("acknowledged places that are not there after the restarts", crashed.lost, 0);
        results.atMost("places there that were given back before the kills", crashed.kept, 0);
        results.atMost("oversold courses after the restarts", crashed.oversold, 0);
        results.atMost("courses whose counter, places and choices differ", crashed.disagreeing, 0);
        results.atMost("findings of the audit", Server.findings(data), 0);
    }

    private void rush(int what) throws Exception {
        try (var server = Server.start(data)) {
            if (teachers.isEmpty()) {
                teachers = Teacher.signedIn(server, TEACHERS);
            }
            look(server);
            var courses = Offered.of(server).courses();
            var threads = IntStream.range(0, CONNECTIONS).mapToObj(connection -> Thread.ofPlatform().start(() -> want(server, courses, connection))).toList();
            Thread.sleep(6_000 + new Random().nextInt(4_000));
            var before = chosen.get();
            Thread.sleep(MOMENT);
            midway += chosen.get() > before ? 1 : 0;
            if (what == 1) {
                server.killDatabase();
            } else if (what == 2) {
                server.crashDatabase();
            }
            Thread.sleep(what == 0 ? 0 : AFTERMATH);
            server.kill();
            for (var thread : threads) {
                thread.join();
            }
        }
    }

    /** Until the server is gone. Each connection speaks for people of its own, so that what one of them was told last is known. */
    private void want(Server server, List<Offered.Course> courses, int connection) {
        var random = new Random();
        var held = new ArrayList<Asked>();
        try (var http = new Http(server.port)) {
            while (true) {
                var givesBack = !held.isEmpty() && random.nextInt(FICKLE) == 0;
                var asked = givesBack ? held.remove(random.nextInt(held.size()))
                    : new Asked(teachers.get(connection + CONNECTIONS * random.nextInt(TEACHERS / CONNECTIONS)), Offered.wanted(courses, 1, random).getFirst());
                if (ask(http, asked, givesBack)) {
                    held.add(asked);
                }
            }
        } catch (IOException _) {
            broken.incrementAndGet();
        }
    }

    /** @return whether there is a new place */
    private boolean ask(Http http, Asked asked, boolean givesBack) throws IOException {
        var place = new Offered.Place(asked.teacher.id(), asked.course.id());
        told.remove(place);
        var answer = http.send(givesBack ? "DELETE" : "POST", asked.course.path(), asked.teacher.token(), givesBack ? null : "{}");
        switch (answer.status()) {
            case 200, 201 -> told.put(place, true);
            case 204, 422 -> told.put(place, false);
            case 503 -> unknown.incrementAndGet();
            default -> System.out.println("  " + answer.status() + " " + answer.text());
        }
        chosen.addAndGet(answer.status() == 201 ? 1 : 0);
        givenBack.addAndGet(answer.status() == 204 ? 1 : 0);
        return answer.status() == 201;
    }

    private void look(Server server) throws Exception {
        var stored = Offered.taken(server);
        var missing = new HashSet<Offered.Place>();
        told.forEach((place, has) -> {
            if (has && !stored.contains(place)) {
                missing.add(place);
            }
        });
        lost += missing.size();
        kept += (int) told.entrySet().stream().filter(it -> !it.getValue() && stored.contains(it.getKey())).count();
        oversold += Offered.oversold(server);
        disagreeing += Offered.disagreeing(server);
    }
}
