package org.xingtan.summary;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.monitoring.Units;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.calendar.WorkingCalendar;
import org.xingtan.platform.calendar.WorkingDays;

/** Use case: an authority asks the units right below it for a summary report. Sent twice it is one call. */
@Component
public class OpenCall {

    /** What is asked. */
    public record Order(UUID id, OrganizationId authority, String title, String instructions, LocalDate endedOn, int days) {}

    private final SummariesInCharge inCharge;
    private final SummaryCalls calls;
    private final Units units;
    private final WorkingCalendar calendar;
    private final AuditTrail audit;
    private final Clock clock;

    OpenCall(SummariesInCharge inCharge, SummaryCalls calls, Units units, WorkingCalendar calendar, AuditTrail audit, Clock clock) {
        this.inCharge = inCharge;
        this.calls = calls;
        this.units = units;
        this.calendar = calendar;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public void open(Actor actor, Order order) {
        inCharge.requireOver(actor, order.authority);
        var unit = units.get(order.authority);
        Verdict.of(
            Condition.of("summary.title", !order.title.isBlank() && order.title.length() <= CallForm.TITLE, CallForm.TITLE),
            Condition.of("summary.instructions", order.instructions.length() <= CallForm.INSTRUCTIONS, CallForm.INSTRUCTIONS),
            Condition.of("summary.ended", order.endedOn.getYear() >= 2000 && order.endedOn.getYear() <= 2999),
            Condition.of("summary.days", order.days >= 1 && order.days <= CallForm.LONGEST, CallForm.LONGEST),
            Condition.of("summary.no-units", !units.children(unit).isEmpty())).orRefuse();
        var due = WorkingDays.endOf(calendar.days().after(order.endedOn, order.days));
        var call = new SummaryCall(order.id, unit.id(), unit.path(), new Localized(unit.name(), unit.nameEn()), order.title.strip(),
            order.instructions.strip(), order.endedOn, order.days, due, actor.personName(), clock.instant());
        if (calls.add(call, actor)) {
            audit.record(actor, "summary.call", "organization:" + unit.id(), unit.path(), null, Map.of("name", call.title(), "due", due.toString()));
        }
    }
}
