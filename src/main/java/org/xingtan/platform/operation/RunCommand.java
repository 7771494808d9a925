package org.xingtan.platform.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;
import org.xingtan.platform.CannotStart;
import org.xingtan.platform.Command;

/** Runs the command the script asked for, if any, once the application stands. */
@Component
class RunCommand implements ApplicationRunner, ExitCodeGenerator {

    private final @Nullable Command command;
    private final List<String> arguments;
    private int exitCode;

    RunCommand(List<Command> commands, @Value("${" + Launch.COMMAND + ":}") String name, @Value("${" + Launch.ARGUMENTS + ":}") String[] arguments) {
        this.command = name.isEmpty() ? null : commands.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow(() -> new CannotStart(
            "There is no command " + name + "; there are " + commands.stream().map(Command::name).sorted().toList() + "."));
        this.arguments = List.of(arguments);
    }

    @Override
    public void run(ApplicationArguments ignored) {
        if (command != null) {
            exitCode = command.run(arguments);
        }
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
