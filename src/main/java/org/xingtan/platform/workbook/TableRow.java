package org.xingtan.platform.workbook;

import java.util.List;

/**
 * A row of a table, its cells by what their columns mean.
 *
 * @param number as the spreadsheet counts, from 1
 * @param hidden whether somebody has hidden or filtered it away; it is read all the same
 */
public record TableRow(int number, boolean hidden, List<String> keys, List<SheetCell> cells) {

    /** Blank when the workbook has no such column. */
    public SheetCell cell(String key) {
        var place = keys.indexOf(key);
        return place < 0 ? SheetCell.NOTHING : cells.get(place);
    }

    /** What stands there, without blanks around. */
    public String text(String key) {
        return CellText.trimmed(cell(key).text());
    }

    boolean isBlank() {
        return cells.stream().allMatch(SheetCell::isBlank);
    }
}
