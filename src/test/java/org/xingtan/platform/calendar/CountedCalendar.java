package org.xingtan.platform.calendar;

import java.time.LocalDate;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.reading.Reading;

/** The calendar, counting how often somebody who reads it together with others asks of a day whether it is one of work. */
public class CountedCalendar extends WorkingCalendar {

    private int asked;

    public CountedCalendar(JdbcClient db) {
        super(db);
    }

    @Override
    public Reading<WorkingDays> reading() {
        return super.reading().as(found -> new WorkingDays(new AbstractMap<>() {

            @Override
            public Set<Map.Entry<LocalDate, SpecialDay.Kind>> entrySet() {
                return found.special().entrySet();
            }

            @Override
            public SpecialDay.Kind get(Object day) {
                asked++;
                return found.special().get(day);
            }
        }));
    }

    public int asked() {
        return asked;
    }
}
