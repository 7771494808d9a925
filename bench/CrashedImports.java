import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;

/**
 * Kills the application with -9 while it carries out a roster, and a workbook of units: what was planned is there as a whole or not at
 * all, and as a whole after the restart.
 */
final class CrashedImports {

    private static final int PEOPLE = 10_000;
    private static final int UNITS = 3_000;
    /** When it is killed, as parts of the time that one takes which is not. */
    private static final double[] MOMENTS = {0.2, 0.4, 0.6, 0.8};
    private static final List<String> HEADINGS = List.of("单位代码", "单位名称", "类型", "上级代码", "学段");
    private static final String TOWN = "990100";
    private static final String COUNTY = "990101";

    private final Path data;
    private int kills;
    private int midway;
    private int partial;
    private int lost;

    private CrashedImports(Path data) {
        this.data = data;
    }

    static void measure(Results results) throws Exception {
        var crashed = new CrashedImports(Server.fresh("crash-imports", 2_000));
        crashed.rosters();
        crashed.units();
        results.figure("kills", crashed.kills);
        results.atLeast("kills in the middle of a commit", crashed.midway, 2);
        results.atMost("plans of which a part was there after the kill", crashed.partial, 0);
        results.atMost("plans that were not there as a whole after the restart", crashed.lost, 0);
    }

    private void rosters() throws Exception {
        var usual = roster(0, Double.NaN);
        for (var i = 0; i < MOMENTS.length; i++) {
            roster(i + 1, usual * MOMENTS[i]);
        }
    }

    /**
     * @param seconds until it is killed; NaN for one that is not
     * @return how long it took
     */
    private double roster(int round, double seconds) throws Exception {
        var people = "select count(*) from directory.employment";
        String id;
        long before;
        double took;
        try (var server = Server.start(data); var http = new Http(server.port)) {
            var token = token(server);
            before = count(server, people);
            id = Json.text(http.send(Http.file("/api/v1/organizations/" + Statistics.top(http, token) + "/roster-imports", token, "roster.xlsx",
                Rosters.workbook(codes(server), round * PEOPLE, PEOPLE))).text(), "id");
            await(http, token, id, "PLANNED");
            var began = System.nanoTime();
            http.send("POST", "/api/v1/roster-imports/" + id + "/commit", token, "{}");
            if (Double.isNaN(seconds)) {
                await(http, token, id, "COMMITTED");
                return (System.nanoTime() - began) / 1e9;
            }
            Thread.sleep((long) (seconds * 1000));
            kill(server);
            judge(server, people, before, PEOPLE, "select count(*) from roster.import where state = 'COMMITTED' and id = '" + id + "'");
            took = (System.nanoTime() - began) / 1e9;
        }
        try (var server = Server.start(data); var http = new Http(server.port)) {
            await(http, token(server), id, "COMMITTED");
            lost += count(server, people) == before + PEOPLE ? 0 : 1;
        }
        return took;
    }

    private void units() throws Exception {
        var usual = units(0, Double.NaN);
        for (var i = 0; i < MOMENTS.length; i++) {
            units(i + 1, usual * MOMENTS[i]);
        }
    }

    private double units(int round, double seconds) throws Exception {
        var made = "select count(*) from directory.organization where code like 'CR" + round + "-%'";
        String path;
        double took;
        try (var server = Server.start(data); var http = new Http(server.port)) {
            var cookies = server.browser("seed-city");
            http.send(Http.upload("/console/units/imports?organization=" + text(server, "select id from directory.organization where code = '" + TOWN + "'"),
                cookies, "units.xlsx", workbook(round)));
            path = "/console/units/imports/" + text(server, "select id from unit.import order by planned_at desc limit 1");
            var began = System.nanoTime();
            var commit = Thread.ofVirtual().start(() -> commit(server, path, cookies));
            if (Double.isNaN(seconds)) {
                commit.join();
                return (System.nanoTime() - began) / 1e9;
            }
            Thread.sleep((long) (seconds * 1000));
            kill(server);
            commit.join();
            judge(server, made, 0, UNITS, "select count(*) from unit.import where state = 'COMMITTED' and '" + path + "' like '%' || id");
            took = (System.nanoTime() - began) / 1e9;
        }
        try (var server = Server.start(data)) {
            commit(server, path, server.browser("seed-city"));
            lost += count(server, made) == UNITS ? 0 : 1;
        }
        return took;
    }

    /** Who is killed has no answer to give. */
    private static void commit(Server server, String path, String cookies) {
        try (var http = new Http(server.port)) {
            http.send(Http.form(path + "/commit", cookies, "_csrf=" + Http.guard(cookies)));
        } catch (IOException e) {
            System.out.println("  " + path + ": " + e.getMessage());
        }
    }

    /** PostgreSQL goes on, and ends what nobody will commit any more. */
    private void kill(Server server) throws Exception {
        var working = "select count(*) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend' and xact_start < now() - interval '100 ms'";
        kills++;
        midway += count(server, working) > 0 ? 1 : 0;
        server.kill();
        while (count(server, "select count(*) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'") > 0) {
            Thread.sleep(50);
        }
    }

    private void judge(Server server, String sql, long before, int all, String committed) throws Exception {
        var made = count(server, sql) - before;
        partial += made == (count(server, committed) == 1 ? all : 0) ? 0 : 1;
    }

    private static void await(Http http, String token, String id, String state) throws Exception {
        for (var now = ""; !now.equals(state);) {
            Thread.sleep(50);
            var answer = http.send("GET", "/api/v1/roster-imports/" + id, token, null).text();
            now = Json.text(answer, "state");
            if (now.equals("FAILED")) {
                throw new IllegalStateException(answer);
            }
        }
    }

    private static String token(Server server) throws Exception {
        try (var http = new Http(server.port)) {
            return Json.text(http.send("POST", "/api/v1/tokens", null,
                "{\"username\":\"seed-province\",\"password\":\"xingtan-demo\",\"name\":\"bench\"}").text(), "token");
        }
    }

    private static List<String> codes(Server server) throws Exception {
        try (var db = server.database()) {
            return Rosters.codes(db);
        }
    }

    private static long count(Server server, String sql) throws Exception {
        return Long.parseLong(text(server, sql));
    }

    private static String text(Server server, String sql) throws Exception {
        try (var db = server.database(); var row = db.createStatement().executeQuery(sql)) {
            if (!row.next()) {
                throw new SQLException("Nothing: " + sql);
            }
            return row.getString(1);
        }
    }

    private static byte[] workbook(int round) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "bench", "1.0")) {
            var sheet = workbook.newWorksheet("units");
            for (var row = 0; row <= UNITS; row++) {
                var cells = row == 0 ? HEADINGS : List.of("CR" + round + "-" + row, "第" + round + "批" + row + "小学", "学校", COUNTY, "小学");
                for (var column = 0; column < cells.size(); column++) {
                    sheet.value(row, column, cells.get(column));
                }
            }
        }
        return out.toByteArray();
    }
}
