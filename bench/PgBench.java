import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own measure on the server's database: as many bare insert transactions as it can, each one row with nothing but a key, waited
 * for until it is on the disk. Nobody waits for a row that another writes.
 */
final class PgBench implements AutoCloseable {

    /** With twice as many it writes no more. */
    private static final int CONNECTIONS = 32;
    private static final String INSERT = """
        insert into bench_bare (id, teacher_id, offering_id, at) values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now());
        """;
    private static final Pattern COUNT = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([\\d.]+) \\(without initial connection time\\)");

    private final Server server;
    private final List<String> program;
    private final Path script;
    private long transactions;
    private double seconds;

    PgBench(Server server) throws Exception {
        this.server = server;
        this.program = program();
        this.script = Files.writeString(server.data.resolve("bare-insert.sql"), INSERT);
        execute("drop table if exists bench_bare");
        execute("create table bench_bare (id uuid primary key, teacher_id uuid not null, offering_id uuid not null, at timestamptz not null)");
    }

    /** @throws IllegalStateException with what to install, where there is none */
    private static List<String> program() throws Exception {
        var find = new ProcessBuilder("bench/pgbench.sh").redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var found = new String(find.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        if (find.waitFor() != 0) {
            throw new IllegalStateException("There is no pgbench");
        }
        return found;
    }

    /** So many seconds of it, counted together with those before; connecting does not count. */
    void run(int seconds) throws Exception {
        var command = new ArrayList<>(program);
        command.addAll(List.of("--no-vacuum", "--protocol=prepared", "--client=" + CONNECTIONS, "--jobs=2", "--time=" + seconds, "--file=" + script,
            "--host=127.0.0.1", "--port=" + server.databasePort(), "--username=postgres", "postgres"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", server.password());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        var n = Long.parseLong(found(COUNT, said));
        this.transactions += n;
        this.seconds += n / Double.parseDouble(found(RATE, said));
    }

    private static String found(Pattern pattern, String said) throws IOException {
        var matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IOException(said);
        }
        return matcher.group(1);
    }

    /** What was run until now does not count. */
    void forget() {
        transactions = 0;
        seconds = 0;
    }

    double perSecond() {
        return transactions / seconds;
    }

    private void execute(String sql) throws Exception {
        try (var connection = server.database(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws Exception {
        execute("drop table bench_bare");
    }
}
