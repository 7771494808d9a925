package org.xingtan.platform.workbook;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a workbook of one sheet as it goes, whatever its length. A text is a text, never a formula, whatever it begins with;
 * numbers and days are what they are.
 */
public final class SheetWriter implements Closeable {

    static final String PROGRAM = "Xingtan";
    static final String VERSION = "1.0";
    private static final String HEADER_FILL = "E8EEF4";
    private static final int ROWS_AT_ONCE = 500;
    private static final int LONGEST = 32_000;
    private static final double WIDTH = 18;

    private final Workbook workbook;
    private final Worksheet sheet;
    private final @Nullable String watermark;
    private int row;

    /**
     * @param headings  names of the columns; the first row
     * @param watermark who took it away, when and why: at the foot of every printed page and below the last row; null for what
     *                  nobody needs to trace
     */
    public SheetWriter(OutputStream out, String name, List<String> headings, @Nullable String watermark) {
        this.workbook = new Workbook(out, PROGRAM, VERSION);
        this.sheet = workbook.newWorksheet(name);
        this.watermark = watermark == null ? null : storable(watermark);
        if (this.watermark != null) {
            sheet.footer(this.watermark.replace("&", "&&"), Position.LEFT, 8);
        }
        sheet.freezePane(0, 1);
        for (var i = 0; i < headings.size(); i++) {
            sheet.width(i, WIDTH);
            text(sheet, 0, i, headings.get(i));
            sheet.style(0, i).bold().fillColor(HEADER_FILL).set();
        }
        row = 1;
    }

    /** Texts, numbers and days; null leaves a cell blank. */
    public void row(List<? extends @Nullable Object> cells) {
        for (var i = 0; i < cells.size(); i++) {
            put(i, cells.get(i));
        }
        if (++row % ROWS_AT_ONCE == 0) {
            flush();
        }
    }

    private void put(int column, @Nullable Object value) {
        switch (value) {
            case null -> { }
            case BigDecimal number -> sheet.value(row, column, number);
            case Integer number -> sheet.value(row, column, number);
            case Long number -> sheet.value(row, column, number);
            case LocalDate day -> {
                sheet.value(row, column, day);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            default -> text(sheet, row, column, value.toString());
        }
    }

    private void flush() {
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (watermark != null) {
            text(sheet, row + 1, 0, watermark);
        }
        try {
            workbook.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void text(Worksheet sheet, int row, int column, String text) {
        if (!text.isEmpty()) {
            sheet.inlineString(row, column, storable(text));
        }
    }

    /** Without what XML cannot hold: control characters and halves of characters. */
    static String storable(String text) {
        return text.length() <= LONGEST && text.chars().allMatch(SheetWriter::isStorable) ? text : cut(text);
    }

    private static String cut(String text) {
        var result = new StringBuilder(text.length());
        text.codePoints().limit(LONGEST).filter(SheetWriter::isStorable).forEach(result::appendCodePoint);
        return result.toString();
    }

    private static boolean isStorable(int c) {
        return c == '\t' || c == '\n' || c >= 0x20 && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }
}
