import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** A list of nearly 100,000 people taken away as a workbook, against writing the same cells with the library alone. */
final class Exports {

    private static final int TEACHERS = 130_000;
    private static final int AT_LEAST = 90_000;
    private static final int WARM_ROUNDS = 9;
    private static final int ROUNDS = 7;
    private static final int ROWS_AT_ONCE = 500;
    /** What one person may take on one day would end the measurement after three. */
    private static final Map<String, String> SETTINGS = Map.of("XINGTAN_EXPORT_ROWS_A_DAY", "100000000");

    private interface Work {

        void run() throws Exception;
    }

    private Exports() {}

    static void measure(Results results) throws Exception {
        try (var server = Server.start(Server.seeded(TEACHERS), SETTINGS); var http = new Http(server.port)) {
            var program = Program.winter(server, server.tokens(1).getFirst()).id();
            var browser = server.browser("seed-province");
            var form = Http.form("/console/monitoring/before-teaching/export?program=" + program, browser,
                "reason=bench&confirmed=true&_csrf=" + browser.replaceAll(".*xingtan-csrf=([^;]+).*", "$1"));
            var body = new byte[1][];
            body[0] = take(http, form);
            var cells = cells(body[0]);
            var medians = medians(() -> body[0] = take(http, form), () -> write(cells));
            var exported = medians[0];
            var alone = medians[1];
            results.atLeast("people of the list", cells.size() - 2, AT_LEAST);
            results.figure("workbook: MB", body[0].length / 1e6);
            results.figure("exported: s", exported);
            results.figure("written by the library alone: s", alone);
            results.atMost("times the library alone", exported / alone, 1.5);
        }
    }

    private static byte[] take(Http http, byte[] form) throws IOException {
        var answer = http.send(form);
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return answer.body();
    }

    private static List<List<String>> cells(byte[] workbook) throws IOException {
        try (var read = new ReadableWorkbook(new ByteArrayInputStream(workbook)); var rows = read.getFirstSheet().openStream()) {
            return rows.map(Exports::texts).toList();
        }
    }

    private static List<String> texts(Row row) {
        return row.stream().map(cell -> cell == null ? "" : cell.getText()).toList();
    }

    private static void write(List<List<String>> rows) throws IOException {
        try (var workbook = new Workbook(OutputStream.nullOutputStream(), "bench", "1.0")) {
            var sheet = workbook.newWorksheet("list");
            for (var row = 0; row < rows.size(); row++) {
                var cells = rows.get(row);
                for (var column = 0; column < cells.size(); column++) {
                    if (!cells.get(column).isEmpty()) {
                        sheet.inlineString(row, column, cells.get(column));
                    }
                }
                if (row % ROWS_AT_ONCE == 0) {
                    sheet.flush();
                }
            }
        }
    }

    /** Both in turn, so that whatever else the machine does hits both; the compiler has finished with both when counting begins. */
    private static double[] medians(Work... works) throws Exception {
        var times = new double[works.length][ROUNDS];
        for (var round = -WARM_ROUNDS; round < ROUNDS; round++) {
            for (var i = 0; i < works.length; i++) {
                var began = System.nanoTime();
                works[i].run();
                times[i][Math.max(round, 0)] = (System.nanoTime() - began) / 1e9;
            }
        }
        return Arrays.stream(times).mapToDouble(of -> Arrays.stream(of).sorted().toArray()[ROUNDS / 2]).toArray();
    }
}
