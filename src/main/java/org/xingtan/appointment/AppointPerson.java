package org.xingtan.appointment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.AppointmentRow;
import org.xingtan.directory.Appointments;
import org.xingtan.directory.Appointments.Capacity;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** Use case: somebody appoints a person to a role over a unit. */
@Service
class AppointPerson {

    /** @param id null when the person held it already on these days */
    record Appointed(TeacherId teacher, @Nullable UUID id) {}

    private final Giving giving;
    private final Appointee appointee;
    private final Offices offices;
    private final Appointments appointments;
    private final AuditTrail trail;
    private final Clock clock;

    AppointPerson(Giving giving, Appointee appointee, Offices offices, Appointments appointments, AuditTrail trail, Clock clock) {
        this.giving = giving;
        this.appointee = appointee;
        this.offices = offices;
        this.appointments = appointments;
        this.trail = trail;
        this.clock = clock;
    }

    /** @throws Refused with everything that stands against it */
    @Transactional
    public Appointed appoint(Actor actor, OrganizationId organization, AppointmentForm form) {
        var unit = giving.hold(actor, organization);
        verdict(actor, unit, form).orRefuse();
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, Window.ZONE);
        var role = form.chosenRole().orElseThrow();
        var teacher = appointee.known(form).orElseGet(() -> appointee.employ(form, unit, role, today));
        var row = new AppointmentRow(teacher, role, unit.id(), from(form, today), AppointmentForm.day(form.to()), actor.teacher());
        var id = Uuids.next();
        return switch (appointments.begin(id, row, form.chosenCapacity(), now)) {
            case HELD_ALREADY -> new Appointed(teacher, null);
            case TAKEN -> throw new Refused("appointment.one-administrator", unit.name());
            case BEGUN -> {
                trail.record(actor, "appointment.begin", "teacher:" + teacher, unit.path(), null, facts(unit, row, form.chosenCapacity()));
                yield new Appointed(teacher, id);
            }
        };
    }

    /** Everything that decides, for the page as well. */
    Verdict verdict(Actor actor, OrganizationCard unit, AppointmentForm form) {
        var today = LocalDate.ofInstant(clock.instant(), Window.ZONE);
        var conditions = new ArrayList<Condition>();
        conditions.add(Condition.of("appointment.role", form.chosenRole().filter(giving.roles(actor, unit.path())::contains).isPresent()));
        conditions.add(Condition.of("appointment.open-unit", !offices.isClosed(unit.id())));
        conditions.addAll(days(form, today));
        var person = appointee.conditions(giving.scope(actor), form);
        conditions.addAll(person);
        var known = Verdict.of(person).met() ? appointee.known(form) : Optional.<TeacherId>empty();
        conditions.add(Condition.of("appointment.not-oneself", known.filter(actor.teacher()::equals).isEmpty()));
        if (Verdict.of(conditions).met() && form.chosenRole().orElseThrow() == Role.TRAINING_ADMINISTRATOR && form.chosenCapacity() == Capacity.REGULAR) {
            var holder = offices.administrator(unit.id(), from(form, today), AppointmentForm.day(form.to()))
                .filter(it -> known.filter(it.teacher()::equals).isEmpty());
            conditions.add(Condition.of("appointment.one-administrator", holder.isEmpty(), holder.map(Office::name).orElse(unit.name())));
        }
        return Verdict.of(conditions);
    }

    private static List<Condition> days(AppointmentForm form, LocalDate today) {
        var exist = AppointmentForm.isDay(form.from()) && AppointmentForm.isDay(form.to());
        var to = AppointmentForm.day(form.to());
        return List.of(Condition.of("appointment.days", exist && !from(form, today).isBefore(today) && (to == null || !to.isBefore(from(form, today)))),
            Condition.of("appointment.ends", form.chosenCapacity() == Capacity.REGULAR || to != null));
    }

    private static LocalDate from(AppointmentForm form, LocalDate today) {
        var from = AppointmentForm.day(form.from());
        return from == null ? today : from;
    }

    static Map<String, Object> facts(OrganizationCard unit, AppointmentRow row, Capacity capacity) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("role", row.role());
        facts.put("unit", unit.code());
        facts.put("capacity", capacity);
        facts.put("from", row.from().toString());
        if (row.to() != null) {
            facts.put("to", row.to().toString());
        }
        return facts;
    }
}
