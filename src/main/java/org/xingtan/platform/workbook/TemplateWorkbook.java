package org.xingtan.platform.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook to be filled in: one sheet with headings, all cells of it text so that no long number is spoiled, with lists to
 * choose from, and one sheet that explains each column.
 *
 * @param title        name of the sheet to be filled in
 * @param explanation  name of the sheet that explains
 * @param columns      in their order
 * @param introduction what is said above the explanations
 */
public record TemplateWorkbook(String title, String explanation, List<Column> columns, List<String> introduction) {

    /**
     * A column of the template.
     *
     * @param choices what may be chosen; empty for free text
     * @param several whether more than one may be written, so that a choice is a proposal
     * @param remark  what is to be said about it
     */
    public record Column(Heading heading, List<String> choices, boolean several, String remark) {

        public static Column of(Heading heading, String remark) {
            return new Column(heading, List.of(), false, remark);
        }
    }

    private static final int ROWS = 20_000;
    private static final String REQUIRED_FILL = "FBE3D0";
    private static final String OPTIONAL_FILL = "E8EEF4";

    public void write(OutputStream out) {
        try (var workbook = new Workbook(out, SheetWriter.PROGRAM, SheetWriter.VERSION)) {
            var sheet = workbook.newWorksheet(title);
            var explaining = workbook.newWorksheet(explanation);
            var lists = workbook.newWorksheet("lists");
            lists.setVisibilityState(VisibilityState.HIDDEN);
            sheet.freezePane(0, 1);
            for (var i = 0; i < columns.size(); i++) {
                head(sheet, lists, i, columns.get(i));
            }
            explain(explaining);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void head(Worksheet sheet, Worksheet lists, int place, Column column) {
        sheet.width(place, 20);
        sheet.style(place).format("@").set();
        SheetWriter.text(sheet, 0, place, column.heading().name());
        sheet.style(0, place).bold().fillColor(column.heading().required() ? REQUIRED_FILL : OPTIONAL_FILL).format("@").set();
        if (column.choices().isEmpty()) {
            return;
        }
        for (var i = 0; i < column.choices().size(); i++) {
            SheetWriter.text(lists, i, place, column.choices().get(i));
        }
        sheet.range(1, place, ROWS, place).validateWithList(lists.range(0, place, column.choices().size() - 1, place))
            .allowBlank(true).showErrorMessage(!column.several());
    }

    private void explain(Worksheet sheet) {
        sheet.width(0, 22);
        sheet.width(1, 90);
        var lines = new ArrayList<List<String>>();
        introduction.forEach(line -> lines.add(List.of("", line)));
        columns.forEach(column -> lines.add(List.of(column.heading().name(), column.remark())));
        for (var row = 0; row < lines.size(); row++) {
            SheetWriter.text(sheet, row, 0, lines.get(row).get(0));
            SheetWriter.text(sheet, row, 1, lines.get(row).get(1));
            sheet.style(row, 0).bold().verticalAlignment("top").set();
            sheet.style(row, 1).wrapText(true).set();
        }
    }
}
