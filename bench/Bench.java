import java.util.List;

/** {@code bin/bench NAME…}: each measures one thing against its limit in the same run. */
final class Bench {

    private static final List<String> ALL = List.of("pages", "heartbeat", "quiz", "certificate", "statistics", "bulletin", "start", "growth", "crash", "nodes", "reminders");

    private Bench() {}

    public static void main(String[] names) throws Exception {
        var met = true;
        for (var name : names.length == 0 ? ALL : List.of(names)) {
            System.out.println(name);
            var results = new Results(name);
            switch (name) {
                case "pages" -> Pages.measure(results);
                case "heartbeat" -> Heartbeat.measure(results);
                case "quiz" -> Quiz.measure(results);
                case "certificate" -> Certificates.measure(results);
                case "statistics" -> Statistics.measure(results);
                case "bulletin" -> Bulletins.measure(results);
                case "start" -> Start.measure(results);
                case "growth" -> Growth.measure(results);
                case "crash" -> Crash.measure(results);
                case "nodes" -> Nodes.measure(results);
                case "reminders" -> Reminders.measure(results);
                default -> {
                    System.err.println("There is no benchmark " + name + "; there are " + String.join(", ", ALL));
                    System.exit(2);
                }
            }
            results.write();
            met &= results.met();
        }
        System.exit(met ? 0 : 1);
    }
}
