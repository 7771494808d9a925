package org.xingtan.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.Clocks;
import org.xingtan.platform.calendar.WorkingCalendar;
import org.xingtan.platform.calendar.WorkingDays;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** Until when something may be done, in working days. How many is data. Until when somebody may appeal stands in his calendar. */
@Component
class Deadlines implements Clocks {

    enum Term { FILE, DECIDE, ESCALATE }

    private final JdbcClient db;
    private final WorkingCalendar calendar;
    private final Programs programs;
    private final java.time.Clock clock;

    Deadlines(JdbcClient db, WorkingCalendar calendar, Programs programs, java.time.Clock clock) {
        this.db = db;
        this.calendar = calendar;
        this.programs = programs;
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

    /** How long what belongs to no program may be appealed against, once it has happened. */
    Instant filing(Instant at) {
        return WorkingDays.endOf(calendar.days().after(LocalDate.ofInstant(at, Window.ZONE), days(Term.FILE)));
    }

    /** Of the programs he takes part in; where a program has an appeal window of its own, that stands there. */
    @Override
    public List<Clock> of(TeacherId person, Instant since) {
        return db.sql("select program_id from enrollment.participation_card where teacher_id = :person").param("person", person.value())
            .query((row, _) -> programs.find(new ProgramId(row.getObject(1, UUID.class)))).list().stream()
            .filter(program -> program.windows().stream().noneMatch(it -> it.kind() == Window.Kind.APPEAL))
            .map(program -> clock(program, filing(program))).filter(it -> !it.closes().equals(Instant.MAX) && !it.closes().isBefore(since)).toList();
    }

    private static Clock clock(ProgramDetail program, Instant until) {
        return new Clock("appeal:" + program.id(), "appeal.clock", new Localized(program.title(), null), until, until, "/appeals/new", program.notice(), 1, null);
    }
}
