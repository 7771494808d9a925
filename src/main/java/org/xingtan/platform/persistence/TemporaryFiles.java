package org.xingtan.platform.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.xingtan.platform.CannotStart;

/**
 * Where work lies that needs a file for a moment, also of people: in a folder of the data folder that only the account of the application may
 * read. Each process has its own in it, and one that starts empties those of processes that are gone: whoever was killed deleted nothing. Whoever
 * writes needs it, also what has no collaborators, so that it is found without being handed on.
 */
public final class TemporaryFiles {

    private static final String FOLDER = "temporary";
    private static final String STARTING = "starting";
    private static final String LOCK = ".lock";

    /** By data folder; closing any channel of a locked file gives up the lock, so this process keeps exactly one. */
    private static final Map<Path, TemporaryFiles> OPENED = new HashMap<>();

    private static volatile Path here = Path.of(System.getProperty("java.io.tmpdir"));

    private final Path folder;
    /** Never closed: the lock ends with the process, however that ends. */
    private final FileChannel lock;

    private TemporaryFiles(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** A new empty file that only the account of the application may read; whoever makes it deletes it. */
    public static Path create(String prefix, String suffix) throws IOException {
        return Files.createTempFile(folder(), prefix, suffix);
    }

    /** Fills a file that is there and empty, or does something with one that is filled. */
    public interface Use {

        void on(Path file) throws IOException;
    }

    /** Makes something of a file. */
    public interface Work<T> {

        T on(Path file) throws IOException;
    }

    /** What has to lie in a file to be worked on, as a spreadsheet, which is read from its end, lies there for just as long. */
    public static <T> T with(String suffix, Use filling, Work<T> work) throws IOException {
        var file = create("work", suffix);
        try {
            filling.on(file);
            return work.on(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** The same for what makes nothing of it. */
    public static void during(String suffix, Use filling, Use work) throws IOException {
        with(suffix, filling, file -> {
            work.on(file);
            return file;
        });
    }

    /** For those who make their files themselves. Whoever has cleared the data folder meanwhile stops nobody's work. */
    public static Path folder() {
        var folder = here;
        if (!Files.isDirectory(folder)) {
            try {
                Folders.createOwn(folder);
            } catch (FileAlreadyExistsException e) {
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    /** @throws CannotStart when nothing can be written there */
    static synchronized TemporaryFiles open(DataFolder data) {
        return OPENED.computeIfAbsent(data.path().resolve(FOLDER), root -> {
            try {
                return begin(data, root);
            } catch (IOException e) {
                throw new CannotStart("The folder " + root + " cannot be written (" + DataFolder.reason(e) + "); choose another one with --data.", e);
            }
        });
    }

    /** One process after the other, so that nobody takes one that is just beginning for gone. */
    private static TemporaryFiles begin(DataFolder data, Path root) throws IOException {
        for (var folder : new Path[] {data.path(), root}) {
            if (!Files.isDirectory(folder)) {
                Folders.createOwn(folder);
            }
        }
        try (var starting = FileChannel.open(root.resolve(STARTING), StandardOpenOption.CREATE, StandardOpenOption.WRITE); var _ = starting.lock()) {
            empty(root);
            var folder = root.resolve(UUID.randomUUID().toString());
            var lock = FileChannel.open(lock(folder), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock.lock();
            Folders.createOwn(folder);
            return new TemporaryFiles(folder, lock);
        }
    }

    private static void empty(Path root) throws IOException {
        try (var entries = Files.list(root)) {
            var names = entries.map(it -> it.getFileName().toString()).filter(it -> !it.equals(STARTING))
                .map(it -> it.endsWith(LOCK) ? it.substring(0, it.length() - LOCK.length()) : it).collect(Collectors.toSet());
            for (var name : names) {
                var folder = root.resolve(name);
                if (!isHeld(lock(folder))) {
                    Folders.delete(folder);
                    Files.deleteIfExists(lock(folder));
                }
            }
        }
    }

    private static boolean isHeld(Path lock) throws IOException {
        if (!Files.exists(lock)) {
            return false;
        }
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private static Path lock(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }

    /** From now on all files are made here. */
    void use() {
        here = folder;
    }

    Path path() {
        return folder;
    }

    boolean isOpen() {
        return lock.isOpen();
    }
}
