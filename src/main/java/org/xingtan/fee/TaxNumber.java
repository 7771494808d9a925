package org.xingtan.fee;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 纳税人识别号. One of 18 characters is a unified social credit code, whose last one checks the others (GB 32100-2015). */
record TaxNumber(String value) {

    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int LENGTH = 18;

    /** @return empty when it cannot be one */
    static Optional<TaxNumber> typed(@Nullable String text) {
        var number = text == null ? "" : text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return number.matches("[0-9A-Z]{15,20}") && (number.length() != LENGTH || isCreditCode(number))
            ? Optional.of(new TaxNumber(number)) : Optional.empty();
    }

    static boolean isCreditCode(String code) {
        return code.length() == LENGTH && code.chars().allMatch(c -> CHARACTERS.indexOf(c) >= 0)
            && code.charAt(LENGTH - 1) == check(code.substring(0, LENGTH - 1));
    }

    /** The eighteenth character of a code. */
    static char check(String first) {
        var sum = 0;
        for (var i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * CHARACTERS.indexOf(first.charAt(i));
        }
        return CHARACTERS.charAt((CHARACTERS.length() - sum % CHARACTERS.length()) % CHARACTERS.length());
    }
}
