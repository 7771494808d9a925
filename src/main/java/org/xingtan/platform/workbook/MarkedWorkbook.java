package org.xingtan.platform.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Gives a workbook back with what is to be said about it: each row where it was, every cell as text, those with a finding
 * colored and commented, and all findings of a row in words behind it.
 */
public final class MarkedWorkbook {

    private static final String FILL = "F8D7DA";
    private static final int ROWS_AT_ONCE = 500;

    private final List<Heading> headings;
    private final String remarks;
    private final Function<Finding, String> text;
    private final @Nullable String watermark;

    /**
     * @param remarks   heading of the column with the findings in words
     * @param text      a finding as a sentence
     * @param watermark who took it away, when and why: at the foot of every printed page and on a sheet of its own, so that the
     *                  workbook can be mended and handed in again; null for what nobody needs to trace
     */
    public MarkedWorkbook(List<Heading> headings, String remarks, Function<Finding, String> text, @Nullable String watermark) {
        this.headings = headings;
        this.remarks = remarks;
        this.text = text;
        this.watermark = watermark == null ? null : SheetWriter.storable(watermark);
    }

    public void write(Path original, List<Finding> findings, OutputStream out) {
        var byRow = findings.stream().collect(Collectors.groupingBy(Finding::row));
        try (var uploaded = UploadedWorkbook.open(original); var marked = new Workbook(out, SheetWriter.PROGRAM, SheetWriter.VERSION)) {
            var places = places(uploaded);
            var behind = places.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
            var sheet = marked.newWorksheet(remarks);
            if (watermark != null) {
                sheet.footer(watermark.replace("&", "&&"), Position.LEFT, 8);
            }
            try (var rows = uploaded.rows()) {
                rows.filter(row -> !row.isBlank()).forEach(row -> write(sheet, row, byRow.getOrDefault(row.number(), List.of()), places, behind));
            }
            if (watermark != null) {
                SheetWriter.text(marked.newWorksheet(SheetWriter.PROGRAM), 0, 0, watermark);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where each heading stands, and how far the header reaches. */
    private Map<String, Integer> places(UploadedWorkbook uploaded) {
        try (var table = new SheetTable(uploaded, headings)) {
            return new HashMap<>(table.places());
        }
    }

    private void write(Worksheet sheet, SheetRow row, List<Finding> findings, Map<String, Integer> places, int behind) {
        var line = row.number() - 1;
        for (var i = 0; i < row.cells().size(); i++) {
            SheetWriter.text(sheet, line, i < behind ? i : i + 1, row.cell(i).text());
        }
        for (var finding : findings) {
            var place = places.getOrDefault(finding.column() == null ? "" : finding.column(), behind);
            sheet.style(line, place).fillColor(FILL).set();
            sheet.comment(line, place, SheetWriter.storable(text.apply(finding)));
        }
        SheetWriter.text(sheet, line, behind, findings.stream().map(text).distinct().collect(Collectors.joining("\n")));
        if (row.number() % ROWS_AT_ONCE == 0) {
            flush(sheet);
        }
    }

    private static void flush(Worksheet sheet) {
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
