package org.xingtan.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Problem;

/** A piece of a file as it comes in: read whole before anything of it is kept, in time, and compared with its digest. */
public final class Piece {

    /** Whoever is slower sends smaller pieces. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern DIGEST = Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/=]+):");

    private Piece() {}

    /**
     * Reads it.
     *
     * @param digest the header Content-Digest (RFC 9530), where there is one
     * @throws Problem 408 when it takes too long, 413 when it goes on too long, 400 when it is not what its digest says
     */
    public static byte[] read(InputStream body, @Nullable String digest, Duration patience) throws IOException {
        var until = System.nanoTime() + patience.toNanos();
        var piece = new ByteArrayOutputStream();
        var buffer = new byte[1 << 16];
        for (var n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            piece.write(buffer, 0, n);
            if (piece.size() > Uploads.LARGEST_PIECE) {
                throw new Problem(413, "error.too-large");
            }
            if (System.nanoTime() > until) {
                throw new Problem(408, "document.piece.slow");
            }
        }
        var bytes = piece.toByteArray();
        if (!isWhatItSays(bytes, digest)) {
            throw new Problem(400, "document.piece.damaged");
        }
        return bytes;
    }

    private static boolean isWhatItSays(byte[] bytes, @Nullable String digest) {
        var said = digest == null ? null : DIGEST.matcher(digest);
        return said == null || !said.find() || said.group(1).equals(Base64.getEncoder().encodeToString(sha256(bytes)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
