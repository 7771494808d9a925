package org.xingtan.appointment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.AppointmentRow;
import org.xingtan.directory.Appointments;
import org.xingtan.directory.Appointments.Begun;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** Use cases: an appointment is ended with a reason, or handed over to somebody else who has it from the same moment on. */
@Service
class EndAppointment {

    private static final int SHORTEST_REASON = 2;

    private final Giving giving;
    private final Offices offices;
    private final Appointee appointee;
    private final Appointments appointments;
    private final AuditTrail trail;
    private final Clock clock;

    EndAppointment(Giving giving, Offices offices, Appointee appointee, Appointments appointments, AuditTrail trail, Clock clock) {
        this.giving = giving;
        this.offices = offices;
        this.appointee = appointee;
        this.appointments = appointments;
        this.trail = trail;
        this.clock = clock;
    }

    /** @throws NotFound when it is not over a unit of the actor's */
    Office at(Actor actor, TeacherId teacher, UUID id) {
        return offices.find(giving.scope(actor), teacher, id).orElseThrow(() -> new NotFound(id));
    }

    /** Ended already is ended. @throws Forbidden when it is not his to end */
    @Transactional
    public void end(Actor actor, TeacherId teacher, UUID id, String reason) {
        var office = at(actor, teacher, id);
        if (!giving.mayEnd(actor, office)) {
            throw new Forbidden("appointment.not-yours");
        }
        reasonOf(reason).orRefuse();
        if (appointments.end(teacher, id, actor.teacher(), reason.strip(), clock.instant())) {
            trail.record(actor, "appointment.end", "teacher:" + teacher, office.path(), facts(office), Map.of("reason", reason.strip()));
        }
    }

    /**
     * The successor holds it in the same capacity, from today to the day it was to last. It is read again when the unit stays where
     * it is.
     *
     * @throws Forbidden when it is not his to hand over
     * @throws Refused   when it is over, or the successor will not do
     */
    @Transactional
    public AppointPerson.Appointed handOver(Actor actor, Office asked, AppointmentForm form) {
        var unit = giving.hold(actor, asked.unit());
        var office = at(actor, asked.teacher(), asked.id());
        successorVerdict(actor, office, form).orRefuse();
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, Window.ZONE);
        var successor = appointee.known(form).orElseGet(() -> appointee.employ(form, unit, office.role(), today));
        var ended = appointments.end(office.teacher(), office.id(), actor.teacher(), appointee.card(successor).name(), now);
        var next = Uuids.next();
        var row = new AppointmentRow(successor, office.role(), office.unit(), today, office.to(), actor.teacher());
        if (!ended || appointments.begin(next, row, office.capacity(), now) != Begun.BEGUN) {
            throw new Refused("appointment.successor-free");
        }
        trail.record(actor, "appointment.hand-over", "teacher:" + office.teacher(), office.path(), facts(office),
            Map.of("successor", successor.toString()));
        return new AppointPerson.Appointed(successor, next);
    }

    /** @throws Forbidden when it is not his to hand over */
    Verdict successorVerdict(Actor actor, Office office, AppointmentForm form) {
        if (!giving.mayHandOver(actor, office)) {
            throw new Forbidden("appointment.not-yours");
        }
        var conditions = new ArrayList<>(appointee.conditions(giving.scope(actor), form));
        var known = Verdict.of(conditions).met() ? appointee.known(form) : Optional.<TeacherId>empty();
        var today = LocalDate.ofInstant(clock.instant(), Window.ZONE);
        conditions.add(Condition.of("appointment.in-force", office.state(today) == Office.State.IN_FORCE));
        conditions.add(Condition.of("appointment.not-oneself", known.filter(actor.teacher()::equals).isEmpty()));
        conditions.add(Condition.of("appointment.another", known.filter(office.teacher()::equals).isEmpty()));
        return Verdict.of(conditions);
    }

    private static Verdict reasonOf(String reason) {
        return Verdict.of(Condition.of("appointment.reason", reason.strip().length() >= SHORTEST_REASON && reason.strip().length() <= 200));
    }

    private static Map<String, Object> facts(Office office) {
        return Map.of("role", office.role(), "unit", office.unitName().chinese(), "capacity", office.capacity(), "from", office.from().toString());
    }
}
