package org.xingtan.identity;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;

/** Twelve characters that nobody mistakes for others, in groups of four: sixty bits, short enough for a printed sheet. */
final class ActivationCode {

    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int LENGTH = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ActivationCode() {}

    static String next() {
        var code = new StringBuilder();
        for (var i = 0; i < LENGTH; i++) {
            code.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /** As it was typed: any case, full width, with or without hyphens and blanks. */
    static byte[] hash(String typed) {
        return Secrets.hash(Normalizer.normalize(typed, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", ""));
    }
}
