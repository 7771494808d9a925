import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** The least that a kept choice can cost: one row, one transaction, waited for until it is on the disk, over many connections at once. */
final class BareInserts implements AutoCloseable {

    private static final int CONNECTIONS = 32;
    private static final String TABLE = "create table bench_bare (id uuid primary key, teacher_id uuid not null, offering_id uuid not null, at timestamptz not null)";

    private final List<Connection> connections = new ArrayList<>();
    private final List<PreparedStatement> inserts = new ArrayList<>();
    private long transactions;
    private double seconds;

    BareInserts(Server server) throws Exception {
        for (var i = 0; i < CONNECTIONS; i++) {
            connections.add(server.database());
        }
        execute(connections.getFirst(), "drop table if exists bench_bare");
        execute(connections.getFirst(), TABLE);
        for (var connection : connections) {
            execute(connection, "set synchronous_commit = on");
            inserts.add(connection.prepareStatement("insert into bench_bare (id, teacher_id, offering_id, at) values (?, ?, ?, now())"));
        }
    }

    /** So many seconds of it, counted together with those before. */
    void run(double seconds) throws Exception {
        var began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var jobs = inserts.stream().map(insert -> (Callable<Long>) () -> insert(insert, began + (long) (seconds * 1e9))).toList();
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

    private static long insert(PreparedStatement insert, long until) throws Exception {
        var random = ThreadLocalRandom.current();
        var n = 0L;
        for (; System.nanoTime() < until; n++) {
            for (var column = 1; column <= 3; column++) {
                insert.setObject(column, new UUID(random.nextLong(), random.nextLong()));
            }
            insert.executeUpdate();
        }
        return n;
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws Exception {
        execute(connections.getFirst(), "drop table bench_bare");
        for (var connection : connections) {
            connection.close();
        }
    }
}
