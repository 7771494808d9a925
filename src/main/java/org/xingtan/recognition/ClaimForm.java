package org.xingtan.recognition;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xingtan.document.DocumentId;
import org.xingtan.ledger.HoursOfDays;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.workbook.CellText;

/**
 * A claim as somebody has typed it.
 *
 * @param kind     empty for the first one that takes the category
 * @param theme    may be empty
 * @param number   of the certificate; may be empty
 * @param evidence ids of files that he has brought
 */
public record ClaimForm(@Nullable String kind, @Nullable String category, @Nullable String theme, @Nullable String title, @Nullable String number,
                        @Nullable String from, @Nullable String to, @Nullable String hours, @Nullable List<String> evidence) {

    /** The same with everything as it must be. */
    record Typed(String kind, String category, @Nullable String theme, String title, @Nullable String number, LocalDate from, LocalDate to,
                 CreditHours hours, List<DocumentId> evidence) {

        long days() {
            return Claim.days(from, to);
        }

        HoursOfDays.Days lying() {
            return new HoursOfDays.Days(from, to);
        }

        String titleKey() {
            return key(title);
        }

        @Nullable String numberKey() {
            return number == null || key(number).isEmpty() ? null : key(number);
        }

        /** Whether it is the same in every word; without a kind it takes whichever was found for it. */
        boolean says(Claim claim) {
            return claim.title().equals(title) && claim.from().equals(from) && claim.to().equals(to) && claim.claimed().equals(hours)
                && claim.category().equals(category) && (kind.isEmpty() || kind.equals(claim.kind())) && Objects.equals(claim.named(), theme)
                && Objects.equals(claim.number(), number);
        }
    }

    /** Nothing typed yet. */
    static final ClaimForm EMPTY = new ClaimForm(null, null, null, null, null, null, null, null, List.of());

    static final int MOST_FILES = 3;
    private static final int LONGEST = 200;
    private static final int SHORT = 60;
    private static final int FIRST_YEAR = 2000;

    /** What cannot be read, or is missing. */
    Verdict readable() {
        var days = day(from).isPresent() && day(to).isPresent();
        return Verdict.of(
            Condition.of("recognition.form.title", isText(title, LONGEST) && !key(text(title)).isEmpty(), LONGEST),
            Condition.of("recognition.form.category", isText(category, SHORT)),
            Condition.of("recognition.form.days", days && !day(to).orElseThrow().isBefore(day(from).orElseThrow())),
            Condition.of("recognition.form.hours", hours(hours).isPresent()),
            Condition.of("recognition.form.words", isOptional(theme) && isOptional(number) && isOptional(kind), SHORT),
            Condition.of("recognition.form.files", files().size() <= MOST_FILES && files().stream().allMatch(ClaimForm::isId), MOST_FILES));
    }

    /** @throws org.xingtan.platform.Refused with everything that is not as it must be */
    Typed typed() {
        readable().orRefuse();
        return new Typed(text(kind), text(category), orNull(theme), text(title), orNull(number), day(from).orElseThrow(), day(to).orElseThrow(),
            hours(hours).orElseThrow(), files().stream().distinct().map(DocumentId::of).toList());
    }

    /** With files that were brought meanwhile. */
    ClaimForm with(List<DocumentId> more) {
        var all = java.util.stream.Stream.concat(files().stream(), more.stream().map(DocumentId::toString)).distinct().toList();
        return new ClaimForm(kind, category, theme, title, number, from, to, hours, all);
    }

    static ClaimForm of(Claim claim, List<DocumentId> evidence) {
        return new ClaimForm(claim.kind(), claim.category(), claim.theme(), claim.title(), claim.number(), claim.from().toString(), claim.to().toString(),
            claim.claimed().toString(), evidence.stream().map(DocumentId::toString).toList());
    }

    public List<String> files() {
        return evidence == null ? List.of() : evidence.stream().filter(it -> it != null && !it.isBlank()).toList();
    }

    /** The same training is one, however its name is written. */
    static String key(String text) {
        return CellText.compact(text).toLowerCase(Locale.ROOT).replaceAll("[\\p{P}\\p{S}]", "");
    }

    static Optional<LocalDate> day(@Nullable String text) {
        return date(text).filter(day -> day.getYear() >= FIRST_YEAR && day.getYear() <= 2200);
    }

    private static Optional<LocalDate> date(@Nullable String text) {
        try {
            return Optional.of(LocalDate.parse(text(text)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Optional<CreditHours> hours(@Nullable String text) {
        return text(text).matches("[0-9]{1,3}([.][0-9]{1,2})?") && !text(text).matches("0+([.]0+)?") ? Optional.of(CreditHours.of(text(text))) : Optional.empty();
    }

    /** Whether hours are a number and days are days; what is missing, or is not as it must be, the verdict tells. */
    boolean isWellFormed() {
        return text(hours).matches("(-?[0-9]+([.][0-9]+)?)?") && isEmptyOrDate(from) && isEmptyOrDate(to);
    }

    private static boolean isEmptyOrDate(@Nullable String text) {
        return text(text).isEmpty() || date(text).isPresent();
    }

    /** Whether it may be looked for. */
    boolean isReadableTheme() {
        return isOptional(theme);
    }

    static boolean isId(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    private static boolean isText(@Nullable String text, int longest) {
        return !text(text).isEmpty() && isStorable(text, longest);
    }

    private static boolean isOptional(@Nullable String text) {
        return isStorable(text, SHORT);
    }

    private static boolean isStorable(@Nullable String text, int longest) {
        return text(text).codePointCount(0, text(text).length()) <= longest && StorableText.is(text(text));
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text(text).isEmpty() ? null : text(text);
    }

    /** All that is typed into it is of one line. */
    static String text(@Nullable String text) {
        return StorableText.line(text);
    }
}
