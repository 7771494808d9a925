package org.xingtan.validation;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.validation.Dossier.State;

/** Use case: a unit confirms one person, takes that back, or answers what he objects to. */
@Component
class JudgePerson {

    private final LookAtPerson look;
    private final Dossiers dossiers;
    private final AuditTrail trail;
    private final Clock clock;

    JudgePerson(LookAtPerson look, Dossiers dossiers, AuditTrail trail, Clock clock) {
        this.look = look;
        this.dossiers = dossiers;
        this.trail = trail;
        this.clock = clock;
    }

    @Transactional
    public void confirm(Actor actor, TeacherId teacher, int year) {
        var place = look.own(actor, teacher, year);
        var now = clock.instant();
        var dossier = dossiers.lock(teacher, place.call(), now);
        if (dossier.state() == State.UNIT_CONFIRMED) {
            return;
        }
        ValidationRules.unitConfirms(place.call(), dossier, now, ConfirmUnit.isSelf(actor, teacher)).orRefuse();
        become(dossier, State.UNIT_CONFIRMED, dossier.answer(), now, new Dossiers.For(actor.teacher(), place.unit().id().value()));
        var silent = dossier.confirmedAt() == null || dossier.isChanged();
        done(actor, place, dossier, "UNIT_CONFIRMED", now, null, silent ? dossiers.live(teacher, year).orElse(null) : null);
    }

    @Transactional
    public void withdraw(Actor actor, TeacherId teacher, int year) {
        var place = look.own(actor, teacher, year);
        var now = clock.instant();
        var dossier = dossiers.lock(teacher, place.call(), now);
        ValidationRules.byUnit(place.call(), dossier, now, ConfirmUnit.isSelf(actor, teacher)).orRefuse();
        if (dossier.state() == State.UNIT_CONFIRMED) {
            become(dossier, dossier.confirmedAt() == null ? State.OPEN : State.CONFIRMED, dossier.answer(), now, null);
            done(actor, place, dossier, "UNIT_WITHDRAWN", now, null, null);
        }
    }

    /** Then it is open again: he looks once more, and confirms or objects. Where the unit cannot, the authority above it answers. */
    @Transactional
    public void answer(Actor actor, TeacherId teacher, int year, @Nullable String text) {
        var place = look.answering(actor, teacher, year);
        var now = clock.instant();
        var said = text == null ? "" : text.strip();
        var dossier = dossiers.lock(teacher, place.call(), now);
        if (dossier.state() == State.OPEN && said.equals(dossier.answer())) {
            return;
        }
        ValidationRules.answers(dossier, ConfirmUnit.isSelf(actor, teacher), said).orRefuse();
        become(dossier, State.OPEN, said, now, null);
        done(actor, place, dossier, "ANSWERED", now, said, null);
    }

    private void become(Dossier dossier, State state, @Nullable String answer, Instant now, Dossiers.@Nullable For confirms) {
        var confirmedAt = dossier.isChanged() ? null : dossier.confirmedAt();
        dossiers.become(new Dossier(dossier.teacher(), dossier.year(), state, confirmedAt, dossier.objection(), answer, confirms == null ? null : now, null, null, null),
            now, confirms);
    }

    /** @param facts that the unit alone confirms */
    private void done(Actor actor, LookAtPerson.Place place, Dossier dossier, String act, Instant now, @Nullable String said, @Nullable Facts facts) {
        dossiers.step(dossier.teacher(), dossier.year(), new Dossier.Step(act, now, null, said), actor.teacher(), facts);
        trail.record(actor, switch (act) {
            case "ANSWERED" -> "validation.answer";
            case "UNIT_CONFIRMED" -> "validation.unit-confirm";
            default -> "validation.unit-withdraw";
        }, "teacher:" + dossier.teacher(), place.unit().path(), Map.of("state", dossier.state().name()), said == null ? Map.of("year", dossier.year())
            : Map.of("year", dossier.year(), "answer", said));
    }
}
