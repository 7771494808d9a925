package org.xingtan.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.xingtan.platform.operation.HealthPart;

/** Bytes in a folder: {@code ab/abcd…}, encrypted {@code ab/abcd….sealed}. A file appears under its name whole and on the disk, or not at all. */
@Component
class FolderStore implements ObjectStore, HealthPart {

    private static final int HEAD = 64;

    private final Path root;
    private final FileKeys keys;

    FolderStore(@Value("${xingtan.data}") Path data, FileKeys keys) {
        this.keys = keys;
        this.root = data.toAbsolutePath().normalize().resolve("files");
    }

    @Override
    public String name() {
        return "files";
    }

    @Override
    public boolean isUp() {
        try {
            return Files.isWritable(Files.createDirectories(root));
        } catch (IOException e) {
            return false;
        }
    }

    /** What lies there encrypted is not laid beside it in plain. */
    @Override
    public Kept keep(InputStream bytes) throws IOException {
        var arriving = Files.createTempFile(arriving(), "file", "");
        try {
            var kept = write(bytes, arriving);
            if (!Files.exists(path(kept.sha256())) && !Files.exists(sealed(kept.sha256()))) {
                move(arriving, path(kept.sha256()));
            }
            return kept;
        } finally {
            Files.deleteIfExists(arriving);
        }
    }

    private static void move(Path arriving, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.move(arriving, target, StandardCopyOption.ATOMIC_MOVE);
        force(target.getParent());
    }

    private static Kept write(InputStream bytes, Path file) throws IOException {
        var head = new byte[0];
        var size = 0L;
        var digest = sha256();
        try (var in = new DigestInputStream(bytes, digest); var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var buffer = new byte[1 << 16];
            for (var n = in.readNBytes(buffer, 0, buffer.length); n > 0; n = in.readNBytes(buffer, 0, buffer.length)) {
                if (size == 0) {
                    head = Arrays.copyOf(buffer, Math.min(n, HEAD));
                }
                write(out, buffer, n);
                size += n;
            }
            out.force(true);
        }
        return new Kept(HexFormat.of().formatHex(digest.digest()), size, head);
    }

    private static void write(FileChannel out, byte[] bytes, int length) throws IOException {
        for (var part = ByteBuffer.wrap(bytes, 0, length); part.hasRemaining();) {
            out.write(part);
        }
    }

    @Override
    public Kept seal(InputStream bytes) throws IOException {
        var arriving = Files.createTempFile(arriving(), "file", "");
        try {
            var kept = writeSealed(bytes, arriving);
            readBack(arriving, kept.sha256());
            move(arriving, sealed(kept.sha256()));
            Files.deleteIfExists(path(kept.sha256()));
            return kept;
        } finally {
            Files.deleteIfExists(arriving);
        }
    }

    private Kept writeSealed(InputStream bytes, Path file) throws IOException {
        var seal = Seal.fresh(keys);
        var digest = sha256();
        var piece = new byte[Seal.PIECE];
        var head = new byte[0];
        try (var in = new DigestInputStream(bytes, digest); var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            write(out, seal.head(), Seal.HEAD);
            for (var number = 0L;; number++) {
                var n = in.readNBytes(piece, 0, piece.length);
                if (number == 0) {
                    head = Arrays.copyOf(piece, Math.min(n, HEAD));
                }
                if (n < piece.length) {
                    var hash = digest.digest();
                    write(out, seal.close(number, piece, n, hash), n + Seal.TAG);
                    out.force(true);
                    return new Kept(HexFormat.of().formatHex(hash), number * Seal.PIECE + n, head);
                }
                write(out, seal.close(number, piece, n), n + Seal.TAG);
            }
        }
    }

    private void readBack(Path file, String sha256) throws IOException {
        var digest = sha256();
        try (var in = new DigestInputStream(SealedInput.open(file, keys, sha256, 0), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new IOException("What was encrypted reads back as something else");
        }
    }

    @Override
    public boolean isSealed(String sha256) {
        return Files.exists(sealed(sha256)) && !Files.exists(path(sha256));
    }

    /** In plain first: what is being encrypted at this moment lies encrypted before it is gone in plain. */
    @Override
    public InputStream open(String sha256, long from) throws IOException {
        try {
            return Channels.newInputStream(FileChannel.open(path(sha256), StandardOpenOption.READ).position(from));
        } catch (NoSuchFileException e) {
            return SealedInput.open(sealed(sha256), keys, sha256, from);
        }
    }

    @Override
    public long size(String sha256) throws IOException {
        try {
            return Files.size(path(sha256));
        } catch (NoSuchFileException e) {
            return Seal.content(Files.size(sealed(sha256)));
        }
    }

    @Override
    public void arrive(UUID upload, long offset, byte[] piece) throws IOException {
        try (var file = FileChannel.open(arriving(upload), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var position = offset;
            for (var part = ByteBuffer.wrap(piece); part.hasRemaining();) {
                position += file.write(part, position);
            }
            file.force(false);
        }
    }

    @Override
    public long arrived(UUID upload) throws IOException {
        var file = arriving(upload);
        return Files.exists(file) ? Files.size(file) : 0;
    }

    @Override
    public InputStream openArriving(UUID upload) throws IOException {
        return Files.newInputStream(arriving(upload));
    }

    @Override
    public void dropArriving(UUID upload) throws IOException {
        Files.deleteIfExists(arriving(upload));
    }

    @Override
    public void dropArrivingBefore(Instant then) throws IOException {
        try (var files = Files.newDirectoryStream(arriving(), file -> Files.getLastModifiedTime(file).toInstant().isBefore(then))) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path arriving() throws IOException {
        return Files.createDirectories(root.resolve("arriving"));
    }

    private Path arriving(UUID upload) throws IOException {
        return arriving().resolve(upload.toString());
    }

    private Path path(String sha256) {
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private Path sealed(String sha256) {
        return path(sha256).resolveSibling(sha256 + ".sealed");
    }

    /** The new name too must be on the disk, not the bytes alone; a file system that knows no such thing does not need it. */
    private static void force(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(FolderStore.class).debug("A folder cannot be forced to disk here", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
