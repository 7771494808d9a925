package org.xingtan.directory;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Refused;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.Words;

/**
 * The number of an identity document. A resident's number (GB 11643) has 18 places, a date that exists and the right check
 * digit. It never appears in a text by accident: {@link #toString()} is masked.
 *
 * @param value as the document has it: half-width, without blanks, {@code X} big
 */
public record DocumentNumber(Type type, String value) {

    /** What kind of document it is. */
    public enum Type {
        RESIDENT_ID, PASSPORT, OTHER;

        /** What workbooks call them. */
        public static Words words(Texts texts) {
            return new Words(texts, "directory.document-type.", Arrays.stream(values()).map(Enum::name).toList());
        }

        /** The one that is written; a resident's where nothing is. */
        public static Optional<Type> called(Words words, String written) {
            return written.isBlank() ? Optional.of(RESIDENT_ID) : words.code(written).map(Type::valueOf);
        }
    }

    /** Why something is no document number; the sentence is {@code verdict.document-number.<code>}. */
    public enum Flaw {
        LENGTH, CHARACTERS, DATE, CHECK_DIGIT;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");
    private static final Pattern RESIDENT_ID = Pattern.compile("[0-9]{17}[0-9X]");
    private static final Pattern OTHER = Pattern.compile("[A-Z0-9()/-]+");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_DIGITS = "10X98765432";

    public DocumentNumber {
        var flaw = flawOf(type, value);
        if (flaw.isPresent()) {
            throw new Refused("document-number." + flaw.get().code());
        }
    }

    /** @throws Refused naming the flaw, when it is no such number */
    public static DocumentNumber of(Type type, String text) {
        return new DocumentNumber(type, normalize(text));
    }

    /** What is wrong with a number as somebody wrote it; empty when nothing is. */
    public static Optional<Flaw> flaw(Type type, String text) {
        return flawOf(type, normalize(text));
    }

    /** Full-width digits and letters, blanks between groups and the apostrophe of spreadsheets are ways of writing. */
    private static String normalize(String text) {
        var plain = BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("").toUpperCase(Locale.ROOT);
        return plain.startsWith("'") ? plain.substring(1) : plain;
    }

    private static Optional<Flaw> flawOf(Type type, String value) {
        return Optional.ofNullable(type == Type.RESIDENT_ID ? residentFlaw(value) : otherFlaw(value));
    }

    private static @Nullable Flaw residentFlaw(String value) {
        if (value.length() != 18) {
            return Flaw.LENGTH;
        }
        if (!RESIDENT_ID.matcher(value).matches()) {
            return Flaw.CHARACTERS;
        }
        if (!hasDate(value)) {
            return Flaw.DATE;
        }
        return checkDigit(value) == value.charAt(17) ? null : Flaw.CHECK_DIGIT;
    }

    private static @Nullable Flaw otherFlaw(String value) {
        if (value.length() < 5 || value.length() > 30) {
            return Flaw.LENGTH;
        }
        return OTHER.matcher(value).matches() ? null : Flaw.CHARACTERS;
    }

    private static boolean hasDate(String value) {
        try {
            var year = Integer.parseInt(value, 6, 10, 10);
            return year >= 1900 && LocalDate.of(year, Integer.parseInt(value, 10, 12, 10), Integer.parseInt(value, 12, 14, 10)) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The 18th place that belongs to the first 17 (ISO 7064 MOD 11-2). */
    public static char checkDigit(CharSequence first17) {
        var sum = 0;
        for (var i = 0; i < 17; i++) {
            sum += (first17.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK_DIGITS.charAt(sum % 11);
    }

    public String masked() {
        return Masks.document(value);
    }

    @Override
    public String toString() {
        return masked();
    }
}
