package org.xingtan.platform.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.xingtan.platform.CannotStart;

/** The folder of one installation: its PostgreSQL, its stored files, its keys. One process at a time may claim it. */
public final class DataFolder {

    static final String VERSION = "18";

    /** PostgreSQL unpacked, a new database and the demo take half of it. */
    private static final long ROOM = 300L << 20;

    /** Closing any channel of a locked file gives up the lock, so this process keeps exactly one. */
    private static final Map<Path, FileChannel> CLAIMED = new ConcurrentHashMap<>();

    private final Path path;

    private DataFolder(Path path) {
        this.path = path;
    }

    public static DataFolder of(Path path) {
        return new DataFolder(path.toAbsolutePath().normalize());
    }

    public Path path() {
        return path;
    }

    /** Keeps a short text that only the account of the application may read. */
    public void keep(String name, String text) {
        try {
            Folders.writeOwn(path.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was kept under that name. */
    public Optional<String> kept(String name) {
        try {
            return Optional.of(Files.readString(path.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void forget(String name) {
        try {
            Files.deleteIfExists(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    Path binaries() {
        return path.resolve("postgres-binaries");
    }

    /** What initdb and the start of the server say; once it runs it writes into its own folder {@code log}. */
    Path log() {
        return path.resolve("postgres.log");
    }

    /** @throws CannotStart when the folder cannot be written or holds the database of another PostgreSQL */
    public void prepare() {
        try {
            if (!Files.isDirectory(path)) {
                Folders.createOwn(path);
            }
            Files.delete(Files.createTempFile(path, "probe", ""));
        } catch (IOException e) {
            throw new CannotStart("The data folder " + path + " cannot be written (" + reason(e) + "); choose another one with --data.", e);
        }
        if (Files.exists(restoring())) {
            throw new CannotStart("The data folder " + path + " holds a restore that was not finished; delete the folder and restore again.");
        }
        requireVersion();
    }

    /** Lies here from the first file of a restore until all of them are proved. */
    Path restoring() {
        return path.resolve("restoring");
    }

    /** @throws CannotStart when a new database would find no room: unpacking and making it fail in the middle, or never end */
    public void requireRoom() {
        try {
            var free = Files.getFileStore(path).getUsableSpace();
            if (free < ROOM && !Files.exists(postgres().resolve("PG_VERSION"))) {
                throw new CannotStart("The disk of the data folder " + path + " has only " + (free >> 20) + " MB left, but a new database needs "
                    + (ROOM >> 20) + " MB; make room, or choose another folder with --data.");
            }
        } catch (IOException e) {
            throw new CannotStart("The data folder " + path + " cannot be read (" + reason(e) + "); choose another one with --data.", e);
        }
    }

    private void requireVersion() {
        try {
            var file = postgres().resolve("PG_VERSION");
            var version = Files.exists(file) ? Files.readString(file).strip() : VERSION;
            if (!version.equals(VERSION)) {
                throw new CannotStart("The data folder " + path + " was made by PostgreSQL " + version + ", but this Xingtan runs PostgreSQL "
                    + VERSION + "; upgrade the data with pg_upgrade, or choose another folder with --data.");
            }
        } catch (IOException e) {
            throw new CannotStart("The data folder " + path + " cannot be read (" + reason(e) + "); choose another one with --data.", e);
        }
    }

    /** @return false when another process has the folder */
    public boolean claim() {
        try {
            return CLAIMED.containsKey(path) || claimAnew();
        } catch (IOException e) {
            throw new CannotStart("The data folder " + path + " cannot be locked (" + reason(e) + "); choose another one with --data.", e);
        }
    }

    void release() {
        var channel = CLAIMED.remove(path);
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private boolean claimAnew() throws IOException {
        var channel = FileChannel.open(path.resolve("xingtan.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                CLAIMED.put(path, channel);
                return true;
            }
        } catch (OverlappingFileLockException e) {
            throw new IllegalStateException("Claimed twice: " + path, e);
        }
        channel.close();
        return false;
    }

    /** In words, for a sentence about a folder. */
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no folder can be made there";
            case FileAlreadyExistsException _ -> "there is a file of that name";
            case java.nio.file.FileSystemException it when it.getReason() != null -> it.getReason();
            default -> e.getClass().getSimpleName();
        };
    }
}
