package org.xingtan.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.Masks;

/**
 * A name somebody signs in with, however he types it: in any case, full width, with blanks around; a telephone in groups and
 * with +86, too. It never appears in a text by accident: {@link #toString()} tells its kind only.
 *
 * @param text as it is compared
 */
record SignInName(Kind kind, String text) {

    /** What is typed tells its kind: a user name neither begins like a number nor has an @. */
    enum Kind {
        USERNAME("[\\p{L}\\p{M}\\p{N}._#:-]{1,100}"),
        /** A mobile one: what stands on a desk is everybody's in the office. */
        PHONE("1[3-9][0-9]{9}"),
        EMAIL("(?=.{1,100}$)[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+");

        private final Pattern shape;

        Kind(String shape) {
            this.shape = Pattern.compile(shape);
        }
    }

    /** A user name a person chooses begins with a letter. */
    private static final Pattern CHOSEN = Pattern.compile("\\p{L}[\\p{L}\\p{N}._-]{2,31}");
    private static final Pattern NUMBER = Pattern.compile("\\p{Cf}*[+(0-9]");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[\\s\\p{Z}\\p{Pd}\\p{Cf}().]+");
    private static final Pattern COUNTRY = Pattern.compile("^(?:\\+|00)?86(?=1[0-9]{10}$)");

    static SignInName of(String typed) {
        var text = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        if (text.indexOf('@') >= 0) {
            return new SignInName(Kind.EMAIL, text);
        }
        return NUMBER.matcher(text).lookingAt()
            ? new SignInName(Kind.PHONE, COUNTRY.matcher(BETWEEN_DIGITS.matcher(text).replaceAll("")).replaceFirst(""))
            : new SignInName(Kind.USERNAME, text);
    }

    /** Whether any account could have this name; what cannot be a name is never looked up. */
    boolean isPossible() {
        return kind.shape.matcher(text).matches();
    }

    boolean mayBeChosen() {
        return kind == Kind.USERNAME && CHOSEN.matcher(text).matches();
    }

    /** As screens show it; null for a user name, which is no personal data. */
    @Nullable String masked() {
        return switch (kind) {
            case USERNAME -> null;
            case PHONE -> Masks.phone(text);
            case EMAIL -> Masks.email(text);
        };
    }

    @Override
    public String toString() {
        return kind.name();
    }
}
