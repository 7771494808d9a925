package org.xingtan.deadline;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.WorkingCalendar;

/** Use case: somebody looks at a month of his calendar, or of that of his units. */
@Component
class Months {

    private final Agenda agenda;
    private final WorkingCalendar working;
    private final Clock clock;

    Months(Agenda agenda, WorkingCalendar working, Clock clock) {
        this.agenda = agenda;
        this.working = working;
        this.clock = clock;
    }

    MonthView own(Actor actor, @Nullable String month, boolean list, Locale locale) {
        return view(month, list, "/calendar", since -> agenda.own(actor.teacher(), since, locale));
    }

    /** @throws NotFound for who is appointed to nothing */
    MonthView offices(Actor actor, @Nullable String month, boolean list, Locale locale) {
        if (!agenda.isAppointed(actor.teacher())) {
            throw new NotFound("deadlines");
        }
        return view(month, list, "/console/deadlines", since -> agenda.offices(actor.teacher(), since, locale));
    }

    private MonthView view(@Nullable String asked, boolean list, String page, Function<Instant, List<Entry>> entries) {
        var now = clock.instant();
        YearMonth month = MonthView.month(asked, now);
        var since = month.atDay(1).minusDays(7).atStartOfDay(Window.ZONE).toInstant();
        return MonthView.of(month, now, list, page, entries.apply(since), working.days());
    }
}
