package org.xingtan.platform.workbook;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** Days as people write them: 2001-9-1, 2001/09/01, 2001.9.1, 20010901, 2001年9月1日, 2001-09, each with or without a time. */
public final class WrittenDate {

    private static final Pattern DAY = Pattern.compile(
        "((?:19|20)\\d{2})(?:[-/.\\x{5E74}](\\d{1,2})(?:[-/.\\x{6708}](\\d{1,2})\\x{65E5}?|\\x{6708}?)|(\\d{2})(\\d{2})?)(?:[T ].*)?");

    private WrittenDate() {}

    /** A month without a day is its first. */
    public static Optional<LocalDate> parse(String text) {
        var written = DAY.matcher(CellText.halfWidth(text).replaceAll("\\s*([-/.\\x{5E74}\\x{6708}\\x{65E5}])\\s*", "$1"));
        if (!written.matches()) {
            return Optional.empty();
        }
        var compact = written.group(2) == null;
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(written.group(1)), number(written.group(compact ? 4 : 2)),
                number(written.group(compact ? 5 : 3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        return digits == null ? 1 : Integer.parseInt(digits);
    }
}
