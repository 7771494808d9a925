package org.xingtan.platform.workbook;

import static org.xingtan.platform.workbook.XmlBytes.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.TimestampUtil;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a workbook of one sheet as it goes, whatever its length. A text is a text, never a formula, whatever it begins with;
 * numbers and days are what they are. The library writes everything but the rows, which are poured in between: a list of
 * 100,000 people is mostly rows.
 */
public final class SheetWriter implements Closeable {

    static final String PROGRAM = "Xingtan";
    static final String VERSION = "1.0";
    private static final int LETTERS = 26;
    private static final int LONGEST = 32_000;
    private static final byte[] ROW = bytes("<row r=\"");
    private static final byte[] CLOSED = bytes(">");
    private static final byte[] ROW_END = bytes("</row>");
    private static final byte[] TEXT = bytes(" t=\"inlineStr\"><is><t>");
    private static final byte[] TEXT_END = bytes("</t></is></c>");
    private static final byte[] NUMBER = bytes("><v>");
    private static final byte[] VALUE_END = bytes("</v></c>");
    /** The least: what is the same in every row shrinks to a tenth anyway. */
    private static final int COMPRESSION = Deflater.BEST_SPEED;

    private final ZipOutputStream zip;
    private final SheetShell shell;
    private final @Nullable String watermark;
    private final XmlBytes xml;
    private final byte[] day;
    private final List<byte[]> cellStarts = new ArrayList<>();
    private int row = 1;
    private byte[] number = {};

    /**
     * @param headings  names of the columns; the first row
     * @param watermark who took it away, when and why: at the foot of every printed page and below the last row; null for what
     *                  nobody needs to trace
     */
    public SheetWriter(OutputStream out, String name, List<String> headings, @Nullable String watermark) {
        this.watermark = watermark == null ? null : storable(watermark);
        this.zip = new ZipOutputStream(out);
        zip.setLevel(COMPRESSION);
        try {
            this.shell = SheetShell.of(name, headings, this.watermark);
            for (var part : shell.parts().entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
            zip.putNextEntry(new ZipEntry(SheetShell.SHEET));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.day = bytes(" s=\"" + shell.day() + "\"><v>");
        this.xml = new XmlBytes(zip).xml(bytes(shell.before()));
    }

    /**
     * Texts, numbers and days; null leaves a cell blank.
     *
     * @throws IllegalStateException when the sheet has all the rows that one can have
     */
    public void row(List<? extends @Nullable Object> cells) {
        if (row >= Worksheet.MAX_ROWS) {
            throw new IllegalStateException("A sheet has at most " + Worksheet.MAX_ROWS + " rows");
        }
        row++;
        number = bytes(row + "\"");
        xml.xml(ROW).xml(number).xml(CLOSED);
        for (var i = 0; i < cells.size(); i++) {
            put(i, cells.get(i));
        }
        xml.xml(ROW_END);
    }

    private void put(int column, @Nullable Object value) {
        switch (value) {
            case null -> { }
            case BigDecimal figure -> value(column, NUMBER, figure);
            case Integer figure -> value(column, NUMBER, figure);
            case Long figure -> value(column, NUMBER, figure);
            case LocalDate day -> value(column, this.day, TimestampUtil.convertDate(day));
            default -> text(column, value.toString());
        }
    }

    private void value(int column, byte[] kind, Number figure) {
        cell(column, kind).xml(bytes(figure.toString())).xml(VALUE_END);
    }

    private void text(int column, String text) {
        if (!text.isEmpty()) {
            cell(column, TEXT).text(storable(text)).xml(TEXT_END);
        }
    }

    private XmlBytes cell(int column, byte[] kind) {
        while (cellStarts.size() <= column) {
            cellStarts.add(bytes("<c r=\"" + name(cellStarts.size())));
        }
        return xml.xml(cellStarts.get(column)).xml(number).xml(kind);
    }

    private static String name(int column) {
        return (column < LETTERS ? "" : name(column / LETTERS - 1)) + (char) ('A' + column % LETTERS);
    }

    @Override
    public void close() {
        try (zip) {
            if (watermark != null) {
                row++;
                row(List.of(watermark));
            }
            xml.xml(bytes(shell.after()));
            xml.flush();
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
        return text.length() <= LONGEST && isStorable(text) ? text : cut(text);
    }

    private static boolean isStorable(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (!isStorable(text.charAt(i))) {
                return false;
            }
        }
        return true;
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
