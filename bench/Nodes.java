import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Two nodes on one database: what one has answered the other knows, nothing counts twice, and when one dies people go on with the other. */
final class Nodes {

    private static final int PEOPLE = 32;
    private static final Pattern QUESTION = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\",\\s*\"kind\"\\s*:\\s*\"([A-Z_]+)\".*?\"options\"\\s*:\\s*\\[(.*?)]");
    private static final Pattern MARK = Pattern.compile("\"question\"\\s*:\\s*\"([0-9a-f-]{36})\",\\s*\"correct\"\\s*:\\s*(true|false)");

    private record Learner(String token, String session) {}

    private final List<Server> nodes;
    private final Results results;
    private final Program program;
    private final String lesson;
    private final List<Learner> learners = new ArrayList<>();
    /** What may still be the answer of a question; the first one is tried. */
    private final Map<String, List<String>> sheet = new HashMap<>();

    private Nodes(Server here, Server there, Results results) throws Exception {
        this.nodes = List.of(here, there);
        this.results = results;
        this.program = Program.winter(here, here.tokens(1).getFirst());
        this.lesson = program.lessons().getLast();
    }

    static void measure(Results results) throws Exception {
        var data = Server.seeded(10_000);
        try (var here = Server.start(data); var there = here.beside()) {
            var two = new Nodes(here, there, results);
            var before = two.hours(0);
            two.begin();
            two.beatsOnBoth();
            two.load();
            two.quizzes();
            results.atMost("hours more or fewer than 0.50 for each, here", Math.abs(two.hours(0) - before - PEOPLE * 0.5), 0);
            results.atMost("hours more or fewer than 0.50 for each, there", Math.abs(two.hours(1) - before - PEOPLE * 0.5), 0);
            two.takeover();
            two.signOut();
            two.death();
        }
        results.atMost("findings of the audit afterwards", Server.findings(data), 0);
    }

    private Http.Answer send(int node, String method, String path, String token, String body) throws Exception {
        try (var http = new Http(nodes.get(node).port)) {
            return http.send(method, "/api/v1" + path, token, body);
        }
    }

    /** Teachers who have not begun the last lesson, each in a session that may have played all of it. */
    private void begin() throws Exception {
        var duration = 0.0;
        for (var token : program.join(nodes.getFirst(), nodes.getFirst().tokens(200, 4 * PEOPLE))) {
            if (learners.size() < PEOPLE && number(lessonOf(0, token), "covered") == 0) {
                var opened = open(learners.size() % 2, token);
                duration = number(opened, "duration") / number(opened, "maxRate");
                learners.add(new Learner(token, Json.text(opened, "session")));
            }
        }
        Thread.sleep((long) (duration * 1000) + 1_000);
    }

    /** Even seconds here, odd ones there, at the same moment: every one acknowledged, and together the whole lesson. */
    private void beatsOnBoth() throws Exception {
        var duration = (int) number(lessonOf(0, learners.getFirst().token), "duration");
        var wrong = new ConcurrentLinkedQueue<String>();
        onBoth((learner, node, http) -> {
            for (var second = node; second < duration; second += 2) {
                var answer = beat(http, learner, second, second, second + 1);
                if (answer.status() != 200 || !answer.text().contains("\"refused\":[]")) {
                    wrong.add(answer.status() + " " + answer.text());
                    return;
                }
            }
        });
        wrong.stream().limit(3).forEach(System.out::println);
        var missing = 0;
        for (var learner : learners) {
            for (var node = 0; node < 2; node++) {
                missing += duration - (int) number(lessonOf(node, learner.token), "covered");
            }
        }
        results.figure("beats of " + PEOPLE + " sessions on both nodes at once", PEOPLE * duration);
        results.atMost("beats not acknowledged, or refused in part", wrong.size(), 0);
        results.atMost("acknowledged seconds missing on either node", missing, 0);
    }

    private void load() throws Exception {
        var taken = new AtomicInteger();
        var wrong = new ConcurrentLinkedQueue<String>();
        var slowest = new ConcurrentLinkedQueue<Double>();
        var cpu = cpuMillis();
        var until = System.nanoTime() + 10_000_000_000L;
        onBoth((learner, node, http) -> {
            for (var seq = 1_000 + node; System.nanoTime() < until; seq += 2) {
                var began = System.nanoTime();
                var answer = beat(http, learner, seq, 0, 30);
                slowest.add((System.nanoTime() - began) / 1e6);
                if (answer.status() != 200) {
                    wrong.add(answer.status() + " " + answer.text());
                    return;
                }
                taken.incrementAndGet();
            }
        });
        wrong.stream().limit(3).forEach(System.out::println);
        var times = slowest.stream().mapToDouble(it -> it).sorted().toArray();
        results.figure("64 connections, every session on both nodes: beats/s", taken.get() / 10.0);
        results.figure("64 connections, every session on both nodes: CPU ms", (cpuMillis() - cpu) / taken.get());
        results.figure("64 connections, every session on both nodes: p99 ms", times[(int) (times.length * 0.99)]);
        results.atMost("beats not acknowledged under this load", wrong.size(), 0);
    }

    /** Begun here, answered there and here, submitted there; the sheet is learned from the marks. */
    private void quizzes() throws Exception {
        var stale = 0;
        for (var learner : learners) {
            var node = 0;
            while (!attempt(node, 1 - node, learner.token)) {
                node = 1 - node;
            }
            for (var each = 0; each < 2; each++) {
                stale += lessonOf(each, learner.token).contains("\"complete\":true") ? 0 : 1;
            }
        }
        results.atMost("lessons that a node does not know to be complete at once", stale, 0);
    }

    private boolean attempt(int here, int there, String token) throws Exception {
        var started = check(send(here, "POST", "/lessons/" + lesson + "/attempts", token, "{\"program\":\"" + program.id() + "\"}"), 201);
        var attempt = Json.text(started, "attempt");
        var questions = QUESTION.matcher(started);
        for (var node = there; questions.find(); node = 1 - node) {
            var options = Json.texts(questions.group(3), "id");
            var answer = sheet.computeIfAbsent(questions.group(1), _ -> candidates(questions.group(2), options)).getFirst();
            check(send(node, "PUT", "/attempts/" + attempt + "/answers/" + questions.group(1), token, "{\"answer\":" + answer + "}"), 204);
        }
        var result = check(send(there, "POST", "/attempts/" + attempt + "/submission", token, "{}"), 200);
        var again = check(send(here, "POST", "/attempts/" + attempt + "/submission", token, "{}"), 200);
        if (!again.equals(result)) {
            throw new IllegalStateException("Marked differently: " + result + " and " + again);
        }
        MARK.matcher(result).results().filter(mark -> mark.group(2).equals("false")).forEach(mark -> sheet.get(mark.group(1)).removeFirst());
        return result.contains("\"passed\":true");
    }

    /** One option, or every set of them. */
    private static List<String> candidates(String kind, List<String> options) {
        var quoted = options.stream().map(it -> '"' + it + '"').toList();
        return new ArrayList<>(!kind.equals("MULTIPLE") ? quoted : IntStream.range(1, 1 << quoted.size()).mapToObj(set ->
            "[" + String.join(",", IntStream.range(0, quoted.size()).filter(i -> (set >> i & 1) == 1).mapToObj(quoted::get).toList()) + "]").toList());
    }

    private void takeover() throws Exception {
        var token = learners.getFirst().token;
        var old = new Learner(token, Json.text(open(0, token), "session"));
        try (var here = new Http(nodes.getFirst().port)) {
            check(beat(here, old, 1, 0, 1), 200);
            open(1, token);
            var refused = beat(here, old, 2, 1, 2);
            results.atLeast("taken over there: the next beat here is", refused.status(), 409);
            System.out.println("  " + refused.text());
            results.atLeast("it says by whom and when", refused.text().contains("\"endedBy\":\"bench\"") && refused.text().contains("\"at\":\"") ? 1 : 0, 1);
        }
    }

    private void signOut() throws Exception {
        var token = nodes.getFirst().tokens(1).getFirst();
        check(send(1, "GET", "/me", token, null), 200);
        try (var http = new Http(nodes.getFirst().port)) {
            http.send("POST", "/sign-ins/revocation", token, "");
        }
        results.atLeast("signed out everywhere: answer here", send(0, "GET", "/me", token, null).status(), 401);
        var began = System.nanoTime();
        var alive = began;
        for (var asked = began; send(1, "GET", "/me", token, null).status() == 200; asked = System.nanoTime()) {
            alive = asked;
            Thread.sleep(100);
        }
        results.atMost("seconds for which the token went on working there", (alive - began) / 1e9, 20);
    }

    private void death() throws Exception {
        var learner = learners.getLast();
        var session = new Learner(learner.token, Json.text(open(0, learner.token), "session"));
        try (var here = new Http(nodes.getFirst().port)) {
            check(beat(here, session, 1, 0, 1), 200);
        }
        nodes.getFirst().kill();
        var began = System.nanoTime();
        try (var there = new Http(nodes.getLast().port)) {
            results.atMost("a node killed: the same session goes on with the other, status", beat(there, session, 2, 1, 2).status(), 200);
        }
        results.figure("a node killed: ms to the first answer of the other", (System.nanoTime() - began) / 1e6);
    }

    private double cpuMillis() throws Exception {
        return nodes.getFirst().cpuMillis() + nodes.getLast().cpuMillis();
    }

    private String open(int node, String token) throws Exception {
        return check(send(node, "POST", "/lessons/" + lesson + "/sessions", token, "{\"program\":\"" + program.id() + "\"}"), 201);
    }

    private static Http.Answer beat(Http http, Learner learner, int seq, int from, int to) throws Exception {
        return http.send("POST", "/api/v1/learning-sessions/" + learner.session + "/beats", learner.token,
            "{\"seq\":%d,\"ranges\":[[%d,%d]],\"position\":%d,\"rate\":1.0}".formatted(seq, from, to, to));
    }

    private String lessonOf(int node, String token) throws Exception {
        var lessons = check(send(node, "GET", "/programs/" + program.id() + "/lessons", token, null), 200);
        return lessons.substring(lessons.indexOf(lesson));
    }

    /** Of everybody, as that node counts them. */
    private double hours(int node) throws Exception {
        var nation = Json.text(send(node, "POST", "/tokens", null, "{\"username\":\"nation\",\"password\":\"xingtan-demo\",\"name\":\"bench\"}").text(), "token");
        var appointments = send(node, "GET", "/me", nation, null).text();
        var unit = Json.text(appointments.substring(appointments.indexOf("appointments")), "id");
        return Double.parseDouble(Json.text(check(send(node, "GET", "/organizations/" + unit + "/statistics?program=" + program.id(), nation, null), 200), "hours"));
    }

    private interface Play {

        void on(Learner learner, int node, Http http) throws Exception;
    }

    /** Every learner over two connections at once, one to each node. */
    private void onBoth(Play play) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var jobs = learners.stream().flatMap(learner -> IntStream.range(0, 2).mapToObj(node -> (Callable<Void>) () -> {
                try (var http = new Http(nodes.get(node).port)) {
                    play.on(learner, node, http);
                }
                return null;
            })).toList();
            for (var job : threads.invokeAll(jobs)) {
                job.get();
            }
        }
    }

    private static double number(String json, String member) {
        return Double.parseDouble(Json.number(json, member));
    }

    private static String check(Http.Answer answer, int status) {
        if (answer.status() != status) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return answer.text();
    }
}
