package org.xingtan.unit;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.workbook.Finding;

/**
 * What is to be said about a cell. The column is the one of {@link UnitColumn}; a workbook may call it otherwise.
 *
 * @param refuses whether the row is left out because of it
 */
record UnitFinding(int row, @Nullable UnitColumn column, String code, List<String> arguments, boolean refuses) {

    static UnitFinding refusal(int row, @Nullable UnitColumn column, String code, Object... arguments) {
        return new UnitFinding(row, column, code, Arrays.stream(arguments).map(Object::toString).toList(), true);
    }

    static UnitFinding note(int row, @Nullable UnitColumn column, String code, Object... arguments) {
        return new UnitFinding(row, column, code, Arrays.stream(arguments).map(Object::toString).toList(), false);
    }

    /** @param heading what the workbook calls the column */
    UnitReport.Remark as(@Nullable String heading) {
        return new UnitReport.Remark(new Finding(row, heading, code, arguments), refuses);
    }
}
