package org.xingtan.calendar;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Task;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.SpecialDay;
import org.xingtan.platform.calendar.WorkingCalendar;

/** Use case: the operator enters what the yearly notice says of holidays and of days worked instead. */
@Component
class KeepCalendar {

    static final int LONGEST = 60;
    /** Working days are counted within a few years; what lies far off is a slip of the pen. */
    static final int FIRST = 2000;
    static final int LAST = 2100;

    private final WorkingCalendar calendar;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;

    KeepCalendar(WorkingCalendar calendar, Access access, AuditTrail audit, Clock clock) {
        this.calendar = calendar;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param year null for the current one */
    CalendarView at(Actor actor, @Nullable Year year) {
        requireOperator(actor);
        var shown = year == null ? Year.from(clock.instant().atZone(Window.ZONE)) : year;
        var days = calendar.all().stream().filter(it -> Year.from(it.day()).equals(shown)).toList();
        return new CalendarView(shown, calendar.days().knows(shown), days);
    }

    /** Deadlines that have been set do not move. */
    @Transactional
    public void set(Actor actor, SpecialDay day) {
        var path = requireOperator(actor);
        var weekend = day.day().getDayOfWeek() == DayOfWeek.SATURDAY || day.day().getDayOfWeek() == DayOfWeek.SUNDAY;
        Verdict.of(
            Condition.of("calendar.day", day.day().getYear() >= FIRST && day.day().getYear() <= LAST, String.valueOf(FIRST), String.valueOf(LAST)),
            Condition.of("calendar.name", isText(day.name().chinese()), LONGEST),
            Condition.of("calendar.source", isText(day.source()), LONGEST),
            Condition.of("calendar.weekend", day.kind() == SpecialDay.Kind.HOLIDAY || weekend)).orRefuse();
        var before = calendar.find(day.day()).orElse(null);
        if (day.equals(before)) {
            return;
        }
        calendar.set(day);
        audit.record(actor, "calendar.set", "calendar:" + day.day(), path, facts(before), facts(day));
    }

    /** A day that is no special one is no matter. */
    @Transactional
    public void remove(Actor actor, LocalDate day) {
        var path = requireOperator(actor);
        calendar.find(day).ifPresent(before -> {
            calendar.remove(day);
            audit.record(actor, "calendar.remove", "calendar:" + day, path, facts(before), null);
        });
    }

    private String requireOperator(Actor actor) {
        return access.scope(actor, Task.OPERATE).paths().stream().findFirst().orElseThrow(() -> new NotFound("calendar"));
    }

    private static boolean isText(String text) {
        return !text.isBlank() && text.length() <= LONGEST;
    }

    private static @Nullable Object facts(@Nullable SpecialDay day) {
        return day == null ? null : Map.of("kind", day.kind(), "name", day.name().chinese(), "source", day.source());
    }
}
