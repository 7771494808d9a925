package org.xingtan.roster;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.directory.IncomingPeople.Begin;
import org.xingtan.directory.IncomingPeople.Incoming;
import org.xingtan.directory.KnownPeople;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;

/**
 * Use cases: the old unit releases a person or refuses to, the new one takes its request back. Saying the same again changes
 * nothing.
 */
@Component
class AnswerTransfer {

    private static final int LONGEST_REASON = 500;

    private final Transfers transfers;
    private final KnownPeople knownPeople;
    private final IncomingPeople people;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;

    AnswerTransfer(Transfers transfers, KnownPeople knownPeople, IncomingPeople people, Access access, AuditTrail audit, Clock clock) {
        this.transfers = transfers;
        this.knownPeople = knownPeople;
        this.people = people;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** What enters or leaves the actor's units. */
    @Transactional(readOnly = true)
    public List<Transfer> of(Actor actor) {
        return transfers.of(access.scope(actor, Task.MANAGE_ROSTER), 200);
    }

    /** @param since the first day in the new unit; today when none is given */
    @Transactional
    public void release(Actor actor, TeacherId teacher, UUID id, @Nullable LocalDate since) {
        var transfer = leaving(actor, teacher, id);
        if (settled(transfer, Transfer.State.RELEASED)) {
            return;
        }
        var known = knownPeople.find(teacher);
        var newest = known == null ? null : known.newest();
        var today = LocalDate.ofInstant(clock.instant(), Window.ZONE);
        if (known == null || newest == null || !newest.organization().equals(transfer.from().id()) || !newest.isInService(today)) {
            throw new Problem(409, "roster.transfer.gone");
        }
        if (transfer.to().closed()) {
            throw new Refused("roster.transfer.open-unit", transfer.to().name().chinese());
        }
        var day = since == null ? today : since;
        if (day.isBefore(newest.since()) || day.isAfter(today.plusYears(1))) {
            throw new Refused("roster.transfer.day", newest.since());
        }
        people.stage(id, List.of(new Incoming(0, teacher, true, List.of("unit"), null, known.name(), null, null, null, null, null, null, null,
            newest.id(), new Begin(transfer.to().id(), transfer.employmentState(), day), transfer.posts())));
        if (!people.apply(id)) {
            throw new Problem(409, "roster.transfer.gone");
        }
        answer(actor, transfer, Transfer.State.RELEASED, null, day);
    }

    @Transactional
    public void refuse(Actor actor, TeacherId teacher, UUID id, String reason) {
        var transfer = leaving(actor, teacher, id);
        if (settled(transfer, Transfer.State.REFUSED)) {
            return;
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new Refused("roster.transfer.reason", LONGEST_REASON);
        }
        answer(actor, transfer, Transfer.State.REFUSED, reason.strip(), null);
    }

    @Transactional
    public void withdraw(Actor actor, TeacherId teacher, UUID id) {
        var transfer = find(teacher, id);
        access.require(actor, Task.MANAGE_ROSTER, transfer.to().id());
        if (!settled(transfer, Transfer.State.WITHDRAWN)) {
            answer(actor, transfer, Transfer.State.WITHDRAWN, null, null);
        }
    }

    private Transfer find(TeacherId teacher, UUID id) {
        return transfers.lock(teacher, id).orElseThrow(() -> new NotFound(id));
    }

    /** @throws Forbidden for the person himself */
    private Transfer leaving(Actor actor, TeacherId teacher, UUID id) {
        var transfer = find(teacher, id);
        access.require(actor, Task.MANAGE_ROSTER, transfer.from().id());
        if (actor.teacher().equals(teacher)) {
            throw new Forbidden("roster.transfer.oneself");
        }
        return transfer;
    }

    private static boolean settled(Transfer transfer, Transfer.State wanted) {
        if (!transfer.isOpen() && transfer.state() != wanted) {
            throw new Problem(409, "roster.transfer.answered");
        }
        return !transfer.isOpen();
    }

    private void answer(Actor actor, Transfer transfer, Transfer.State state, @Nullable String reason, @Nullable LocalDate since) {
        transfers.answer(transfer, state, reason, actor, clock.instant());
        var after = new HashMap<String, Object>();
        after.put("unit", state == Transfer.State.RELEASED ? transfer.to().name().chinese() : transfer.from().name().chinese());
        if (reason != null) {
            after.put("reason", reason);
        }
        if (since != null) {
            after.put("since", since.toString());
        }
        audit.record(actor, "roster.transfer." + state.name().toLowerCase(java.util.Locale.ROOT), "teacher:" + transfer.teacher(),
            transfer.from().path(), java.util.Map.of("unit", transfer.from().name().chinese()), after);
    }
}
