package org.xingtan.standing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Window;

/** The year of a standing, as an address names it. */
@Component
public class Years {

    private final JdbcClient db;
    private final Clock clock;

    Years(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** This one and later ones in which somebody asks for hours. */
    List<Integer> asked() {
        return db.sql("select distinct year from ledger.annual_requirement_card where year >= :current order by year")
            .param("current", current()).query(Integer.class).list();
    }

    /** The same, and the year before, which is still corrected and validated. */
    List<Integer> kept() {
        return db.sql("select distinct year from ledger.annual_requirement_card where year >= :before order by year")
            .param("before", current() - 1).query(Integer.class).list();
    }

    /** In Asia/Shanghai. */
    public int current() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE).getYear();
    }

    /** Then everybody stays counted where he was. */
    public boolean isOver(int year) {
        return year < current();
    }

    /**
     * The current one when none is named.
     *
     * @throws Problem 400 for no year of ours
     */
    public int of(@Nullable Integer asked) {
        if (asked != null && (asked < 2000 || asked > 2100)) {
            throw new Problem(400, "standing.year-unknown", 2000, 2100);
        }
        return asked == null ? current() : asked;
    }
}
