package org.xingtan.enrollment;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The code on a screen in front of everybody: made from a secret of what is held and the half minute on the server's clock, so that one that is passed on is soon none. */
public final class CheckCode {

    /** How long it is shown. */
    public static final int SECONDS = 30;

    private static final int DIGITS = 1_000_000;

    private CheckCode() {}

    /** The one that is shown at that moment. */
    public static String at(byte[] secret, Instant now) {
        return code(secret, Math.floorDiv(now.getEpochSecond(), SECONDS));
    }

    /** The one that is shown, or the one before it: somebody may have read it a moment ago. */
    public static boolean isValid(byte[] secret, String typed, Instant now) {
        var step = Math.floorDiv(now.getEpochSecond(), SECONDS);
        return same(code(secret, step), typed) | same(code(secret, step - 1), typed);
    }

    /** When the next one comes. */
    public static Instant until(Instant now) {
        return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), SECONDS) + 1) * SECONDS);
    }

    private static boolean same(String code, String typed) {
        return MessageDigest.isEqual(code.getBytes(StandardCharsets.UTF_8), typed.getBytes(StandardCharsets.UTF_8));
    }

    private static String code(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            var hash = ByteBuffer.wrap(mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array()));
            return String.format(Locale.ROOT, "%06d", Math.floorMod(hash.getLong(0), DIGITS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
