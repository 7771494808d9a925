package org.xingtan.platform.workbook;

import java.util.List;

/**
 * A row of a sheet.
 *
 * @param number as the spreadsheet counts, from 1
 * @param hidden whether somebody has hidden or filtered it away
 * @param cells  from the first column on; what lies behind the last one is blank
 */
public record SheetRow(int number, boolean hidden, List<SheetCell> cells) {

    public SheetCell cell(int column) {
        return column < cells.size() ? cells.get(column) : SheetCell.NOTHING;
    }

    public boolean isBlank() {
        return cells.stream().allMatch(SheetCell::isBlank);
    }
}
