package org.xingtan.certificate;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * What makes a certificate findable by whoever holds it and by nobody else: 95 random bits and a check character, in
 * Crockford's base 32 (no I, L, O, U). A mistyped or tampered code is known as such before anything is looked up.
 */
public record VerificationCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    static VerificationCode next() {
        var code = new StringBuilder(LENGTH);
        while (code.length() < LENGTH - 1) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new VerificationCode(code.append(check(code)).toString());
    }

    /** Reads a code as people write it: small letters, hyphens and blanks, O for 0, I and L for 1. Empty when it is none. */
    static Optional<VerificationCode> parse(String text) {
        var code = new StringBuilder(LENGTH);
        for (var c : text.strip().toUpperCase(Locale.ROOT).toCharArray()) {
            if (c == '-' || c == ' ') {
                continue;
            }
            var plain = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
            if (ALPHABET.indexOf(plain) < 0 || code.length() == LENGTH) {
                return Optional.empty();
            }
            code.append(plain);
        }
        return code.length() == LENGTH && code.charAt(LENGTH - 1) == check(code)
            ? Optional.of(new VerificationCode(code.toString())) : Optional.empty();
    }

    /** Luhn's sum modulo 32 over all but the last: finds every single wrong character and nearly every swapped pair. */
    private static char check(CharSequence code) {
        var sum = 0;
        for (var i = 0; i < LENGTH - 1; i++) {
            var digit = ALPHABET.indexOf(code.charAt(i)) * (i % 2 == 0 ? 2 : 1);
            sum += digit / 32 + digit % 32;
        }
        return ALPHABET.charAt((32 - sum % 32) % 32);
    }

    /** In groups of four, as it is printed. */
    public String grouped() {
        return value.replaceAll("(.{4})(?!$)", "$1-");
    }

    @Override
    public String toString() {
        return value;
    }
}
