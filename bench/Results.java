import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a benchmark found, against what it must reach; kept in {@code bench/results}. */
final class Results {

    private record Target(String what, double value, String relation, double limit) {

        boolean met() {
            return relation.equals("<=") ? value <= limit : value >= limit;
        }
    }

    private final String name;
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<Target> targets = new ArrayList<>();

    Results(String name) {
        this.name = name;
    }

    void figure(String what, double value) {
        figures.put(what, round(value));
        System.out.printf("  %-60s %10.3f%n", what, value);
    }

    void figure(String what, Load.Result result) {
        figure(what + ": requests/s", result.perSecond());
        figure(what + ": CPU ms", result.cpu());
        figure(what + ": median ms", result.medianMillis());
        figure(what + ": p99 ms", result.p99Millis());
    }

    void atMost(String what, double value, double limit) {
        target(new Target(what, value, "<=", limit));
    }

    void atLeast(String what, double value, double limit) {
        target(new Target(what, value, ">=", limit));
    }

    private void target(Target target) {
        targets.add(target);
        System.out.printf("%s %-60s %10.3f %s %.3f%n", target.met() ? "✓" : "✗", target.what, target.value, target.relation, target.limit);
    }

    boolean met() {
        return !targets.isEmpty() && targets.stream().allMatch(Target::met);
    }

    /** What was not measured to its end takes the place of nothing. */
    void write() throws IOException {
        if (targets.isEmpty()) {
            throw new IllegalStateException(name + " has measured nothing against a limit");
        }
        var json = new StringBuilder("{\n");
        json.append("  \"benchmark\": \"").append(name).append("\",\n  \"at\": \"").append(Instant.now()).append("\",\n");
        json.append("  \"commit\": \"").append(output("git", "rev-parse", "--short", "HEAD")).append("\",\n");
        json.append("  \"machine\": \"").append(Runtime.getRuntime().availableProcessors()).append(" cores, ").append(cpu()).append(", load ")
            .append(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]).append("\",\n  \"figures\": {\n");
        var lines = new ArrayList<String>();
        figures.forEach((what, value) -> lines.add("    \"" + what + "\": " + value));
        json.append(String.join(",\n", lines)).append("\n  },\n  \"targets\": [\n");
        json.append(String.join(",\n", targets.stream().map(target -> "    {\"what\": \"" + target.what + "\", \"value\": " + round(target.value)
            + ", \"relation\": \"" + target.relation + "\", \"limit\": " + target.limit + ", \"met\": " + target.met() + "}").toList()));
        json.append("\n  ]\n}\n");
        Files.createDirectories(Path.of("bench/results"));
        Files.writeString(Path.of("bench/results/" + name + ".json"), json);
    }

    private static String cpu() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name")).findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown processor");
    }

    private static String output(String... command) throws IOException {
        return new String(new ProcessBuilder(command).start().getInputStream().readAllBytes()).strip();
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
