package org.xingtan.report;

import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which order a page shows the units below. Every order ends with the code. */
public enum ChildOrder {

    CODE(Comparator.comparing(part -> part.unit().code())),
    NAME(Comparator.comparing(part -> part.unit().name(), Collator.getInstance(Locale.CHINA)::compare)),
    /** Who is furthest behind comes first; units without a denominator last. */
    RATE(Comparator.comparingDouble(part -> share(part, 2))),
    RATE_DESC(Comparator.comparingDouble(part -> -share(part, -1)));

    private final Comparator<UnitStatistics.Part> comparator;

    ChildOrder(Comparator<UnitStatistics.Part> comparator) {
        this.comparator = comparator;
    }

    /** As it stands in addresses. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ChildOrder of(@Nullable String code) {
        for (var order : values()) {
            if (order.code().equals(code)) {
                return order;
            }
        }
        return CODE;
    }

    Comparator<UnitStatistics.Part> comparator() {
        return this == CODE ? comparator : comparator.thenComparing(CODE.comparator);
    }

    private static double share(UnitStatistics.Part part, double none) {
        var figures = part.figures();
        return figures.eligible() == 0 ? none : (double) figures.completed() / figures.eligible();
    }
}
