package org.xingtan.qualification;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.workbook.CellText;
import org.xingtan.platform.workbook.WrittenDate;

/** A certificate as somebody typed it; a day that can be read stands there as {@code 2014-06-30}, however it was written. */
public record QualificationForm(@Nullable String kind, @Nullable String number, @Nullable String authority, @Nullable String issued,
                                @Nullable String until) {

    static final QualificationForm EMPTY = new QualificationForm(null, null, null, null, null);

    private static final Pattern NUMBER = Pattern.compile("[\\p{IsHan}A-Z0-9()\\[\\]\u3014\u3015_./#-]{4,40}");
    private static final LocalDate EARLIEST = LocalDate.of(1950, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);
    private static final int SHORTEST_AUTHORITY = 2;
    private static final int LONGEST_AUTHORITY = 60;

    /** What stands on it, once nothing is wrong. */
    record Typed(Kind kind, String number, String authority, LocalDate issuedOn, @Nullable LocalDate validUntil) {}

    public QualificationForm {
        kind = kind == null ? "" : kind.strip();
        number = number == null ? "" : CellText.compact(number).toUpperCase(Locale.ROOT);
        authority = authority == null ? "" : CellText.trimmed(authority);
        issued = written(issued);
        until = written(until);
    }

    /** Every mistake at once. */
    Verdict verdict(List<Kind> kinds, LocalDate today) {
        var day = day(issued);
        var found = kinds.stream().filter(it -> it.code().equals(kind)).findFirst();
        return Verdict.of(
            Condition.of("qualification.form.kind", found.isPresent()),
            Condition.of("qualification.form.number", StorableText.is(number) && NUMBER.matcher(number).matches(), 4, 40),
            Condition.of("qualification.form.authority", isName(authority), SHORTEST_AUTHORITY, LONGEST_AUTHORITY),
            Condition.of("qualification.form.issued", day.filter(it -> !it.isBefore(EARLIEST) && !it.isAfter(today)).isPresent(), today),
            Condition.of("qualification.form.until", until.isEmpty() || day(until).filter(last -> !last.isAfter(LATEST)
                && day.filter(it -> !last.isBefore(it)).isPresent() && !isTooLong(found, day, last)).isPresent()));
    }

    private static boolean isName(String text) {
        var length = text.codePointCount(0, text.length());
        return length >= SHORTEST_AUTHORITY && length <= LONGEST_AUTHORITY && StorableText.is(text) && !CellText.looksLikeFormula(text)
            && !CellText.holdsLongNumber(text);
    }

    private static boolean isTooLong(Optional<Kind> kind, Optional<LocalDate> issued, LocalDate last) {
        return kind.isPresent() && issued.map(kind.get()::until).filter(last::isAfter).isPresent();
    }

    /** @throws org.xingtan.platform.Refused with every mistake */
    Typed typed(List<Kind> kinds, LocalDate today) {
        verdict(kinds, today).orRefuse();
        var found = kinds.stream().filter(it -> it.code().equals(kind)).findFirst().orElseThrow();
        var from = day(issued).orElseThrow();
        return new Typed(found, number, authority, from, until.isEmpty() ? found.until(from) : day(until).orElseThrow());
    }

    private static String written(@Nullable String typed) {
        var text = typed == null ? "" : typed.strip();
        return day(text).map(LocalDate::toString).orElse(text);
    }

    private static Optional<LocalDate> day(String text) {
        return WrittenDate.parse(text);
    }
}
