package org.xingtan.platform.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the scripts in {@code bin} say before there is any application. */
@DisabledOnOs(OS.WINDOWS)
class ScriptTests {

    @TempDir Path temporary;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "bin/run --port abc          | 1 | --port needs a number from 1 to 65535, not 'abc'.",
        "bin/run --port=             | 1 | --port needs a number.",
        "bin/run --port 70000        | 1 | --port needs a number from 1 to 65535, not '70000'.",
        "bin/run --data              | 1 | --data needs a folder.",
        "bin/run --prot 1            | 2 | there is no option --prot.",
        "bin/dev --prot 1            | 1 | there is no option --prot; usage: bin/dev [--port N] [--data DIR] [--no-demo]",
        "bin/backup                  | 1 | usage: bin/backup DIR [--data DIR]",
        "bin/backup a b              | 1 | one folder is enough; usage: bin/backup DIR [--data DIR]",
        "bin/restore --from x        | 1 | there is no option --from; usage: bin/restore DIR [--data DIR]",
        "bin/audit --data            | 1 | --data needs a folder.",
    })
    void saysInOneSentenceWhatIsWrong(String line, int code, String sentence) throws Exception {
        var script = start(line);

        assertThat(script.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said(script).lines().findFirst()).hasValue("xingtan: " + sentence);
        assertThat(script.exitValue()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"bin/run", "bin/dev", "bin/backup", "bin/restore", "bin/seed", "bin/audit"})
    void tellsHowItIsUsed(String name) throws Exception {
        var script = start(name + " --help");

        assertThat(script.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(script.exitValue()).isZero();
        assertThat(said(script)).startsWith("usage: " + name);
    }

    @Test
    void takesWhatItHasBegunWithItWhenItEnds() throws Exception {
        var mark = temporary.resolve("begun");
        var script = new ProcessBuilder("sh", "-c", ". tools/shell/common.sh; attended sh -c 'echo $$ >" + mark + "; exec sleep 60'", "bin/x").start();
        while (!Files.exists(mark) || Files.size(mark) == 0) {
            Thread.sleep(10);
        }
        script.destroy();

        assertThat(script.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(script.exitValue()).isEqualTo(143);
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(mark).strip())).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private static Process start(String line) throws IOException {
        return new ProcessBuilder(("sh " + line).split(" +")).redirectErrorStream(true).start();
    }

    private static String said(Process script) throws IOException {
        return new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
