package org.xingtan.platform.persistence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What PostgreSQL says when it does not start: into the folder's own log until it runs, then into its folder {@code log}. */
final class ServerLog {

    private static final Pattern COMPLAINT = Pattern.compile("(?:FATAL|PANIC|initdb: error|pg_ctl: error):\\s+(.*)");

    private final DataFolder folder;
    private final Map<Path, Long> before;

    /** Remembers what stands there already. */
    ServerLog(DataFolder folder) {
        this.folder = folder;
        this.before = files().collect(Collectors.toMap(file -> file, ServerLog::size));
    }

    Optional<String> lastComplaint() {
        return files().flatMap(file -> added(file).lines()).flatMap(line -> COMPLAINT.matcher(line).results()).map(found -> found.group(1))
            .reduce((_, later) -> later);
    }

    private Stream<Path> files() {
        try (var logs = Files.list(folder.postgres().resolve("log"))) {
            return Stream.concat(Stream.of(folder.log()), logs.toList().stream());
        } catch (IOException e) {
            return Stream.of(folder.log());
        }
    }

    private String added(Path file) {
        try (var in = Files.newInputStream(file)) {
            var old = before.getOrDefault(file, 0L);
            in.skipNBytes(old > size(file) ? 0 : old);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static long size(Path file) {
        return file.toFile().length();
    }
}
