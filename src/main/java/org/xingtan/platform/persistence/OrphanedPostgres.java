package org.xingtan.platform.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * After a {@code kill -9} of the application its PostgreSQL lives on, or left a {@code postmaster.pid} behind. The next
 * start stops the orphan (SIGINT: fast shutdown, everything committed stays) and removes a stale file.
 */
final class OrphanedPostgres {

    private final Path pidFile;
    private final Path data;

    OrphanedPostgres(Path data) {
        this.data = data.toAbsolutePath();
        this.pidFile = this.data.resolve("postmaster.pid");
    }

    void stop() {
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            var lines = Files.readAllLines(pidFile);
            var pid = lines.isEmpty() ? -1 : Long.parseLong(lines.getFirst().trim());
            var process = ProcessHandle.of(pid).filter(this::isOurs);
            if (process.isPresent()) {
                new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
                awaitEnd(process.get());
            }
            Files.deleteIfExists(pidFile);
        } catch (NumberFormatException e) {
            delete();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The number in the file may belong to another process by now: ours is a postgres with this data folder. */
    private boolean isOurs(ProcessHandle process) {
        var command = process.info().commandLine().or(() -> process.info().command()).orElse("");
        return command.contains("postgres") && (command.contains(data.toString()) || workingDirectory(process).equals(data.toString()));
    }

    private static String workingDirectory(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static void awaitEnd(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(60, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
            throw new IllegalStateException("The PostgreSQL of an earlier run (process " + process.pid() + ") does not stop", e);
        }
    }
}
