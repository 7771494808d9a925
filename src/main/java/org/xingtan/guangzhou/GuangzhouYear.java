package org.xingtan.guangzhou;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.xingtan.demo.DemoPart;
import org.xingtan.demo.DemoPerson;
import org.xingtan.standing.CountStandings;
import org.xingtan.standing.Years;

/** Where everybody stands, of all that was loaded before. */
@Component
@Order(90)
class GuangzhouYear implements DemoPart {

    private final CountStandings standings;
    private final Years years;

    GuangzhouYear(CountStandings standings, Years years) {
        this.standings = standings;
        this.years = years;
    }

    @Override
    public void load(List<DemoPerson> people) {
        standings.all(years.current() - 1);
        standings.all(years.current());
    }
}
