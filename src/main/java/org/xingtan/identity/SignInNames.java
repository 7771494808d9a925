package org.xingtan.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names people sign in with, however they type them: any case, full width, with blanks around. */
final class SignInNames {

    /** A name a person chooses: begins with a letter, so that it is neither a telephone nor a document number. */
    private static final Pattern CHOSEN = Pattern.compile("\\p{L}[\\p{L}\\p{N}._-]{2,31}");
    private static final Pattern POSSIBLE = Pattern.compile("[\\p{L}\\p{M}\\p{N}._@+#:-]{1,100}");

    private SignInNames() {}

    static String normalize(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether any account could have this name; what cannot be a name is never looked up. */
    static boolean isPossible(String normalized) {
        return POSSIBLE.matcher(normalized).matches();
    }

    static boolean mayBeChosen(String normalized) {
        return CHOSEN.matcher(normalized).matches();
    }
}
