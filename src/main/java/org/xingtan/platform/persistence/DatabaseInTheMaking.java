package org.xingtan.platform.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A new database is marked from before its first file until its password holds. What is found marked has never been used:
 * the start that made it was killed, and it is made anew. What is not marked is never deleted.
 */
final class DatabaseInTheMaking {

    private final DataFolder folder;
    private final Path mark;
    private final Path password;

    DatabaseInTheMaking(DataFolder folder) {
        this.folder = folder;
        this.mark = folder.path().resolve("postgres.new");
        this.password = folder.path().resolve("postgres.password");
    }

    void begin() throws IOException {
        if (Files.exists(mark) && !Files.exists(password)) {
            Folders.delete(folder.postgres());
        } else if (isEmpty(folder.postgres())) {
            Folders.writeOwn(mark, "");
            makeLasting();
        }
    }

    void end() throws IOException {
        if (Files.deleteIfExists(mark)) {
            makeLasting();
        }
    }

    private static boolean isEmpty(Path database) throws IOException {
        if (!Files.exists(database)) {
            return true;
        }
        try (var files = Files.list(database)) {
            return files.findAny().isEmpty();
        }
    }

    /** A power cut must not bring the mark back. Windows keeps folders by itself and lets nobody open them. */
    private void makeLasting() throws IOException {
        if (folder.path().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var entries = FileChannel.open(folder.path(), StandardOpenOption.READ)) {
                entries.force(true);
            }
        }
    }
}
