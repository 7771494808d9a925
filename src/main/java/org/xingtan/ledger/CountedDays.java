package org.xingtan.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.ValueRows;

/** What counts already on days on which somebody is to be credited more, for whoever foresees what is left of them. Posting asks anew, with the accounts locked. */
@Repository
public class CountedDays {

    /** What lies on the days, and on those from which something could make way for it. */
    private static final ValueRows LYING = new ValueRows("""
        with asked (n, teacher, first, last) as (values %s),
        span as (
            select a.n, a.teacher, datemultirange(daterange(a.first, a.last, '[]'))
                   + coalesce(range_agg(daterange(e.earned_on - (e.days - 1), e.earned_on, '[]')) filter (where e.days > 1), '{}') as days
              from asked a
              left join ledger.entry_card e on e.teacher_id = a.teacher and e.days > 1
             where a.n is not null
             group by a.n, a.teacher, a.first, a.last)
        select s.n, e.earned_on, e.days, sum(e.credited) as credited
          from span s
          join ledger.entry_card e on e.teacher_id = s.teacher
         where e.days > 1 or e.days = 1 and e.earned_on <@ s.days
         group by s.n, e.earned_on, e.days
        """, "int", "uuid", "date", "date");

    /** Somebody's days in a row. */
    public record Wanted(TeacherId teacher, HoursOfDays.Days days) {}

    /** What lies on days in a row: what counts, and what is still waited for. */
    public static final class OnDays {

        private final HoursOfDays.Days days;
        private final HoursOfDays counted = new HoursOfDays();
        private final HoursOfDays expected = new HoursOfDays();
        private CreditHours credited = CreditHours.ZERO;
        private CreditHours pending = CreditHours.ZERO;

        public OnDays(HoursOfDays.Days days) {
            this.days = days;
        }

        public void counts(HoursOfDays.Days of, BigDecimal hours) {
            counted.add(of, hours);
            expected.add(of, hours);
            credited = days.meet(of) ? new CreditHours(credited.value().add(hours)) : credited;
        }

        /** Hours that nobody has decided on. */
        public void waits(HoursOfDays.Days of, CreditHours hours) {
            expected.add(of, hours.value());
            pending = days.meet(of) ? pending.plus(hours) : pending;
        }

        public CreditHours credited() {
            return credited;
        }

        public CreditHours pending() {
            return pending;
        }

        /** What can count now. @param most how many hours a day holds */
        public CreditHours left(CreditHours most) {
            return counted.left(days, most);
        }

        /** What can count when all that is waited for on these days comes first. */
        public CreditHours leftAfter(CreditHours most) {
            return pending.equals(CreditHours.ZERO) ? left(most) : expected.left(days, most);
        }
    }

    private final JdbcClient db;

    CountedDays(JdbcClient db) {
        this.db = db;
    }

    /** Of each in their order. */
    public List<OnDays> on(List<Wanted> all) {
        var found = all.stream().map(it -> new OnDays(it.days)).toList();
        if (!all.isEmpty()) {
            var rows = IntStream.range(0, all.size()).mapToObj(n -> List.<Object>of(n, all.get(n).teacher.value(), all.get(n).days.first(), all.get(n).days.last())).toList();
            db.sql(LYING.statement(rows.size())).params(LYING.parameters(rows)).query(row -> {
                found.get(row.getInt("n")).counts(HoursOfDays.Days.until(row.getObject("earned_on", LocalDate.class), row.getInt("days")), row.getBigDecimal("credited"));
            });
        }
        return found;
    }
}
