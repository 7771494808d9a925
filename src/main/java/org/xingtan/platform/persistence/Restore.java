package org.xingtan.platform.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.xingtan.platform.CannotStart;

/** Puts a backup into a data folder of its own; PostgreSQL recovers from it at the next start. */
final class Restore {

    private final Path backup;
    private final DataFolder folder;

    Restore(Path backup, DataFolder folder) {
        this.backup = backup.toAbsolutePath().normalize();
        this.folder = folder;
    }

    /** Refuses a folder that already holds something, and a backup that is not what was written. */
    Manifest run() throws IOException {
        requireBackup();
        if (Files.exists(folder.postgres()) || Files.exists(folder.path().resolve("files"))) {
            throw new CannotStart("The data folder " + folder.path() + " holds an installation already; choose an empty one with --data.");
        }
        var expected = Manifest.read(backup);
        folder.prepare();
        if (!folder.claim()) {
            throw new CannotStart("The data folder " + folder.path() + " is in use.");
        }
        try {
            Folders.writeOwn(folder.restoring(), "");
            var copy = new Copy(folder.path());
            copy.folder(backup, "", path -> !path.toString().equals(Manifest.NAME));
            expected.requireSameAs(copy.manifest());
            Files.delete(folder.restoring());
            return copy.manifest();
        } finally {
            folder.release();
        }
    }

    private void requireBackup() {
        try (var _ = Files.newInputStream(backup.resolve(Manifest.NAME))) {
            return;
        } catch (NoSuchFileException e) {
            throw new CannotStart("There is no backup in " + backup + ".");
        } catch (IOException e) {
            throw new CannotStart("The backup in " + backup + " cannot be read (" + DataFolder.reason(e) + ").");
        }
    }
}
