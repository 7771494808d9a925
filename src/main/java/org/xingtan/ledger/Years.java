package org.xingtan.ledger;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Window;

/** The year of a standing, as an address names it. */
final class Years {

    private Years() {}

    /** The current one in Asia/Shanghai when none is named. */
    static int of(@Nullable Integer asked, Clock clock) {
        var current = LocalDate.ofInstant(clock.instant(), Window.ZONE).getYear();
        if (asked != null && (asked < 2000 || asked > 2100)) {
            throw new Problem(400, "ledger.year-unknown", 2000, 2100);
        }
        return asked == null ? current : asked;
    }
}
