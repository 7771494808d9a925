package org.xingtan.platform.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;

/** Copies files into a folder, to the disk and not only to its cache, and writes down what each of them hashes to. */
final class Copy {

    private final Path target;
    private final Manifest manifest = new Manifest();

    Copy(Path target) {
        this.target = target;
    }

    Manifest manifest() {
        return manifest;
    }

    /** Copies what the test takes; it sees paths relative to {@code source}. Folders are made even where their files are left out. */
    void folder(Path source, String name, Predicate<Path> test) throws IOException {
        if (!Files.exists(source)) {
            return;
        }
        for (var path : Folders.walk(source)) {
            var relative = source.relativize(path);
            var to = target.resolve(name).resolve(relative.toString());
            if (Files.isDirectory(path)) {
                if (relative.toString().isEmpty() || isWanted(relative, test)) {
                    Folders.createLike(path, to);
                }
            } else if (test.test(relative)) {
                file(path, to);
            }
        }
    }

    /** A folder under {@code pg_wal} stays although its files go: PostgreSQL expects it. */
    private static boolean isWanted(Path folder, Predicate<Path> test) {
        return test.test(folder) || folder.getName(0).toString().equals("pg_wal");
    }

    void text(String name, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var file = target.resolve(name);
        Folders.writeOwn(file, text);
        manifest.add(target.relativize(file), bytes.length, hex(sha256().digest(bytes)));
    }

    /** A file that a running server has just deleted is not needed: the WAL says so. */
    private void file(Path from, Path to) throws IOException {
        try (var in = FileChannel.open(from, StandardOpenOption.READ)) {
            Folders.createEmptyLike(from, to);
            var digest = sha256();
            var size = 0L;
            try (var out = FileChannel.open(to, StandardOpenOption.WRITE)) {
                var buffer = ByteBuffer.allocate(1 << 18);
                while (in.read(buffer.clear()) > 0) {
                    size += buffer.flip().remaining();
                    digest.update(buffer.duplicate());
                    while (buffer.hasRemaining()) {
                        out.write(buffer);
                    }
                }
                out.force(true);
            }
            manifest.add(target.relativize(to), size, hex(digest.digest()));
        } catch (NoSuchFileException e) {
            if (Files.exists(from)) {
                throw e;
            }
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
