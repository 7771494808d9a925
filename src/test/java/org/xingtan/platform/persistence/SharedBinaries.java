package org.xingtan.platform.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data folders of one test class unpack PostgreSQL once. */
final class SharedBinaries {

    private SharedBinaries() {}

    static DataFolder in(Path shared, Path path) {
        var folder = DataFolder.of(path);
        try {
            Files.createDirectories(path);
            if (!Files.exists(folder.binaries())) {
                Files.createSymbolicLink(folder.binaries(), Files.createDirectories(shared.resolve("binaries")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }
}
