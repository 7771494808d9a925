import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Xingtan itself, started by its own script on its own data folder, with the processor time of its whole stack. */
final class Server implements AutoCloseable {

    private static final double TICKS_PER_SECOND = 100;
    /** Each has a port of its own. */
    private static final AtomicInteger STARTED = new AtomicInteger();

    final int port;
    final Path data;
    final double secondsToFirstPage;
    private final Process process;

    private Server(int port, Path data, double secondsToFirstPage, Process process) {
        this.port = port;
        this.data = data;
        this.secondsToFirstPage = secondsToFirstPage;
        this.process = process;
    }

    /** A data folder with so many seeded teachers; made once and kept. */
    static Path seeded(int teachers) throws Exception {
        return seeded(Integer.toString(teachers), "--teachers", Integer.toString(teachers));
    }

    /** The same with so many schools. */
    static Path seeded(int teachers, int schools) throws Exception {
        return seeded(teachers + "-" + schools, "--teachers", Integer.toString(teachers), "--schools", Integer.toString(schools));
    }

    /** The same with a term in which places can be chosen. */
    static Path offering(int teachers) throws Exception {
        return seeded(teachers + "-offering", "--teachers", Integer.toString(teachers), "--offerings", "8", "--places", "200");
    }

    /** The same, of its own: for choices that stay. */
    static Path choosing(int teachers) throws Exception {
        return seeded(teachers + "-choosing", "--teachers", Integer.toString(teachers), "--offerings", "8", "--places", "200");
    }

    /** One of its own, made anew: for what changes the people in it. */
    static Path fresh(String name, int teachers) throws Exception {
        return fresh(name, "--teachers", Integer.toString(teachers));
    }

    /** @param options of {@code bin/seed} */
    static Path fresh(String name, String... options) throws Exception {
        delete(Path.of("target/bench/" + name));
        return seeded(name, options);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var all = Files.walk(folder)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static Path seeded(String name, String... options) throws Exception {
        var data = Path.of("target/bench/" + name).toAbsolutePath();
        var done = data.resolve("seeded");
        if (!Files.exists(done)) {
            Files.createDirectories(data);
            var command = new ArrayList<>(List.of("bin/seed", "--data", data.toString()));
            command.addAll(List.of(options));
            var seed = new ProcessBuilder(command)
                .redirectErrorStream(true).redirectOutput(data.resolve("seed.log").toFile()).start();
            if (seed.waitFor() != 0) {
                throw new IllegalStateException("bin/seed failed: " + data.resolve("seed.log"));
            }
            Files.createFile(done);
        }
        return data;
    }

    /** How much {@code bin/audit} finds wrong there, after everything has been stopped and recounted. */
    static int findings(Path data) throws Exception {
        // Stops the PostgreSQL that a killed node has left, and has everything recounted.
        start(data).close();
        var log = data.resolve("audit.log");
        var audit = new ProcessBuilder("bin/audit", "--data", data.toString()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (audit.waitFor() == 0) {
            return 0;
        }
        var findings = (int) Files.readAllLines(log).stream().filter(line -> line.startsWith("      ")).count();
        if (findings == 0) {
            throw new IllegalStateException("bin/audit failed: " + log);
        }
        return findings;
    }

    /** A connection to its database, beside the application. */
    Connection database() throws Exception {
        return DriverManager.getConnection(url(), "postgres", password());
    }

    /** Until everybody is judged by what was asked last. */
    void awaitCounted() throws Exception {
        try (var db = database(); var statement = db.createStatement()) {
            while (isCounting(statement)) {
                Thread.sleep(50);
            }
        }
    }

    private static boolean isCounting(java.sql.Statement statement) throws Exception {
        try (var row = statement.executeQuery("select exists (select from standing.count_order)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private String url() throws IOException {
        return "jdbc:postgresql://127.0.0.1:" + databasePort() + "/postgres";
    }

    String databasePort() throws IOException {
        return Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
    }

    String password() throws IOException {
        return Files.readString(data.resolve("postgres.password")).strip();
    }

    static Server start(Path data) throws Exception {
        return start(data, Map.of());
    }

    static Server start(Path data, Map<String, String> settings) throws Exception {
        return start(data, 20_000 + (int) ((ProcessHandle.current().pid() + 100 * STARTED.getAndIncrement()) % 10_000), settings);
    }

    /** A second node on the database of this one, with its stored files and its key. */
    Server beside() throws Exception {
        return beside(Map.of());
    }

    Server beside(Map<String, String> more) throws Exception {
        var folder = data.resolveSibling(data.getFileName() + "-beside");
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve("files"));
        Files.createSymbolicLink(folder.resolve("files"), data.resolve("files"));
        var settings = new java.util.HashMap<>(Map.of("XINGTAN_DB_URL", url(), "XINGTAN_DB_USER", "postgres", "XINGTAN_DB_PASSWORD", password(),
            "XINGTAN_DATA_KEY", Files.readString(data.resolve("keys/personal-data.key")).strip()));
        settings.putAll(more);
        return start(folder, port + 1, settings);
    }

    private static Server start(Path data, int port, Map<String, String> settings) throws Exception {
        var began = System.nanoTime();
        var builder = new ProcessBuilder("bin/run", "--port", Integer.toString(port), "--data", data.toString(), "--no-demo",
            "--xingtan.yardstick=true").redirectErrorStream(true).redirectOutput(data.resolve("server.log").toFile());
        builder.environment().putAll(settings);
        var process = builder.start();
        while (true) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The server did not start: " + data.resolve("server.log"));
            }
            try (var http = new Http(port)) {
                if (http.send("GET", "/api/v1/health", null, null).status() == 200 && http.send("GET", "/sign-in", null, null).status() == 200) {
                    break;
                }
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        return new Server(port, data, (System.nanoTime() - began) / 1e9, process);
    }

    /** Processor milliseconds spent so far by the application and its PostgreSQL. */
    double cpuMillis() throws IOException {
        var sum = 0.0;
        for (var pid : pids()) {
            try {
                sum += millis(Files.readString(Path.of("/proc/" + pid + "/stat")));
            } catch (IOException e) {
                continue;
            }
        }
        return sum;
    }

    /** Processor milliseconds that the compilers of its virtual machine have spent so far. */
    double compilerMillis() throws IOException {
        var sum = 0.0;
        try (var threads = Files.list(Path.of("/proc/" + application() + "/task"))) {
            for (var thread : threads.toList()) {
                sum += compilerMillis(thread.resolve("stat"));
            }
        }
        return sum;
    }

    private static double compilerMillis(Path thread) {
        try {
            var stat = Files.readString(thread);
            return stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler") ? millis(stat) : 0;
        } catch (IOException e) {
            // It has ended.
            return 0;
        }
    }

    private static double millis(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1000 / TICKS_PER_SECOND;
    }

    /** Resident memory of the application alone, in MB. */
    double residentMegabytes() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/" + application() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return 0;
    }

    private long application() {
        return process.descendants().filter(it -> it.info().command().orElse("").endsWith("java")).mapToLong(ProcessHandle::pid).findFirst()
            .orElse(process.pid());
    }

    private Set<Long> pids() throws IOException {
        var pids = new HashSet<Long>();
        pids.add(application());
        var postmaster = data.resolve("postgres/postmaster.pid");
        if (Files.exists(postmaster)) {
            var root = Long.parseLong(Files.readAllLines(postmaster).getFirst().strip());
            pids.add(root);
            ProcessHandle.of(root).ifPresent(it -> it.descendants().forEach(child -> pids.add(child.pid())));
        }
        return pids;
    }

    /** Tokens of the first so many seeded teachers. */
    List<String> tokens(int n) throws Exception {
        return tokens(1, n);
    }

    /** @param from number of the first one */
    List<String> tokens(int from, int n) throws Exception {
        var tokens = new ArrayList<String>();
        try (var http = new Http(port)) {
            for (var i = from; i < from + n; i++) {
                var answer = http.send("POST", "/api/v1/tokens", null,
                    "{\"username\":\"t%07d\",\"password\":\"xingtan-demo\",\"name\":\"bench\"}".formatted(i));
                if (answer.status() != 201) {
                    throw new IllegalStateException("Sign-in of teacher " + i + ": " + answer.text());
                }
                tokens.add(Json.text(answer.text(), "token"));
            }
        }
        return tokens;
    }

    /** Cookies of browsers in which seeded teachers have signed in by the page. */
    List<String> browsers(List<Integer> numbers) throws Exception {
        var browsers = new ArrayList<String>();
        for (var number : numbers) {
            browsers.add(browser("t%07d".formatted(number)));
        }
        return browsers;
    }

    /** Cookies of a browser in which somebody has signed in by the page. */
    String browser(String username) throws Exception {
        try (var http = new Http(port)) {
            var guard = http.send(Http.page("/sign-in", "lang=zh-CN")).cookies().stream().filter(it -> it.startsWith("xingtan-csrf=")).findFirst().orElseThrow();
            var answer = http.send(Http.form("/sign-in", guard, "username=%s&password=xingtan-demo&next=/home&_csrf=%s"
                .formatted(username, guard.substring(guard.indexOf('=') + 1))));
            var cookies = new LinkedHashMap<String, String>();
            Stream.concat(Stream.of(guard), answer.cookies().stream()).filter(it -> !it.endsWith("="))
                .forEach(it -> cookies.put(it.substring(0, it.indexOf('=')), it));
            if (answer.status() != 303 && answer.status() != 302) {
                throw new IllegalStateException("Sign-in of " + username + ": " + answer.status());
            }
            return String.join("; ", cookies.values());
        }
    }

    /** As the machine would on a bad day. */
    void kill() throws Exception {
        ProcessHandle.of(application()).ifPresent(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    /** All of it at once. */
    void killDatabase() throws IOException {
        var root = postmaster();
        var all = root.children().toList();
        root.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** One process of it, so that it throws out everybody, reads its log and goes on. */
    void crashDatabase() throws IOException {
        postmaster().children().findAny().orElseThrow().destroyForcibly();
    }

    private ProcessHandle postmaster() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip())).orElseThrow();
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
