package org.xingtan.unit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.Heading;

/** The columns of a workbook of units, in the order of the template. */
enum UnitColumn {

    CODE(true), NAME(true), KIND(false), PARENT(false), STAGES(false), OWNERSHIP(false), RURAL(false), DIRECT(false), NAME_EN(false);

    private final boolean required;

    UnitColumn(boolean required) {
        this.required = required;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Heading heading(Texts texts, Locale locale) {
        return Heading.of(texts, locale, "unit.column.", key(), required);
    }

    static List<Heading> headings(Texts texts, Locale locale) {
        return Arrays.stream(values()).map(column -> column.heading(texts, locale)).toList();
    }
}
