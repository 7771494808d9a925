package org.xingtan.platform.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** From the command line to a running application: options, then {@code --}, then the arguments of a command. */
public final class Launch {

    static final String COMMAND = "xingtan.command";
    static final String ARGUMENTS = "xingtan.arguments";

    private static final List<String> PRESETS = List.of("--server.port=-1", "--xingtan.demo=false",
        "--spring.datasource.hikari.data-source-properties.socketTimeout=0", "--spring.datasource.hikari.connection-init-sql=set lock_timeout = 0");

    private final List<String> options;
    private final List<String> arguments;

    private Launch(List<String> options, List<String> arguments) {
        this.options = options;
        this.arguments = arguments;
    }

    public static Launch of(String[] line) {
        var words = Arrays.asList(line);
        var end = words.indexOf("--");
        return end < 0 ? new Launch(words, List.of()) : new Launch(words.subList(0, end), words.subList(end + 1, words.size()));
    }

    /** Serves until it is stopped, or runs the command that the options name and ends with its exit code. */
    public void run(Class<?> application) {
        var spring = new SpringApplication(application);
        spring.addInitializers(new StartChecks());
        spring.setDefaultProperties(Map.of(ARGUMENTS, arguments.toArray(String[]::new)));
        var quietEnd = QuietEnd.possible();
        var context = spring.run(options().toArray(String[]::new));
        quietEnd.isOver();
        if (isCommand()) {
            System.exit(SpringApplication.exit(context));
        }
    }

    /** A command opens no port, loads no demo, and waits as long as its work over everybody takes, unless it is told to. */
    List<String> options() {
        var all = new ArrayList<String>();
        if (isCommand()) {
            all.addAll(PRESETS);
            options.forEach(option -> all.removeIf(preset -> option.startsWith(preset.substring(0, preset.indexOf('=') + 1))));
        }
        all.addAll(options);
        return all;
    }

    private boolean isCommand() {
        return options.stream().anyMatch(option -> option.startsWith("--" + COMMAND + "="));
    }
}
