package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that was killed left in its files goes; what another one is working on stays. */
class TemporaryFilesTests {

    @TempDir Path data;

    /** A process that has begun to write somebody's data, says so, and goes on until it is ended. */
    static final class Writing {

        private Writing() {}

        public static void main(String[] arguments) throws IOException {
            TemporaryFiles.open(DataFolder.of(Path.of(arguments[0]))).use();
            var file = TemporaryFiles.create("list", ".xlsx");
            Files.writeString(file, "李文静");
            System.out.println(file);
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void whatAKilledProcessLeftIsGoneAtTheNextStart() throws Exception {
        var process = start(data);
        var file = file(process);
        assertThat(file).hasContent("李文静");
        process.destroyForcibly().waitFor();
        assertThat(file).exists();
        Files.createDirectories(data.resolve("temporary/of-nobody/deep")).resolve("file");

        var files = TemporaryFiles.open(DataFolder.of(data));

        assertThat(file.getParent()).doesNotExist();
        assertThat(files.path()).isEmptyDirectory();
        try (var left = Files.list(data.resolve("temporary"))) {
            assertThat(left.map(it -> it.getFileName().toString())).containsExactlyInAnyOrder("starting", files.path().getFileName().toString(), files.path().getFileName() + ".lock");
        }
    }

    @Test
    void aFileIsThereForAsLongAsTheWorkOnIt() throws IOException {
        var seen = new ArrayList<Path>();

        var read = TemporaryFiles.with(".txt", file -> Files.writeString(file, "李文静"), file -> {
            seen.add(file);
            return Files.readString(file);
        });
        assertThat(read).isEqualTo("李文静");
        TemporaryFiles.during(".txt", seen::add, seen::add);
        assertThatThrownBy(() -> TemporaryFiles.during(".txt", seen::add, _ -> {
            throw new IOException("away");
        })).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> TemporaryFiles.with(".txt", file -> {
            seen.add(file);
            throw new IllegalStateException("away");
        }, file -> file)).isInstanceOf(IllegalStateException.class);

        assertThat(seen).hasSize(5).noneMatch(Files::exists);
    }

    @Test
    void whatAnotherProcessIsWorkingOnStays() throws Exception {
        var process = start(data);
        try {
            var file = file(process);

            assertThat(TemporaryFiles.open(DataFolder.of(data)).path()).isNotEqualTo(file.getParent());
            assertThat(file).hasContent("李文静");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void onlyTheAccountOfTheApplicationMayReadIt() throws Exception {
        var files = TemporaryFiles.open(DataFolder.of(data.resolve("new")));

        assertThat(files).isSameAs(TemporaryFiles.open(DataFolder.of(data.resolve("new"))));
        assertThat(files.isOpen()).isTrue();
        for (var folder : List.of(data.resolve("new"), files.path().getParent(), files.path())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
        }
    }

    private static Process start(Path data) throws IOException {
        return new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"), Writing.class.getName(), data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static Path file(Process process) throws IOException {
        return Path.of(process.inputReader(StandardCharsets.UTF_8).readLine());
    }
}
