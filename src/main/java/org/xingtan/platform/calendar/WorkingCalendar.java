package org.xingtan.platform.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;

/** The special days, as data: one notice of the State Council a year. */
@Repository
public class WorkingCalendar {

    private final JdbcClient db;

    WorkingCalendar(JdbcClient db) {
        this.db = db;
    }

    /** As the calendar is now; a deadline that has been set does not move when it changes. */
    public WorkingDays days() {
        return new WorkingDays(all().stream().collect(Collectors.toUnmodifiableMap(SpecialDay::day, SpecialDay::kind)));
    }

    /** The earliest first. */
    public List<SpecialDay> all() {
        return db.sql("select day, kind, name, name_en, source from platform.special_day order by day")
            .query((row, _) -> new SpecialDay(row.getObject("day", LocalDate.class), SpecialDay.Kind.valueOf(row.getString("kind")),
                new Localized(row.getString("name"), row.getString("name_en")), row.getString("source")))
            .list();
    }
}
