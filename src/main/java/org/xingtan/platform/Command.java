package org.xingtan.platform;

import java.util.List;

/**
 * Work done from the command line instead of serving: {@code bin/audit}, {@code bin/seed}, {@code bin/bench}. A bean of this
 * type runs in the whole application on the same database, with no port open, and its result is the exit code.
 */
public interface Command {

    /** What the script asks for in {@code xingtan.command}. */
    String name();

    /**
     * @param arguments what stood behind the script's name
     * @return 0 when all is well
     */
    int run(List<String> arguments);
}
