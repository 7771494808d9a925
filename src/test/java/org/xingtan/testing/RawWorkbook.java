package org.xingtan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook written part by part, for what no library would write. */
public final class RawWorkbook {

    private static final String NAMESPACE = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    /**
     * One sheet.
     *
     * @param rows what stands inside {@code sheetData}; style 1 is a date (number format 14), style 2 a date written out
     */
    public static RawWorkbook of(String rows) {
        return new RawWorkbook()
            .part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" + type("workbook", "sheet.main") + type("styles", "styles")
                + "</Types>")
            .part("_rels/.rels", "<Relationships xmlns=\"" + RELATIONS + "\"><Relationship Id=\"rId1\" Type=\"" + OFFICE
                + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")
            .book(false)
            .part("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"" + RELATIONS + "\"><Relationship Id=\"rId7\" Type=\"" + OFFICE
                + "/worksheet\" Target=\"worksheets/list.xml\"/><Relationship Id=\"rId8\" Type=\"" + OFFICE + "/styles\" Target=\"styles.xml\"/>"
                + "</Relationships>")
            .part("xl/styles.xml", "<styleSheet " + NAMESPACE + "><numFmts count=\"1\"><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
                + "</numFmts><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/></cellXfs></styleSheet>")
            .sheet(rows);
    }

    public RawWorkbook sheet(String rows) {
        return part("xl/worksheets/list.xml", "<worksheet " + NAMESPACE + "><sheetData>" + rows + "</sheetData></worksheet>");
    }

    /** With the calendar that counts from 1904. */
    public RawWorkbook from1904() {
        return book(true);
    }

    private static String type(String part, String type) {
        return "<Override PartName=\"/xl/" + part + ".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml." + type
            + "+xml\"/>";
    }

    private RawWorkbook book(boolean from1904) {
        return part("xl/workbook.xml", "<workbook " + NAMESPACE + " xmlns:r=\"" + OFFICE + "\"><workbookPr date1904=\"" + from1904
            + "\"/><sheets><sheet name=\"list\" sheetId=\"1\" r:id=\"rId7\"/></sheets></workbook>");
    }

    public RawWorkbook part(String name, String text) {
        return part(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public RawWorkbook part(String name, byte[] bytes) {
        parts.put(name, bytes);
        return this;
    }

    /** A cell with a text inside it. */
    public static String text(String reference, String text) {
        return "<c r=\"" + reference + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    public Path write(Path file) {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
