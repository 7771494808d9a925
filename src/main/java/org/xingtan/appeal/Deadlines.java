package org.xingtan.appeal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.WorkingCalendar;
import org.xingtan.platform.calendar.WorkingDays;
import org.xingtan.program.ProgramDetail;

/** Until when something may be done, in working days. How many is data. */
@Component
class Deadlines {

    enum Term { FILE, DECIDE, ESCALATE }

    private final JdbcClient db;
    private final WorkingCalendar calendar;
    private final Clock clock;

    Deadlines(JdbcClient db, WorkingCalendar calendar, Clock clock) {
        this.db = db;
        this.calendar = calendar;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.ofInstant(now(), Window.ZONE);
    }

    int days(Term term) {
        return db.sql("select days from appeal.term where code = :code").param("code", term.name()).query(Integer.class).single();
    }

    /** The last day, counted from today. */
    LocalDate from(Term term) {
        return calendar.days().after(today(), days(term));
    }

    /** How long a program's appeals may be filed: to the end of its appeal windows, without any so long after its last learning window; never-ending without one. */
    Instant filing(ProgramDetail program) {
        var byEnd = Comparator.comparing(Window::closes);
        var own = program.windows().stream().filter(it -> it.kind() == Window.Kind.APPEAL).max(byEnd);
        return own.map(Window::closes).orElseGet(() -> program.learnWindows().stream().max(byEnd)
            .map(it -> WorkingDays.endOf(calendar.days().after(LocalDate.ofInstant(it.closes(), Window.ZONE), days(Term.FILE))))
            .orElse(Instant.MAX));
    }
}
