package org.xingtan.platform.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;
import org.xingtan.platform.CannotStart;
import org.xingtan.platform.Command;

class LaunchTests {

    @TempDir Path temporary;

    @Test
    void aCommandOpensNoPortAndLoadsNoDemo() {
        assertThat(Launch.of(new String[] {"--xingtan.command=audit", "--", "--repair"}).options())
            .contains("--server.port=-1", "--xingtan.demo=false").endsWith("--xingtan.command=audit");
        assertThat(Launch.of(new String[] {"--xingtan.command=warm-up", "--server.port=0"}).options())
            .contains("--xingtan.demo=false").doesNotContain("--server.port=-1").endsWith("--xingtan.command=warm-up", "--server.port=0");
        assertThat(Launch.of(new String[] {"--server.port=8081"}).options()).containsExactly("--server.port=8081");
    }

    @Test
    void runsTheCommandThatWasAskedFor() {
        var run = new RunCommand(List.of(command("count"), command("other")), "count", new String[] {"a", "b"});
        run.run(null);

        assertThat(run.getExitCode()).isEqualTo(2);
        assertThatThrownBy(() -> new RunCommand(List.of(command("count")), "nonsense", new String[0]))
            .isInstanceOf(CannotStart.class).hasMessage("There is no command nonsense; there are [count].");
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> check(environment().withProperty("server.port", Integer.toString(taken.getLocalPort()))))
                .isInstanceOf(CannotStart.class).hasMessageContaining(Integer.toString(taken.getLocalPort())).hasMessageContaining("--port");
        }
    }

    @Test
    void saysThatTheFolderCannotBeWritten() throws Exception {
        var file = Files.writeString(temporary.resolve("file"), "");

        assertThatThrownBy(() -> check(environment().withProperty("xingtan.data", file.resolve("x").toString())))
            .isInstanceOf(CannotStart.class).hasMessageContaining("cannot be written");
    }

    @Test
    void saysThatTheDatabaseCannotBeReachedWithoutItsPassword() {
        assertThatThrownBy(() -> check(environment().withProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/x?password=secret")))
            .isInstanceOf(CannotStart.class).hasMessageContaining("cannot be reached").hasMessageNotContaining("secret");
    }

    private MockEnvironment environment() {
        return new MockEnvironment().withProperty("xingtan.data", temporary.resolve("data").toString()).withProperty("server.port", "0");
    }

    private static void check(MockEnvironment environment) {
        var context = new GenericApplicationContext();
        context.setEnvironment(environment);
        new StartChecks().initialize(context);
    }

    private static Command command(String name) {
        return new Command() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int run(List<String> arguments) {
                return arguments.size();
            }
        };
    }
}
