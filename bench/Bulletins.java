import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A bulletin of a province with 20,000 schools: its figures frozen, published, and taken away with every line. */
final class Bulletins {

    private static final int TEACHERS = 200_000;
    private static final int SCHOOLS = 20_000;
    private static final int ROUNDS = 7;
    private static final double SECONDS = 5;

    private Bulletins() {}

    static void measure(Results results) throws Exception {
        try (var server = Server.start(Server.seeded(TEACHERS, SCHOOLS)); var http = new Http(server.port)) {
            var cookies = server.browser("seed-province");
            var begun = new double[ROUNDS];
            var taken = new double[ROUNDS];
            for (var round = 0; round < ROUNDS; round++) {
                var form = http.send(Http.page("/console/bulletins/new", cookies)).text();
                var id = field(form, "id");
                begun[round] = seconds(http, "/console/bulletins", cookies, "id=" + id + "&organization=" + field(form, "organization") + "&subject="
                    + URLEncoder.encode(first(form, "value=\"(program:[^\"]+)\""), StandardCharsets.UTF_8) + "&depth=3&title=bench", 302);
                var page = "/console/bulletins/" + id;
                seconds(http, page + "/publication", cookies, "version=1", 302);
                taken[round] = seconds(http, page + "/export", cookies, "file=xlsx&reason=bench", 200);
            }
            results.atMost("figures of 20,000 schools frozen: s", median(begun), SECONDS);
            results.figure("the first time: s", begun[0]);
            results.figure("every line as xlsx: s", median(taken));
        }
    }

    private static double seconds(Http http, String path, String cookies, String form, int status) throws Exception {
        var guard = first(cookies, "xingtan-csrf=([^;]+)");
        var began = System.nanoTime();
        var answer = http.send(Http.form(path, cookies, form + "&_csrf=" + guard));
        if (answer.status() != status && !(status == 302 && answer.status() == 303)) {
            throw new IllegalStateException(path + ": " + answer.status() + " " + answer.text());
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static double median(double[] times) {
        return Arrays.stream(times).sorted().toArray()[times.length / 2];
    }

    private static String field(String page, String name) {
        return first(page, "name=\"" + name + "\" value=\"([^\"]+)\"");
    }

    private static String first(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("No " + pattern);
        }
        return found.group(1);
    }
}
