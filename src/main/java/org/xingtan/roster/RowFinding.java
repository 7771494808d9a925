package org.xingtan.roster;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.workbook.Finding;

/**
 * A finding, and what follows from it.
 *
 * @param refuses whether the row is left out because of it
 */
public record RowFinding(Finding finding, boolean refuses) {

    static RowFinding refusal(int row, @Nullable String column, String code, Object... arguments) {
        return new RowFinding(Finding.of(row, column, code, arguments), true);
    }

    static RowFinding note(int row, @Nullable String column, String code, Object... arguments) {
        return new RowFinding(Finding.of(row, column, code, arguments), false);
    }
}
