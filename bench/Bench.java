import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code bin/bench NAME…}: each measures one thing against its limit in the same run. */
final class Bench {

    private interface Measure {

        void into(Results results) throws Exception;
    }

    private static final Map<String, Measure> ALL = new LinkedHashMap<>();

    static {
        ALL.put("pages", Pages::measure);
        ALL.put("heartbeat", Heartbeat::measure);
        ALL.put("quiz", Quiz::measure);
        ALL.put("certificate", Certificates::measure);
        ALL.put("statistics", Statistics::measure);
        ALL.put("compliance", Compliance::measure);
        ALL.put("choosers", Choosers::measure);
        ALL.put("monitoring", Monitoring::measure);
        ALL.put("bulletin", Bulletins::measure);
        ALL.put("roster", Rosters::measure);
        ALL.put("export", Exports::measure);
        ALL.put("start", Start::measure);
        ALL.put("growth", Growth::measure);
        ALL.put("crash", Crash::measure);
        ALL.put("crash-imports", CrashedImports::measure);
        ALL.put("selection", Selection::measure);
        ALL.put("crash-selection", CrashedSelection::measure);
        ALL.put("nodes", Nodes::measure);
        ALL.put("reminders", Reminders::measure);
        ALL.put("validation", Validations::measure);
    }

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var names = arguments.length == 0 ? List.copyOf(ALL.keySet()) : List.of(arguments);
        var help = names.contains("--help") || names.contains("-h");
        var unknown = names.stream().filter(name -> !ALL.containsKey(name)).toList();
        if (help || !unknown.isEmpty()) {
            var out = help ? System.out : System.err;
            out.println("Usage: bin/bench [NAME…]; measures all without a name: " + String.join(", ", ALL.keySet()) + ". bench/README.md tells what each measures.");
            System.exit(help ? 0 : 2);
        }
        var met = true;
        for (var name : names) {
            System.out.println(name);
            var results = new Results(name);
            ALL.get(name).into(results);
            results.write();
            met &= results.met();
        }
        System.exit(met ? 0 : 1);
    }
}
