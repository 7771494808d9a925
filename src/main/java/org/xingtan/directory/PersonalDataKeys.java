package org.xingtan.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.xingtan.document.FileKeys;
import org.xingtan.platform.Problem;

/**
 * The keys of personal data, in the database and in files. They lie outside the database: in {@code XINGTAN_DATA_KEY}, else in
 * {@code keys/personal-data.key} of the data folder, made at the first start. All nodes of an installation have the same.
 *
 * <p>Lines are {@code name=base64 of 32 bytes}: {@code lookup} hashes; a number (1 to 127) encrypts, the highest one what is
 * written from now on. Rotation adds a number and keeps the old ones.
 */
@Component
class PersonalDataKeys implements FileKeys {

    private static final Logger LOG = LoggerFactory.getLogger(PersonalDataKeys.class);
    private static final String LOOKUP = "lookup";

    private final TreeMap<Byte, SecretKeySpec> encryption = new TreeMap<>();
    private final SecretKeySpec lookup;
    private final boolean known;

    PersonalDataKeys(@Value("${xingtan.data}") Path data, @Value("${XINGTAN_DATA_KEY:}") String given, KeyFingerprints fingerprints) {
        var file = data.toAbsolutePath().normalize().resolve("keys").resolve("personal-data.key");
        var keys = parse(given.isBlank() ? readOrMake(file) : given);
        lookup = new SecretKeySpec(keys.remove(LOOKUP), "HmacSHA256");
        keys.forEach((number, key) -> encryption.put(Byte.parseByte(number), new SecretKeySpec(key, "AES")));
        known = fingerprints.agree(lookup);
        if (!known) {
            LOG.error("The keys of personal data are not those this database was written with. Numbers of documents and telephones "
                + "can be neither written nor looked up here. Give this node the same XINGTAN_DATA_KEY or the same file {}", file);
        }
    }

    @Override
    public byte current() {
        requireKnown();
        return encryption.lastKey();
    }

    @Override
    public SecretKeySpec encryption(byte number) {
        var key = encryption.get(number);
        if (key == null) {
            throw new IllegalStateException("There is no key " + number + " for personal data");
        }
        return key;
    }

    /** @throws Problem 503 when writing with these keys would make data that nobody else can read */
    SecretKeySpec lookup() {
        requireKnown();
        return lookup;
    }

    private void requireKnown() {
        if (!known) {
            throw new Problem(503, "directory.key-missing");
        }
    }

    static Map<String, byte[]> parse(String text) {
        var keys = new TreeMap<String, byte[]>();
        for (var line : text.split("[\\s,;]+")) {
            var at = line.indexOf('=');
            var key = at < 1 ? new byte[0] : Base64.getDecoder().decode(line.substring(at + 1));
            if (key.length != 32) {
                throw new IllegalArgumentException("A key of personal data is written name=base64 of 32 bytes");
            }
            keys.put(line.substring(0, at), key);
        }
        if (!keys.containsKey(LOOKUP) || keys.size() < 2) {
            throw new IllegalArgumentException("Keys of personal data are one named lookup and at least one with a number");
        }
        return keys;
    }

    /** Two nodes on one folder may start at the same moment: the file appears whole, and the first one to make it wins. */
    private static String readOrMake(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        var fresh = Files.createTempFile(file.getParent(), "new", "", ownerOnly(file));
        try {
            Files.writeString(fresh, LOOKUP + "=" + random() + "\n1=" + random() + "\n");
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            LOG.info("Another node has just made {}", file);
        } finally {
            Files.delete(fresh);
        }
    }

    private static java.nio.file.attribute.FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new java.nio.file.attribute.FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
            : new java.nio.file.attribute.FileAttribute<?>[0];
    }

    private static String random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
