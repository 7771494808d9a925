package org.xingtan.platform.workbook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cell as its reader sees it.
 *
 * @param text    what stands in it; numbers without exponent, dates as 2001-09-01
 * @param day     of a cell that the spreadsheet shows as a date; null for all others
 * @param formula whether it is the last result of a formula
 */
public record SheetCell(Kind kind, String text, @Nullable LocalDate day, boolean formula) {

    /** What the spreadsheet holds there. */
    public enum Kind { BLANK, TEXT, NUMBER, DATE, FLAG, ERROR }

    /** A spreadsheet keeps no more digits of a number than these; those behind it are zeros. */
    private static final int DIGITS = 15;

    static final SheetCell NOTHING = new SheetCell(Kind.BLANK, "", null, false);

    public boolean isBlank() {
        return CellText.trimmed(text).isEmpty();
    }

    /** Whether it was a number too long for a spreadsheet: its last digits are lost, and nobody can tell them. */
    public boolean hasLostDigits() {
        return kind == Kind.NUMBER && new BigDecimal(text).abs().toBigInteger().toString().length() > DIGITS;
    }

    /** The day it names, as a date or in one of the usual ways of writing. */
    public Optional<LocalDate> date() {
        return day == null ? WrittenDate.parse(text) : Optional.of(day);
    }
}
