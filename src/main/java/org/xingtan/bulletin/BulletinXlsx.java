package org.xingtan.bulletin;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.workbook.SheetWriter;

/** Every line of a bulletin as a workbook, written as it is read; below them what they are. */
@Component
class BulletinXlsx {

    private static final int AT_ONCE = 1_000;

    private final BulletinLines lines;
    private final BulletinWords words;

    BulletinXlsx(BulletinLines lines, BulletinWords words) {
        this.lines = lines;
        this.words = words;
    }

    void write(Bulletin bulletin, String mark, Locale locale, OutputStream out) {
        try (var sheet = new SheetWriter(out, words.sheet(bulletin, locale), words.columns(bulletin, locale), mark)) {
            var some = lines.after(bulletin, 0, AT_ONCE);
            while (!some.isEmpty()) {
                some.forEach(line -> sheet.row(cells(line, locale)));
                some = lines.after(bulletin, some.getLast().position(), AT_ONCE);
            }
            sheet.row(List.of());
            sheet.row(List.of(bulletin.title()));
            sheet.row(List.of(words.number(bulletin, locale)));
            words.facts(bulletin, locale).forEach(fact -> sheet.row(List.of(fact)));
        }
    }

    private List<@Nullable Object> cells(BulletinLine line, Locale locale) {
        var cells = new ArrayList<@Nullable Object>(Arrays.asList(line.code(), words.name(line, locale), rate(line), line.numerator(),
            line.denominator(), line.excluded()));
        if (line.enrolled() != null) {
            cells.addAll(Arrays.asList(line.enrolled(), line.started(), line.certified()));
        }
        cells.add(line.hours().value());
        return cells;
    }

    /** Four decimals, rounded down, so that 1 means all. */
    private static @Nullable BigDecimal rate(BulletinLine line) {
        return line.denominator() == 0 ? null
            : BigDecimal.valueOf(line.numerator()).divide(BigDecimal.valueOf(line.denominator()), 4, RoundingMode.DOWN);
    }
}
