package org.xingtan.platform.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.xingtan.platform.CannotStart;

/**
 * After a {@code kill -9} of the application its PostgreSQL lives on; after a {@code kill -9} of PostgreSQL its backends
 * may, and its {@code postmaster.pid} stays behind. The next start stops what lives (SIGINT: fast shutdown, everything
 * committed stays) and waits until nobody holds the folder. A stale file is left to PostgreSQL, which checks by it that
 * no shared memory is in use, unless its number has gone to a stranger.
 */
final class OrphanedPostgres {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final PostmasterFile file;
    private final Path data;

    OrphanedPostgres(Path data) {
        this.data = data.toAbsolutePath().normalize();
        this.file = new PostmasterFile(data);
    }

    void stop() {
        try {
            if (Files.exists(data)) {
                var postmaster = postmaster();
                if (postmaster.isPresent()) {
                    interrupt(postmaster.get());
                }
                await(this::isDeserted);
                removeStrangersNumber();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean hasNoPostmaster() {
        return postmaster().isEmpty();
    }

    private Optional<ProcessHandle> postmaster() {
        return file.processId().flatMap(ProcessHandle::of).filter(this::isOurs);
    }

    /** On systems without {@code /proc} only the postmaster can be seen; its backends end with it. */
    private boolean isDeserted() {
        return postmaster().isEmpty() && ProcessHandle.allProcesses().noneMatch(this::worksHere);
    }

    private boolean isOurs(ProcessHandle process) {
        return worksHere(process) || process.info().commandLine().filter(line -> line.contains("postgres") && line.contains(data.toString())).isPresent();
    }

    /** Every process of a PostgreSQL server works in its data folder. A dead one that nobody has buried works nowhere. */
    private boolean worksHere(ProcessHandle process) {
        try {
            var link = Path.of("/proc", Long.toString(process.pid()), "cwd");
            return Files.readSymbolicLink(link).equals(data.toRealPath()) && process.info().command().filter(it -> it.contains("postgres")).isPresent();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private void removeStrangersNumber() {
        if (file.isGarbage() || file.processId().flatMap(ProcessHandle::of).isPresent()) {
            file.delete();
        }
    }

    private static void interrupt(ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new CannotStart("The PostgreSQL of an earlier run in " + data + " does not stop; end it, then start again.");
            }
            Thread.sleep(50);
        }
    }
}
