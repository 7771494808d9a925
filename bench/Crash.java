import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Kills the application, or its PostgreSQL, with -9 under load, starts it again, and looks for every acknowledged second. */
final class Crash {

    private static final int ROUNDS = 4;
    private static final int TEACHERS = 24;

    private Crash() {}

    static void measure(Results results) throws Exception {
        var data = Server.seeded(10_000);
        Map<Integer, Integer> acknowledged = new ConcurrentHashMap<>();
        var beats = new AtomicLong();
        var lost = 0;
        for (var round = 0; round < ROUNDS; round++) {
            load(data, acknowledged, beats, round % 2 == 1);
            lost += missing(data, acknowledged);
        }
        results.figure("beats acknowledged before the kills", beats.get());
        results.figure("kills", ROUNDS);
        results.atMost("acknowledged seconds missing after the restarts", lost, 0);
    }

    private static void load(java.nio.file.Path data, Map<Integer, Integer> acknowledged, AtomicLong beats, boolean killDatabase) throws Exception {
        var server = Server.start(data);
        var tokens = server.tokens(TEACHERS);
        var program = Program.winter(server, tokens.getFirst());
        program.join(server, tokens);
        var stop = new AtomicBoolean();
        var threads = new Thread[TEACHERS];
        for (var i = 0; i < TEACHERS; i++) {
            var teacher = i;
            threads[i] = Thread.ofVirtual().start(() -> learn(server, program, tokens.get(teacher), teacher, acknowledged, beats, stop));
        }
        Thread.sleep(4_000 + new Random().nextInt(4_000));
        if (killDatabase) {
            server.killDatabase();
            Thread.sleep(500);
        }
        server.kill();
        stop.set(true);
        for (var thread : threads) {
            thread.join();
        }
    }

    /** Goes through its last lesson in real time; what is answered is written down, what fails is not. */
    private static void learn(Server server, Program program, String token, int teacher, Map<Integer, Integer> acknowledged,
                              AtomicLong beats, AtomicBoolean stop) {
        try (var http = new Http(server.port)) {
            var session = Json.text(http.send("POST", "/api/v1/lessons/" + lesson(program) + "/sessions", token,
                "{\"program\":\"" + program.id() + "\"}").text(), "session");
            for (var seq = 1; !stop.get(); seq++) {
                var answer = http.send("POST", "/api/v1/learning-sessions/" + session + "/beats", token,
                    "{\"seq\":%d,\"ranges\":[[0,600]],\"position\":1,\"rate\":1.0}".formatted(seq));
                if (answer.status() == 200) {
                    acknowledged.merge(teacher, Integer.parseInt(Json.number(answer.text(), "covered")), Math::max);
                    beats.incrementAndGet();
                }
                Thread.sleep(20);
            }
        } catch (java.io.IOException | IllegalArgumentException | InterruptedException e) {
            stop.set(stop.get());
        }
    }

    private static int missing(java.nio.file.Path data, Map<Integer, Integer> acknowledged) throws Exception {
        var missing = 0;
        try (var server = Server.start(data); var http = new Http(server.port)) {
            var tokens = server.tokens(TEACHERS);
            var program = Program.winter(server, tokens.getFirst());
            for (var teacher : acknowledged.keySet()) {
                var lessons = http.send("GET", "/api/v1/programs/" + program.id() + "/lessons", tokens.get(teacher), null).text();
                var covered = Integer.parseInt(Json.number(lessons.substring(lessons.indexOf(lesson(program))), "covered"));
                missing += Math.max(0, acknowledged.get(teacher) - covered);
            }
        }
        return missing;
    }

    private static String lesson(Program program) {
        return program.lessons().getLast();
    }
}
