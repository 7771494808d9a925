package org.xingtan.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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
import org.xingtan.platform.HealthPart;

/** Bytes in a folder: {@code ab/abcd…}. A file appears under its name whole and on the disk, or not at all. */
@Component
class FolderStore implements ObjectStore, HealthPart {

    private static final int HEAD = 64;

    private final Path root;

    FolderStore(@Value("${xingtan.data}") Path data) {
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

    @Override
    public Kept keep(InputStream bytes) throws IOException {
        var arriving = Files.createTempFile(arriving(), "file", "");
        try {
            var kept = write(bytes, arriving);
            var target = path(kept.sha256());
            if (!Files.exists(target)) {
                Files.createDirectories(target.getParent());
                Files.move(arriving, target, StandardCopyOption.ATOMIC_MOVE);
                force(target.getParent());
            }
            return kept;
        } finally {
            Files.deleteIfExists(arriving);
        }
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
                for (var part = ByteBuffer.wrap(buffer, 0, n); part.hasRemaining();) {
                    out.write(part);
                }
                size += n;
            }
            out.force(true);
        }
        return new Kept(HexFormat.of().formatHex(digest.digest()), size, head);
    }

    @Override
    public InputStream open(String sha256, long from) throws IOException {
        return Channels.newInputStream(FileChannel.open(path(sha256), StandardOpenOption.READ).position(from));
    }

    @Override
    public long size(String sha256) throws IOException {
        return Files.size(path(sha256));
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
