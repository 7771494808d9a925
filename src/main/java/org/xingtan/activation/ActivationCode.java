package org.xingtan.activation;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Eight characters in two groups, {@code 7KM4-XQ2F}: short enough for a phone's keyboard. None of the twenty-three looks like
 * another one or makes a word; what is read as a digit's twin is taken for the digit.
 */
public final class ActivationCode {

    /** No 0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B; no A, E, U, which would make words of the rest. */
    static final String LETTERS = "23456789CDFHJKMNPRTVWXY";
    static final int LENGTH = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ActivationCode() {}

    public static String next() {
        var code = new StringBuilder();
        for (var i = 0; i < LENGTH; i++) {
            code.append(i == LENGTH / 2 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /** As it was typed: any case, full width, with whatever stands between the groups; B for 8, S for 5, Z for 2, G for 6. */
    public static String normalize(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "")
            .replace('B', '8').replace('S', '5').replace('Z', '2').replace('G', '6');
    }
}
