package org.xingtan.platform.workbook;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.xingtan.platform.Problem;

/** A workbook that somebody has sent, read row by row: its size costs no memory. */
public final class UploadedWorkbook implements Closeable {

    /** What stands further to the right is no table. */
    private static final int COLUMNS = 256;
    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);

    private final ReadableWorkbook workbook;
    private final SafeArchive archive;
    private final TypedCells cells;

    private UploadedWorkbook(ReadableWorkbook workbook, SafeArchive archive) {
        this.workbook = workbook;
        this.archive = archive;
        this.cells = new TypedCells(workbook.isDate1904());
    }

    /** @throws Problem 415 for what is no workbook, an old one, or one with a password; 413 when it would be too large unpacked */
    public static UploadedWorkbook open(Path file) {
        var archive = SafeArchive.check(file);
        try {
            return new UploadedWorkbook(new ReadableWorkbook(file.toFile(), WITH_FORMATS), archive);
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    /**
     * The rows of the first sheet, to be closed; rows that are not in the file are absent.
     *
     * @throws Problem 415 while they are read, when the sheet turns out to be no sheet
     */
    public Stream<SheetRow> rows() {
        var sheet = workbook.getFirstSheet();
        var hidden = archive.hiddenRows(sheet.getId());
        try {
            return ReadOrRefused.of(sheet.openStream()).map(row -> row(row, hidden));
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    /** How many rows the first sheet has, blank ones among them: what there is to read. */
    public int rowCount() {
        return archive.rowCount(workbook.getFirstSheet().getId());
    }

    private SheetRow row(Row row, BitSet hidden) {
        var width = Math.min(row.getCellCount(), COLUMNS);
        var typed = new ArrayList<SheetCell>(width);
        for (var i = 0; i < width; i++) {
            typed.add(cells.of(row.getCell(i)));
        }
        return new SheetRow(row.getRowNum(), hidden.get(row.getRowNum()), typed);
    }

    static Problem damaged(Exception cause) {
        return (Problem) new Problem(415, "error.workbook.damaged").initCause(cause);
    }

    @Override
    public void close() {
        try {
            workbook.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
