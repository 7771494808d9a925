package org.xingtan.unit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of a unit, in a row of a workbook or in a form. What is null is not said: it stays as it is, and is
 * ordinary in a new unit.
 *
 * @param number the row as the spreadsheet counts; 0 for a form
 */
public record UnitRow(int number, String code, @Nullable String name, @Nullable String nameEn, @Nullable String kind, @Nullable String parent,
                      @Nullable List<String> stages, @Nullable Boolean privatelyOwned, @Nullable Boolean rural, @Nullable Boolean direct) {

    /** Over what is there already. */
    UnitFacts over(UnitFacts known) {
        return new UnitFacts(name == null ? known.name() : name, nameEn == null ? known.nameEn() : nameEn.isEmpty() ? null : nameEn,
            kind == null ? known.kind() : kind, parent == null ? known.parent() : parent, stages == null ? known.stages() : stages,
            or(privatelyOwned, known.privatelyOwned()), or(rural, known.rural()), or(direct, known.direct()));
    }

    /** Of a new unit. */
    UnitFacts anew(String top) {
        return new UnitFacts(name == null ? "" : name, nameEn == null || nameEn.isEmpty() ? null : nameEn, kind == null ? "" : kind,
            parent == null ? top : parent, stages == null ? List.of() : stages, or(privatelyOwned, false), or(rural, false), or(direct, false));
    }

    private static boolean or(@Nullable Boolean said, boolean otherwise) {
        return said == null ? otherwise : said;
    }
}
