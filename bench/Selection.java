import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The rush for places: one course that everybody wants, one that is sold out, and many of which some fill up, on one node and on two. */
final class Selection {

    private static final int TEACHERS = 20_000;
    /** They choose and give back before it counts, and never take part in what counts. */
    private static final int WARMING = 512;
    /** They go through rounds that do not count, as the others do afterwards: what is compiled by then is what those will run. */
    private static final int EARLY = 20_000;
    private static final int COURSES = 200;
    private static final int PLACES = 200;
    private static final int CONNECTIONS = 64;
    private static final int WARM = 12;
    private static final int ROUNDS = 4;
    private static final int EARLY_ROUNDS = 4;
    private static final int MOST_EARLY_ROUNDS = 24;
    private static final double SLICE = 1.5;
    /** More than a share of the teachers ever needs. */
    private static final double PATIENCE = 60;
    private static final int SEED = 2201;

    private final Server server;
    private final Results results;
    private final Offered offered;
    private final List<Teacher> teachers;
    private final List<Teacher> warming;
    private final List<Teacher> early;
    private final AtomicInteger wrong = new AtomicInteger();

    private Selection(Server server, Results results) throws Exception {
        this.server = server;
        this.results = results;
        this.offered = Offered.of(server);
        var all = Teacher.signedIn(server, TEACHERS + WARMING + EARLY);
        this.teachers = all.subList(0, TEACHERS);
        this.warming = all.subList(TEACHERS, TEACHERS + WARMING);
        this.early = all.subList(TEACHERS + WARMING, all.size());
    }

    static void measure(Results results) throws Exception {
        var data = Server.fresh("selection", "--teachers", Integer.toString(TEACHERS + WARMING + EARLY), "--offerings", Integer.toString(2 * COURSES),
            "--places", Integer.toString(PLACES));
        try (var here = Server.start(data)) {
            var selection = new Selection(here, results);
            selection.compared();
            selection.rushes();
            selection.bare();
        }
        results.atMost("findings of the audit", Server.findings(data), 0);
    }

    /** In turn, so that whatever else the machine does hits all alike; each round has its share of the teachers, who choose the hot course once. */
    private void compared() throws Exception {
        try (var pgbench = new PgBench(server); var bare = new BareInserts(server, BareInserts.ROW)) {
            Load.run(server, CONNECTIONS, WARM, requests(warming, "/yardstick/noop", 200));
            Load.run(server, CONNECTIONS, WARM, chosenAndGivenBack());
            Load.run(server, CONNECTIONS, WARM, requests(warming, offered.soldOut().path(), 422));
            Warming.up(Set.of(server), EARLY_ROUNDS, MOST_EARLY_ROUNDS, n -> early(n, pgbench, bare));
            pgbench.forget();
            bare.forget();
            Round sum = null;
            for (var round = 0; round < ROUNDS; round++) {
                var next = round(share(teachers, round, ROUNDS), pgbench, bare);
                sum = sum == null ? next : sum.plus(next);
            }
            report(pgbench.perSecond(), bare.perSecond(), sum);
        }
    }

    /** Whoever has gone through one already gives back first what he has. */
    private void early(int n, PgBench pgbench, BareInserts bare) throws Exception {
        var share = share(early, n % EARLY_ROUNDS, EARLY_ROUNDS);
        if (n >= EARLY_ROUNDS) {
            Load.stretch(kind(once(share, it -> giveBack(it, offered.hot().path()), 204)), PATIENCE, 0);
        }
        round(share, pgbench, bare);
    }

    private static List<Teacher> share(List<Teacher> all, int round, int rounds) {
        return all.subList(all.size() / rounds * round, all.size() / rounds * (round + 1));
    }

    /** @param refused for the first time, so that the writer decides; @param soldOut the same people again, from the node's memory */
    private record Round(Load.Stretch noop, Load.Stretch hot, Load.Stretch refused, Load.Stretch soldOut) {

        Round plus(Round other) {
            return new Round(noop.plus(other.noop), hot.plus(other.hot), refused.plus(other.refused), soldOut.plus(other.soldOut));
        }
    }

    private Round round(List<Teacher> share, PgBench pgbench, BareInserts bare) throws Exception {
        Load.stretch(kind(once(share, "/yardstick/noop", 200)), PATIENCE, 0);
        pgbench.run(2);
        bare.run(1);
        return new Round(
            Load.stretch(kind(requests(share, "/yardstick/noop", 200)), SLICE, 0),
            Load.stretch(kind(once(share, offered.hot().path(), 201)), PATIENCE, 0),
            Load.stretch(kind(once(share, offered.soldOut().path(), 422)), PATIENCE, 0),
            Load.stretch(kind(requests(share, offered.soldOut().path(), 422)), SLICE, 0));
    }

    /** At the end, because what it leaves behind to be cleared away would slow down the others. */
    private void bare() throws Exception {
        try (var places = new BareInserts(server, BareInserts.PLACE)) {
            places.run(WARM / 4.0);
            places.forget();
            places.run(ROUNDS);
            results.figure("the rows of a place, each place a transaction, no hot row: transactions/s", places.perSecond());
        }
    }

    private void report(double pgbench, double bare, Round sum) {
        var noop = sum.noop.result();
        var hot = sum.hot.result();
        var soldOut = sum.soldOut.result();
        results.figure("bare insert transaction of pgbench: transactions/s", pgbench);
        results.figure("the same by a Java program: transactions/s", bare);
        results.figure("no-op", noop);
        results.figure("one hot course", hot);
        results.figure("sold out, asked for the first time", sum.refused.result());
        results.figure("sold out", soldOut);
        results.figure("one hot course: share of the Java program's rate", hot.perSecond() / bare);
        results.atLeast("one hot course: teachers who have asked", hot.requests(), TEACHERS);
        results.atLeast("one hot course: share of the rate of pgbench's bare transaction", hot.perSecond() / pgbench, 0.60);
        results.atLeast("one hot course: share of the no-op's rate", hot.perSecond() / noop.perSecond(), 0.45);
        results.atLeast("sold out: share of the no-op's rate", soldOut.perSecond() / noop.perSecond(), 0.70);
        results.atMost("answers other than a place there and a refusal here", wrong.get(), 0);
    }

    private void rushes() throws Exception {
        var random = new Random(SEED);
        var name = COURSES + " courses of " + PLACES + " places, ";
        new Rush(List.of(server), teachers, offered.courses().subList(0, COURSES), random).measure(name + "one node", results);
        try (var there = server.beside()) {
            Load.run(there, CONNECTIONS, WARM, chosenAndGivenBack());
            new Rush(List.of(server, there), teachers, offered.courses().subList(COURSES, 2 * COURSES), random).measure(name + "two nodes", results);
        }
    }

    private Load.Kind kind(Load.Clients clients) {
        return new Load.Kind(server, CONNECTIONS, clients);
    }

    /** The same people again and again. */
    private Load.Clients requests(List<Teacher> people, String path, int status) {
        var next = new AtomicInteger();
        return _ -> client(_ -> post(people.get(next.getAndIncrement() % people.size()), path), status);
    }

    private Load.Clients once(List<Teacher> people, String path, int status) {
        return once(people, it -> post(it, path), status);
    }

    /** Everybody once. */
    private Load.Clients once(List<Teacher> people, Function<Teacher, byte[]> request, int status) {
        var next = new AtomicInteger();
        return _ -> client(_ -> {
            var i = next.getAndIncrement();
            return i < people.size() ? request.apply(people.get(i)) : null;
        }, status);
    }

    /** Each connection has its own people, of whom it lets one after the other choose the hot course and give it back. */
    private Load.Clients chosenAndGivenBack() {
        var each = WARMING / CONNECTIONS;
        return connection -> n -> {
            var teacher = warming.get(connection * each + n / 2 % each);
            return n % 2 == 0 ? post(teacher, offered.hot().path()) : giveBack(teacher, offered.hot().path());
        };
    }

    private static byte[] post(Teacher teacher, String path) {
        return Http.request("POST", path, teacher.token(), "{}");
    }

    private static byte[] giveBack(Teacher teacher, String path) {
        return Http.request("DELETE", path, teacher.token(), null);
    }

    private Load.Client client(java.util.function.IntFunction<byte[]> next, int status) {
        return new Load.Client() {

            @Override
            public byte[] next(int n) {
                return next.apply(n);
            }

            @Override
            public void answered(int n, Http.Answer answer) {
                if (answer.status() != status || status == 201 && !answer.text().contains("\"SELECTED\"")) {
                    if (wrong.getAndIncrement() < 3) {
                        System.out.println("  " + answer.status() + " " + answer.text());
                    }
                }
            }
        };
    }
}
