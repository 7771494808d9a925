package org.xingtan.platform.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code postmaster.pid}: what a running PostgreSQL says about itself, one fact per line. */
final class PostmasterFile {

    private static final int PORT = 3;
    private static final int STATE = 7;

    private final Path file;

    PostmasterFile(Path data) {
        this.file = data.resolve("postmaster.pid");
    }

    Optional<Long> processId() {
        return line(0).filter(number -> number.matches("\\d{1,9}")).map(Long::valueOf);
    }

    /** The port, once the server takes connections. */
    Optional<Integer> port() {
        return line(STATE).filter("ready"::equals).flatMap(_ -> line(PORT)).map(Integer::valueOf);
    }

    /** Cut off while it was written: no PostgreSQL starts beside such a file. */
    boolean isGarbage() {
        return Files.exists(file) && processId().isEmpty();
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> line(int number) {
        var lines = lines();
        return lines.size() > number && !lines.get(number).isBlank() ? Optional.of(lines.get(number).strip()) : Optional.empty();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
