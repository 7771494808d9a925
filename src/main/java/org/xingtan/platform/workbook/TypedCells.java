package org.xingtan.platform.workbook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/** Makes typed cells of what the file holds: numbers shown as dates become days by the workbook's own calendar. */
final class TypedCells {

    private static final LocalDate EPOCH_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    /** The first day after the 29th of February 1900, which there never was. */
    private static final int AFTER_THE_LEAP_DAY = 61;
    private static final int LAST_DAY = 2_958_465;
    private static final int LONGEST = 1_000;
    private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"|\\\\.|\\[(?!h|m|s)[^\\]]*]", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATE = Pattern.compile("[yd\\x{5E74}\\x{65E5}]|m(?!.*[#0])", Pattern.CASE_INSENSITIVE);

    private final boolean from1904;
    private final Map<String, Boolean> dates = new HashMap<>();

    TypedCells(boolean from1904) {
        this.from1904 = from1904;
    }

    SheetCell of(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return SheetCell.NOTHING;
        }
        var formula = cell.getType() == CellType.FORMULA;
        return switch (cell.getValue()) {
            case null -> formula ? new SheetCell(SheetCell.Kind.BLANK, "", null, true) : SheetCell.NOTHING;
            case BigDecimal number -> number(number, cell, formula);
            case Boolean flag -> new SheetCell(SheetCell.Kind.FLAG, flag ? "TRUE" : "FALSE", null, formula);
            case Object value when cell.getType() == CellType.ERROR -> new SheetCell(SheetCell.Kind.ERROR, limited(value), null, formula);
            case Object value -> new SheetCell(SheetCell.Kind.TEXT, limited(value), null, formula);
        };
    }

    private SheetCell number(BigDecimal number, Cell cell, boolean formula) {
        if (Math.abs(number.precision() - number.scale()) > LONGEST || number.scale() > LONGEST) {
            return new SheetCell(SheetCell.Kind.ERROR, number.toString(), null, formula);
        }
        var text = number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        if (isDay(number) && isShownAsDate(cell)) {
            var day = day(number.intValue());
            return new SheetCell(SheetCell.Kind.DATE, day.toString(), day, formula);
        }
        return new SheetCell(SheetCell.Kind.NUMBER, text, null, formula);
    }

    private static boolean isDay(BigDecimal number) {
        return number.signum() > 0 && number.compareTo(BigDecimal.valueOf(LAST_DAY)) <= 0;
    }

    private LocalDate day(int serial) {
        if (from1904) {
            return EPOCH_1904.plusDays(serial);
        }
        return EPOCH_1900.plusDays(serial < AFTER_THE_LEAP_DAY ? serial + 1 : serial);
    }

    /** Numbers 14 to 22, 27 to 36, 45 to 47 and 50 to 58 are date formats that a file need not spell out; the last ones are East Asian. */
    private boolean isShownAsDate(Cell cell) {
        var format = cell.getDataFormatString();
        if (format != null && !format.equalsIgnoreCase("General")) {
            return dates.computeIfAbsent(format, it -> DATE.matcher(LITERALS.matcher(it).replaceAll("")).find());
        }
        var id = Objects.requireNonNullElse(cell.getDataFormatId(), 0);
        return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58;
    }

    /** No cell of a list is longer; what is, was pasted by mistake, and nobody needs all of it to see that. */
    private static String limited(Object value) {
        var text = value.toString();
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
