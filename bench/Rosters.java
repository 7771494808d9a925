import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.postgresql.PGConnection;

/** A roster of 100,000 people from its upload to the last row in the directory, against the bare COPY of what came of it. */
final class Rosters {

    private static final int ROWS = 100_000;
    private static final int TEACHERS = 10_000;
    private static final int HEAP = 256;
    private static final int COPIES = 3;
    private static final List<String> HEADINGS = List.of("姓名", "证件类型", "证件号码", "性别", "出生日期", "手机号", "单位代码", "学段", "学科", "岗位身份", "职称", "入职日期", "任职状态");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private final Results results;
    private final Http http;
    private final String token;

    private Rosters(Results results, Http http, String token) {
        this.results = results;
        this.http = http;
        this.token = token;
    }

    static void measure(Results results) throws Exception {
        var data = Server.fresh("roster", TEACHERS);
        try (var server = Server.start(data, Map.of("XINGTAN_MEMORY", HEAP + "m")); var http = new Http(server.port); var db = server.database()) {
            db.createStatement().execute("create schema bench; create table bench.known as select teacher_id from directory.teacher");
            var token = Json.text(http.send("POST", "/api/v1/tokens", null,
                "{\"username\":\"seed-province\",\"password\":\"xingtan-demo\",\"name\":\"bench\"}").text(), "token");
            new Rosters(results, http, token).measure(db, workbook(codes(db), 0, ROWS));
        }
    }

    private void measure(Connection db, byte[] workbook) throws Exception {
        results.figure("workbook: MB", workbook.length / 1e6);
        var seconds = new LinkedHashMap<String, Double>();
        var id = planned(workbook, seconds, ROWS, "create");
        seconds.put("committed", until(() -> http.send("POST", "/api/v1/roster-imports/" + id + "/commit", token, "{}").status(), id, "COMMITTED"));
        var again = new LinkedHashMap<String, Double>();
        planned(workbook, again, ROWS, "unchanged");
        seconds.forEach((what, s) -> results.figure(what + ": s", s));
        results.figure("the same workbook again, planned: s", again.get("planned"));
        var all = seconds.values().stream().mapToDouble(it -> it).sum();
        results.figure("rows a second", ROWS / all);
        var copy = copy(db);
        results.figure("bare COPY of the same people: s", copy);
        results.atMost("times the bare COPY", all / copy, 6);
        results.atMost("heap it was given: MB", HEAP, 256);
    }

    private String planned(byte[] workbook, Map<String, Double> seconds, int rows, String what) throws Exception {
        var unit = Statistics.top(http, token);
        var id = new String[1];
        seconds.put("planned", until(() -> {
            var answer = http.send(Http.file("/api/v1/organizations/" + unit + "/roster-imports", token, "roster.xlsx", workbook));
            id[0] = Json.text(answer.text(), "id");
            return answer.status();
        }, id, "PLANNED"));
        var plan = http.send("GET", "/api/v1/roster-imports/" + id[0], token, null).text();
        if (!plan.matches("(?s).*\"" + what + "\"\\s*:\\s*" + rows + "\\b.*")) {
            throw new IllegalStateException(plan.substring(0, Math.min(2_000, plan.length())));
        }
        return id[0];
    }

    private interface Step {

        int send() throws IOException;
    }

    private double until(Step step, String id, String state) throws Exception {
        return until(step, new String[] {id}, state);
    }

    private double until(Step step, String[] id, String state) throws Exception {
        var began = System.nanoTime();
        var status = step.send();
        if (status != 202) {
            throw new IllegalStateException("status " + status);
        }
        for (var now = ""; !now.equals(state);) {
            Thread.sleep(50);
            var answer = http.send("GET", "/api/v1/roster-imports/" + id[0], token, null).text();
            now = Json.text(answer, "state");
            if (now.equals("FAILED")) {
                throw new IllegalStateException(answer);
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }

    static List<String> codes(Connection db) throws SQLException {
        var codes = new ArrayList<String>();
        try (var rows = db.createStatement().executeQuery("select code from directory.organization where kind = 'SCHOOL' and code like '99%' order by code")) {
            while (rows.next()) {
                codes.add(rows.getString(1));
            }
        }
        return codes;
    }

    /** @param from the first person; others have other documents */
    static byte[] workbook(List<String> codes, int from, int people) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "bench", "1.0")) {
            var sheet = workbook.newWorksheet("roster");
            for (var column = 0; column < HEADINGS.size(); column++) {
                sheet.value(0, column, HEADINGS.get(column));
            }
            for (var n = 0; n < people; n++) {
                var cells = person(from + n, codes.get(n % codes.size()));
                for (var column = 0; column < cells.size(); column++) {
                    sheet.value(n + 1, column, cells.get(column));
                }
            }
        }
        return out.toByteArray();
    }

    private static List<String> person(int n, String code) {
        var born = LocalDate.of(1966, 1, 1).plusDays(n % 12_000);
        return List.of("张" + (char) ('一' + n % 2_000) + (char) ('丁' + n / 2_000), "居民身份证", document(n, born), n % 2 == 0 ? "女" : "男", born.toString(),
            "199%08d".formatted(n), code, "小学", "语文", "班主任", "一级教师", born.plusYears(23).toString(), "在职");
    }

    /** GB 11643, in a division that no seeded person has. */
    private static String document(int n, LocalDate born) {
        var places = "%06d%s%03d".formatted(659_001 + n / 12_000 / 500, born.format(DateTimeFormatter.BASIC_ISO_DATE), (n / 12_000 % 500 * 2 + n % 2) % 1000);
        var sum = 0;
        for (var i = 0; i < WEIGHTS.length; i++) {
            sum += (places.charAt(i) - '0') * WEIGHTS[i];
        }
        return places + "10X98765432".charAt(sum % 11);
    }

    /** Into tables with the same indexes, logged and committed like the real ones. */
    private static double copy(Connection db) throws Exception {
        var tables = List.of("document_number", "teacher", "employment");
        var rows = new LinkedHashMap<String, String>();
        var api = db.unwrap(PGConnection.class).getCopyAPI();
        for (var table : tables) {
            var out = new ByteArrayOutputStream();
            api.copyOut("copy (select t.* from directory." + table + " t where not exists (select from bench.known k where k.teacher_id = t.teacher_id)) to stdout", out);
            rows.put(table, out.toString(java.nio.charset.StandardCharsets.UTF_8));
            db.createStatement().execute("create table bench." + table + " (like directory." + table + " including all)");
        }
        var times = new double[COPIES];
        for (var i = 0; i < COPIES; i++) {
            db.createStatement().execute("truncate bench.document_number, bench.teacher, bench.employment");
            db.setAutoCommit(false);
            var began = System.nanoTime();
            for (var table : tables) {
                if (api.copyIn("copy bench." + table + " from stdin", new StringReader(rows.get(table))) != ROWS) {
                    throw new IllegalStateException(table);
                }
            }
            db.commit();
            times[i] = (System.nanoTime() - began) / 1e9;
            db.setAutoCommit(true);
        }
        return Arrays.stream(times).sorted().toArray()[COPIES / 2];
    }
}
