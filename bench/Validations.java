import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A jurisdiction of 200,000 teachers is validated at one go; then another year of it, with the application killed with -9 in the middle: after the
 * restart the validation goes on by itself, nobody is there twice and nobody is missing.
 */
final class Validations {

    private static final int TEACHERS = 200_000;
    private static final double LIMIT = 120;
    private static final double PATIENCE = 900;
    /** Validated before it is killed. */
    private static final int MIDWAY = TEACHERS / 4;
    private static final String PROVINCE = "select id::text from directory.organization where code = '990000'";
    private static final String KEEPER = "seed-province";

    private final Results results;

    private Validations(Results results) {
        this.results = results;
    }

    static void measure(Results results) throws Exception {
        var data = Server.fresh("validation", TEACHERS);
        new Validations(results).validate(data);
        results.atMost("findings of the audit", Server.findings(data), 0);
    }

    private void validate(Path data) throws Exception {
        int year;
        String killed;
        try (var server = Server.start(data)) {
            year = Integer.parseInt(text(server, "select year::text from ledger.entry group by year order by count(*) desc, year desc limit 1"));
            results.figure("entries of the year", count(server, "select count(*) from ledger.entry where year = " + year));
            measured(server, call(server, year));
            killed = call(server, year + 1);
            midway(server, killed);
        }
        try (var server = Server.start(data)) {
            await(server, killed);
            whole(server, killed, "killed in the middle and started again");
        }
    }

    private void measured(Server server, String call) throws Exception {
        var began = System.nanoTime();
        var cpu = server.cpuMillis();
        ask(server, call);
        ask(server, call);
        await(server, call);
        results.figure("200,000 teachers validated: CPU s", (server.cpuMillis() - cpu) / 1e3);
        results.atMost("200,000 teachers validated: s", seconds(began), LIMIT);
        whole(server, call, "validated at one go");
    }

    private void midway(Server server, String call) throws Exception {
        ask(server, call);
        var began = System.nanoTime();
        while (validated(server, call) < MIDWAY && seconds(began) < PATIENCE) {
            Thread.sleep(50);
        }
        server.kill();
    }

    /** The requirement, the call and its publication by the forms; that everybody has been confirmed by his unit is written straight into the database. */
    private String call(Server server, int year) throws Exception {
        var province = text(server, PROVINCE);
        post(server, "/console/standing/organizations/" + province + "/requirements", "year=" + year + "&title=" + encoded("年度要求") + "&basis=" + encoded("示例")
            + "&total=10&dayMax=&newHires=FULL_YEAR&category0.code=PROFESSIONAL&category0.title=" + encoded("专业科目") + "&category0.titleEn=&category0.need=5");
        server.awaitCounted();
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        post(server, "/console/validation/calls", "organization=" + province + "&year=" + year + "&title=" + encoded("年度验证") + "&basis=" + encoded("示例") + "&opens="
            + today.minusDays(1) + "&confirm=" + today.plusDays(1) + "&unit=" + today.plusDays(2) + "&validate=" + today.plusDays(3));
        var call = text(server, "select id::text from validation.call where year = " + year + " and owner_id = '" + province + "'");
        post(server, "/console/validation/calls/" + call + "/publication", "");
        try (var db = server.database(); var insert = db.createStatement()) {
            insert.executeUpdate("""
                insert into validation.dossier (teacher_id, year, call_id, state, changed_at, confirmed_at, unit_confirmed_at, unit_confirmed_by, unit_confirmed_in)
                select s.teacher_id, s.year, '%1$s', 'UNIT_CONFIRMED', now(), now(), now(), k.teacher_id, s.organization_id
                  from standing.state s
                 cross join (select teacher_id from identity.sign_in_name where name = '%2$s') k
                 where s.jurisdiction = '%3$s' and s.year = %4$d and s.organization_id is not null and s.teacher_id <> k.teacher_id
                """.formatted(call, KEEPER, province, year));
            insert.execute("analyze validation.dossier");
        }
        return call;
    }

    private static void ask(Server server, String call) throws Exception {
        post(server, "/console/validation/calls/" + call + "/batches", "covers=CONFIRMED");
    }

    private void await(Server server, String call) throws Exception {
        var began = System.nanoTime();
        while (count(server, "select count(*) from validation.batch where finished_at is not null and call_id = '" + call + "'") == 0) {
            if (seconds(began) > PATIENCE) {
                throw new IllegalStateException("Not finished after " + PATIENCE + " s");
            }
            Thread.sleep(100);
        }
    }

    private void whole(Server server, String call, String what) throws Exception {
        var of = " where call_id = '" + call + "'";
        results.atLeast(what + ": people", validated(server, call), 0.9 * TEACHERS);
        results.atMost(what + ": people who are missing", count(server, "select count(*) from validation.dossier" + of + " and state <> 'VALIDATED'"), 0);
        results.atMost(what + ": people who are there twice",
            count(server, "select count(*) - count(distinct teacher_id) from validation.frozen" + of), 0);
        results.atMost(what + ": batches", count(server, "select count(*) from validation.batch" + of), 1);
    }

    private static long validated(Server server, String call) throws Exception {
        return count(server, "select count(*) from validation.frozen where call_id = '" + call + "'");
    }

    private static void post(Server server, String path, String fields) throws Exception {
        var browser = server.browser(KEEPER);
        try (var http = new Http(server.port)) {
            var answer = http.send(Http.form(path, browser, fields + "&_csrf=" + browser.replaceAll(".*xingtan-csrf=([^;]+).*", "$1")));
            if (answer.status() != 302 && answer.status() != 303) {
                throw new IllegalStateException(path + ": " + answer.status() + " " + answer.text());
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static long count(Server server, String sql) throws Exception {
        return Long.parseLong(text(server, sql));
    }

    private static String text(Server server, String sql) throws Exception {
        try (var db = server.database(); var rows = db.createStatement().executeQuery(sql)) {
            if (!rows.next()) {
                throw new SQLException("Nothing: " + sql);
            }
            return rows.getString(1);
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
