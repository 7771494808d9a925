package org.xingtan.platform.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.xingtan.platform.CannotStart;

/** What a backup holds: every file with its SHA-256, in the form {@code sha256sum --check} reads. */
final class Manifest {

    static final String NAME = "SHA256SUMS";

    private final Map<String, String> hashes = new TreeMap<>();
    private long bytes;

    void add(Path file, long size, String hash) {
        hashes.put(file.toString(), hash);
        bytes += size;
    }

    int files() {
        return hashes.size();
    }

    long bytes() {
        return bytes;
    }

    void write(Path folder) throws IOException {
        Folders.writeOwn(folder.resolve(NAME), hashes.entrySet().stream().map(it -> it.getValue() + "  " + it.getKey() + "\n")
            .collect(Collectors.joining()));
    }

    static Manifest read(Path folder) throws IOException {
        var manifest = new Manifest();
        for (var line : Files.readAllLines(folder.resolve(NAME))) {
            manifest.hashes.put(line.substring(66), line.substring(0, 64));
        }
        return manifest;
    }

    /** @throws CannotStart naming the first file that is missing or is not what was backed up */
    void requireSameAs(Manifest copied) {
        hashes.forEach((file, hash) -> {
            if (!hash.equals(copied.hashes.get(file))) {
                throw new CannotStart("The backup is damaged: " + file + " is not what was backed up.");
            }
        });
    }
}
