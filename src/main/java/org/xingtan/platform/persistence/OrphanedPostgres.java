package org.xingtan.platform.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xingtan.platform.CannotStart;

/**
 * After a {@code kill -9} of the application its PostgreSQL lives on, or what was making it; after a {@code kill -9} of
 * PostgreSQL its backends may, and its {@code postmaster.pid} stays behind. The next start stops what lives (SIGINT: fast
 * shutdown, everything committed stays) and waits until nobody works in the folder. A stale file is left to PostgreSQL,
 * which checks by it that no shared memory is in use, unless its number has gone to a stranger.
 */
final class OrphanedPostgres {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Set<String> PROGRAMS = Set.of("postgres", "initdb", "pg_ctl");

    private final PostmasterFile file;
    private final Path data;

    OrphanedPostgres(Path data) {
        this.data = data.toAbsolutePath().normalize();
        this.file = new PostmasterFile(data);
    }

    void stop() {
        try {
            if (Files.exists(data)) {
                stopAll();
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

    /** Who is stopped may just have begun another one: so it is looked until nobody is left, and each leader is told once. */
    private void stopAll() throws IOException, InterruptedException {
        var told = new HashSet<Long>();
        var end = System.nanoTime() + PATIENCE.toNanos();
        for (var living = living(); !living.isEmpty(); living = living()) {
            for (var process : living) {
                if (leads(process) && told.add(process.pid())) {
                    interrupt(process);
                }
            }
            if (System.nanoTime() > end) {
                throw new CannotStart("The PostgreSQL of an earlier run in " + data + " does not stop; end it, then start again.");
            }
            Thread.sleep(50);
        }
    }

    /** On systems without {@code /proc} only those can be seen who name the folder; the others end with them. */
    private List<ProcessHandle> living() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    private Optional<ProcessHandle> postmaster() {
        return file.processId().flatMap(ProcessHandle::of).filter(this::isOurs);
    }

    private boolean leads(ProcessHandle process) {
        return names(process) || file.processId().filter(id -> id == process.pid()).isPresent();
    }

    /** A dead one that nobody has buried has no program, names nothing and works nowhere. */
    private boolean isOurs(ProcessHandle process) {
        return process.info().command().filter(OrphanedPostgres::isPostgres).isPresent() && (names(process) || worksHere(process));
    }

    private static boolean isPostgres(String command) {
        return PROGRAMS.contains(Path.of(command).getFileName().toString());
    }

    private boolean names(ProcessHandle process) {
        return process.info().arguments().filter(all -> List.of(all).contains(data.toString())).isPresent();
    }

    /** Every process of a PostgreSQL server works in its data folder. */
    private boolean worksHere(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).equals(data.toRealPath());
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
}
