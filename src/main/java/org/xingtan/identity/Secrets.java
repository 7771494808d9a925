package org.xingtan.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** 256 random bits that a browser or a machine carries. The database keeps only their hash. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LENGTH = 43;

    private Secrets() {}

    static String next() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether it could be one of ours at all; anything else is not worth a look into the database. */
    static boolean isShaped(String secret) {
        return secret.length() == LENGTH;
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
