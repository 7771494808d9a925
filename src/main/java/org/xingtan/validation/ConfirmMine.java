package org.xingtan.validation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.validation.Dossier.Frozen;
import org.xingtan.validation.Dossier.State;
import org.xingtan.validation.Registrations.Registration;

/** Use case: somebody confirms what a year says of him, says what is wrong with it, or takes that back until his unit has confirmed. */
@Component
public class ConfirmMine {

    /**
     * A year of somebody, as he sees it.
     *
     * @param calls  those that concern him, the newest year first
     * @param call   the one that is shown; null when there is none at all
     * @param facts  as they are now; null where nobody has looked at him in that year
     * @param frozen every version, the one in force first
     */
    public record MyYear(PersonCard person, List<Call> calls, @Nullable Call call, @Nullable Dossier dossier, @Nullable Facts facts, List<Frozen> frozen,
                         List<Dossier.Step> steps, Registration registration, Instant asOf) {

        /** What keeps him from acting now; met when he may. */
        public Verdict verdict() {
            if (call == null || dossier == null) {
                return Verdict.of();
            }
            return ValidationRules.byPerson(call, dossier, asOf);
        }

        public @Nullable Frozen inForce() {
            return frozen.isEmpty() ? null : frozen.getFirst();
        }
    }

    private final Calls calls;
    private final Dossiers dossiers;
    private final People people;
    private final Registrations registrations;
    private final Clock clock;

    ConfirmMine(Calls calls, Dossiers dossiers, People people, Registrations registrations, Clock clock) {
        this.calls = calls;
        this.dossiers = dossiers;
        this.people = people;
        this.registrations = registrations;
        this.clock = clock;
    }

    /**
     * @param year  the newest that concerns him when there is none
     * @param until the last year of the cycle of his registration
     */
    MyYear view(Actor actor, @Nullable Integer year, @Nullable Integer until) {
        var me = actor.teacher();
        var mine = calls.of(me);
        var call = mine.stream().filter(it -> year == null || it.year() == year).findFirst().orElse(null);
        var person = people.find(me).orElseThrow(() -> new NotFound(me));
        var registration = registrations.of(person, registrations.last(until));
        if (call == null) {
            if (year != null) {
                throw new NotFound("validation");
            }
            return new MyYear(person, mine, null, null, null, List.of(), List.of(), registration, clock.instant());
        }
        return new MyYear(person, mine, call, dossiers.find(me, call.year()), dossiers.live(me, call.year()).orElse(null), dossiers.frozen(me, call.year()),
            dossiers.steps(me, call.year()), registration, clock.instant());
    }

    /**
     * @param print      of the facts that were before his eyes
     * @param registered whether he says that he is registered where the authority wants everybody to be, with this name and number
     */
    @Transactional
    public void confirm(Actor actor, int year, String print, boolean registered) {
        var call = call(actor.teacher(), year);
        var now = clock.instant();
        var dossier = dossiers.lock(actor.teacher(), call, now);
        if (dossier.state() == State.CONFIRMED || dossier.state() == State.UNIT_CONFIRMED) {
            return;
        }
        var facts = dossiers.live(actor.teacher(), year).orElseThrow(() -> new NotFound("validation"));
        ValidationRules.confirms(call, dossier, now, facts.print().equals(print), registered).orRefuse();
        become(dossier, State.CONFIRMED, now, dossier.objection());
        var system = call.system() == null ? null : call.system().name();
        dossiers.registered(dossier, system);
        step(dossier, "CONFIRMED", now, system, facts);
    }

    /** What he said stays in the steps. */
    @Transactional
    public void withdraw(Actor actor, int year) {
        var call = call(actor.teacher(), year);
        var now = clock.instant();
        var dossier = dossiers.lock(actor.teacher(), call, now);
        if (dossier.state() == State.OPEN) {
            return;
        }
        ValidationRules.byPerson(call, dossier, now).orRefuse();
        become(dossier, State.OPEN, now, null);
        step(dossier, "WITHDRAWN", now, null, null);
    }

    @Transactional
    public void object(Actor actor, int year, @Nullable String text) {
        var call = call(actor.teacher(), year);
        var now = clock.instant();
        var said = text == null ? "" : text.strip();
        var dossier = dossiers.lock(actor.teacher(), call, now);
        if (dossier.state() == State.OBJECTED && said.equals(dossier.objection())) {
            return;
        }
        ValidationRules.objects(call, dossier, now, said).orRefuse();
        become(dossier, State.OBJECTED, now, said);
        step(dossier, "OBJECTED", now, said, dossiers.live(actor.teacher(), year).orElse(null));
    }

    private void become(Dossier dossier, State state, Instant now, @Nullable String objection) {
        dossiers.become(new Dossier(dossier.teacher(), dossier.year(), state, state == State.CONFIRMED ? now : null, objection,
            state == State.CONFIRMED ? dossier.answer() : null, null, null, null, null), now, null);
    }

    private void step(Dossier dossier, String act, Instant now, @Nullable String said, @Nullable Facts facts) {
        dossiers.step(dossier.teacher(), dossier.year(), new Dossier.Step(act, now, null, said), dossier.teacher(), facts);
    }

    private Call call(TeacherId teacher, int year) {
        return calls.of(teacher).stream().filter(it -> it.year() == year).findFirst().orElseThrow(() -> new NotFound("validation"));
    }
}
