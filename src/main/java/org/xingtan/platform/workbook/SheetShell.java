package org.xingtan.platform.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.persistence.TemporaryFiles;

/**
 * A workbook of one sheet but for its rows, as the library writes it.
 *
 * @param parts  all files of it but the sheet
 * @param before the sheet up to its second row
 * @param day    number of the style of days
 * @param after  the sheet behind its last row
 */
record SheetShell(Map<String, byte[]> parts, String before, String day, String after) {

    static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String HEADER_FILL = "E8EEF4";
    private static final String SECOND_ROW = "<row r=\"2\"";
    private static final String STYLE = " s=\"";
    private static final double WIDTH = 18;

    /** @param watermark at the foot of every printed page */
    static SheetShell of(String name, List<String> headings, @Nullable String watermark) throws IOException {
        var parts = parts(name, headings, watermark);
        var sheet = new String(parts.remove(SHEET), StandardCharsets.UTF_8);
        var row = sheet.indexOf(SECOND_ROW);
        var style = sheet.indexOf(STYLE, row) + STYLE.length();
        return new SheetShell(parts, sheet.substring(0, row), sheet.substring(style, sheet.indexOf('"', style)),
            sheet.substring(sheet.indexOf("</sheetData>", row)));
    }

    /** The archive says only at its end where what stands, so that it is read from a file. */
    private static Map<String, byte[]> parts(String name, List<String> headings, @Nullable String watermark) throws IOException {
        var file = TemporaryFiles.create("shell", ".xlsx");
        try {
            write(Files.newOutputStream(file), name, headings, watermark);
            var parts = new LinkedHashMap<String, byte[]>();
            try (var zip = new ZipFile(file.toFile())) {
                for (var entry : Collections.list(zip.entries())) {
                    parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                }
            }
            return parts;
        } finally {
            Files.delete(file);
        }
    }

    /** With one day in its second row. */
    private static void write(OutputStream out, String name, List<String> headings, @Nullable String watermark) throws IOException {
        try (var workbook = new Workbook(out, SheetWriter.PROGRAM, SheetWriter.VERSION)) {
            var sheet = workbook.newWorksheet(name);
            if (watermark != null) {
                sheet.footer(watermark.replace("&", "&&"), Position.LEFT, 8);
            }
            sheet.freezePane(0, 1);
            for (var i = 0; i < headings.size(); i++) {
                sheet.width(i, WIDTH);
                SheetWriter.text(sheet, 0, i, headings.get(i));
                sheet.style(0, i).bold().fillColor(HEADER_FILL).set();
            }
            sheet.value(1, 0, LocalDate.EPOCH);
            sheet.style(1, 0).format("yyyy-mm-dd").set();
        }
    }
}
