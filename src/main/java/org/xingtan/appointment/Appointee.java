package org.xingtan.appointment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.IncomingPeople.Begin;
import org.xingtan.directory.IncomingPeople.Incoming;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.directory.Role;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** The person to be appointed: one of the units' people, one known by name and number, or a new one who then works in the unit. */
@Component
class Appointee {

    private final People people;
    private final IncomingPeople incoming;
    private final JdbcClient db;

    Appointee(People people, IncomingPeople incoming, JdbcClient db) {
        this.people = people;
        this.incoming = incoming;
        this.db = db;
    }

    /** People of a unit and below by name, for the choice. */
    List<PersonCard> candidates(Scope scope, OrganizationCard unit, String search) {
        return search.isBlank() ? List.of() : people.below(scope, unit.id(), search, null, 20).items();
    }

    /** What has to be known of the person. */
    List<Condition> conditions(Scope scope, AppointmentForm form) {
        if (!form.teacher().isEmpty()) {
            return List.of(Condition.of("appointment.person", people.find(scope, TeacherId.of(form.teacher())).isPresent()));
        }
        var named = Condition.of("appointment.person", !form.name().isEmpty());
        var flaw = DocumentNumber.flaw(form.chosenType(), form.number()).map(it -> "document-number." + it.code());
        return flaw.map(code -> List.of(named, Condition.of(code, false))).orElseGet(() -> List.of(named,
            Condition.of("appointment.number-and-name", matches(form)),
            Condition.of("appointment.phone", form.phone().isEmpty() || form.phone().matches("1[3-9][0-9]{9}"))));
    }

    private boolean matches(AppointmentForm form) {
        return people.holder(number(form)).isEmpty() || people.matchDocument(form.name(), number(form)).isPresent();
    }

    /** The one there is already; empty for somebody new. The conditions hold. */
    Optional<TeacherId> known(AppointmentForm form) {
        return form.teacher().isEmpty() ? people.matchDocument(form.name(), number(form)) : Optional.of(TeacherId.of(form.teacher()));
    }

    /**
     * Puts somebody new into the directory, in service of the unit from today on; everything that counts people counts him at once.
     * Two who enter the same person enter one.
     */
    TeacherId employ(AppointmentForm form, OrganizationCard unit, Role role, LocalDate today) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('appointment.appointee', 0))").query(_ -> {});
        return people.matchDocument(form.name(), number(form)).orElseGet(() -> enter(form, unit, role, today));
    }

    private TeacherId enter(AppointmentForm form, OrganizationCard unit, Role role, LocalDate today) {
        var id = TeacherId.next();
        var plan = Uuids.next();
        incoming.stage(plan, List.of(new Incoming(0, id, false, List.of(), number(form), form.name(), null, null, null, null, phone(form), null,
            null, null, new Begin(unit.id(), "ACTIVE", today), List.of(role == Role.PRINCIPAL ? "PRINCIPAL" : "TRAINING_STAFF"))));
        if (!incoming.apply(plan)) {
            throw new Problem(409, "error.changed-meanwhile");
        }
        return id;
    }

    PersonCard card(TeacherId person) {
        return people.find(person).orElseThrow(() -> new NotFound(person));
    }

    private static @Nullable String phone(AppointmentForm form) {
        return form.phone().isEmpty() ? null : form.phone();
    }

    private static DocumentNumber number(AppointmentForm form) {
        return DocumentNumber.of(form.chosenType(), form.number());
    }
}
