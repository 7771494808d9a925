import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** What keeping a choice costs the database alone: some rows, one transaction, waited for until it is on the disk, over many connections at once. */
final class BareInserts implements AutoCloseable {

    private static final int CONNECTIONS = 32;
    private static final int COURSES = 400;

    /**
     * What is written for each choice.
     *
     * @param tables    made before and dropped afterwards
     * @param fill      what they begin with
     * @param writes    each takes a person, a new id and one of some hundred courses
     */
    record Kind(List<String> tables, List<String> fill, List<String> writes) {}

    /** The least: one row with nothing but a key. */
    static final Kind ROW = new Kind(List.of("bench_row (id uuid primary key, teacher_id uuid not null, offering_id uuid not null, at timestamptz not null)"), List.of(),
        List.of("insert into bench_row (teacher_id, id, offering_id, at) values (?, ?, ?, now())"));

    /** The rows of a place in tables like the product's, without its references and triggers, spread over many courses, so that nobody waits for a row. */
    static final Kind PLACE = new Kind(
        List.of("bench_selection (like selection.selection including all)", "bench_place (like selection.place including all)",
            "bench_offering (like selection.offering including all)", "bench_participation (like enrollment.participation including all)",
            "bench_delta (like tally.delta including all)"),
        List.of("""
            insert into bench_offering (offering_id, term_id, program_id, track, category, hours, places)
            select lpad(to_hex(n), 32, '0')::uuid, gen_random_uuid(), gen_random_uuid(), 'T', 'C', 4, 1000000 from generate_series(0, %d) n
            """.formatted(COURSES - 1)),
        List.of("""
            insert into bench_selection (teacher_id, id, offering_id, term_id, program_id, state, slot, most, chosen_at)
            select t, i, o, o, o, 'SELECTED', 1, 6, now() from (values (?::uuid, ?::uuid, ?::uuid)) v (t, i, o)
            """, """
            insert into bench_place (offering_id, teacher_id, state, turn)
            select o, t, 'SELECTED', 1 + abs(hashtextextended(i::text, 0) / 2) from (values (?::uuid, ?::uuid, ?::uuid)) v (t, i, o)
            """, """
            update bench_offering set taken = taken + 1
             where offering_id = (select o from (values (?::uuid, ?::uuid, ?::uuid)) v (t, i, o))
            """, """
            insert into bench_participation (teacher_id, program_id, id, track, organization_id, joined_at)
            select t, o, i, 'T', o, now() from (values (?::uuid, ?::uuid, ?::uuid)) v (t, i, o)
            """, """
            insert into bench_delta (teacher_id, id, program_id, organization_id, measure, n)
            select t, i, o, o, 'ENROLLED', 1 from (values (?::uuid, ?::uuid, ?::uuid)) v (t, i, o)
            """));

    private final Kind kind;
    private final List<Connection> connections = new ArrayList<>();
    private long transactions;
    private double seconds;

    BareInserts(Server server, Kind kind) throws Exception {
        this.kind = kind;
        for (var i = 0; i < CONNECTIONS; i++) {
            connections.add(server.database());
        }
        for (var table : kind.tables) {
            execute(connections.getFirst(), "drop table if exists " + name(table));
            execute(connections.getFirst(), "create table " + table);
        }
        for (var fill : kind.fill) {
            execute(connections.getFirst(), fill);
        }
        for (var connection : connections) {
            execute(connection, "set synchronous_commit = on");
            connection.setAutoCommit(kind.writes.size() == 1);
        }
    }

    /** So many seconds of it, counted together with those before. */
    void run(double seconds) throws Exception {
        var began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var jobs = connections.stream().map(connection -> (Callable<Long>) () -> insert(connection, began + (long) (seconds * 1e9))).toList();
            for (var job : threads.invokeAll(jobs)) {
                transactions += job.get();
            }
        }
        this.seconds += (System.nanoTime() - began) / 1e9;
    }

    /** What was run until now does not count. */
    void forget() {
        transactions = 0;
        seconds = 0;
    }

    double perSecond() {
        return transactions / seconds;
    }

    private long insert(Connection connection, long until) throws Exception {
        var random = ThreadLocalRandom.current();
        var writes = new ArrayList<PreparedStatement>();
        for (var write : kind.writes) {
            writes.add(connection.prepareStatement(write));
        }
        var n = 0L;
        for (; System.nanoTime() < until; n++) {
            insert(writes, new UUID(random.nextLong(), random.nextLong()), new UUID(random.nextLong(), random.nextLong()), course(random.nextInt(COURSES)));
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
        return n;
    }

    private static void insert(List<PreparedStatement> writes, UUID teacher, UUID id, UUID course) throws Exception {
        for (var write : writes) {
            write.setObject(1, teacher);
            write.setObject(2, id);
            write.setObject(3, course);
            write.executeUpdate();
        }
    }

    private static UUID course(int n) {
        return new UUID(0, n);
    }

    /** Of a table's definition. */
    private static String name(String table) {
        return table.substring(0, table.indexOf(' '));
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws Exception {
        connections.getFirst().setAutoCommit(true);
        for (var table : kind.tables) {
            execute(connections.getFirst(), "drop table " + name(table));
        }
        for (var connection : connections) {
            connection.close();
        }
    }
}
