package org.xingtan.platform.calendar;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

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

    /** The same, read together with others. */
    public Reading<WorkingDays> reading() {
        return Query.of("select day, kind from platform.special_day order by day").rows(rows -> {
            var found = new HashMap<LocalDate, SpecialDay.Kind>();
            while (rows.next()) {
                found.put(rows.getObject("day", LocalDate.class), SpecialDay.Kind.valueOf(rows.getString("kind")));
            }
            return new WorkingDays(Map.copyOf(found));
        });
    }

    /** The earliest first. */
    public List<SpecialDay> all() {
        return db.sql("select day, kind, name, name_en, source from platform.special_day order by day")
            .query((row, _) -> new SpecialDay(row.getObject("day", LocalDate.class), SpecialDay.Kind.valueOf(row.getString("kind")),
                new Localized(row.getString("name"), row.getString("name_en")), row.getString("source")))
            .list();
    }

    public Optional<SpecialDay> find(LocalDate day) {
        return all().stream().filter(it -> it.day().equals(day)).findFirst();
    }

    /** Puts a day in the place of what was said of it before. */
    public void set(SpecialDay day) {
        db.sql("""
                insert into platform.special_day (day, kind, name, name_en, source) values (:day, :kind, :name, :nameEn, :source)
                on conflict (day) do update set kind = excluded.kind, name = excluded.name, name_en = excluded.name_en, source = excluded.source
                """)
            .param("day", day.day()).param("kind", day.kind().name()).param("name", day.name().chinese()).param("nameEn", day.name().english())
            .param("source", day.source()).update();
    }

    /** The day is again what its weekday says. */
    public void remove(LocalDate day) {
        db.sql("delete from platform.special_day where day = :day").param("day", day).update();
    }
}
