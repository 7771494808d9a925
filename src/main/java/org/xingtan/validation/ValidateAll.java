package org.xingtan.validation;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.validation.Batches.Batch;

/**
 * Use case: an authority validates a subtree at one go. It is asked for in a request and moves on, part by part, on whatever node is there:
 * each part is a transaction of its own that freezes the years of some thousands and remembers how far it has come. A crash costs one
 * part, and the next one goes on where it stood. Asked for again, or on two nodes at once, nobody is validated twice.
 */
@Component
class ValidateAll {

    /** People of one part. */
    static final int AT_ONCE = 4_000;

    private final Calls calls;
    private final Batches batches;
    private final FreezeYears freeze;
    private final LookAtUnit look;
    private final Act act;
    private final Clock clock;

    /** Who may, what is told of it, and how a part becomes true as a whole. */
    @Component
    record Act(Access access, AuditTrail trail, TransactionTemplate transactions, Patience patience) {}

    ValidateAll(Calls calls, Batches batches, FreezeYears freeze, LookAtUnit look, Act act, Clock clock) {
        this.calls = calls;
        this.batches = batches;
        this.freeze = freeze;
        this.look = look;
        this.act = act;
        this.clock = clock;
    }

    /** @throws NotFound when it is none of the actor's; {@link org.xingtan.platform.Forbidden} when he may look at it alone */
    Call call(Actor actor, UUID id) {
        var call = calls.find(id).orElseThrow(() -> new NotFound(id));
        look.kept(actor, call.owner().id().toString());
        return call;
    }

    List<Batch> of(Call call) {
        return batches.of(call);
    }

    /** Whom they have come by, and why. */
    Map<UUID, List<Batches.LeftOut>> leftOut(Call call) {
        return batches.leftOut(call);
    }

    /**
     * Begins. While one of this unit is under way, asking changes nothing.
     *
     * @param organization the authority itself, or a unit below it
     */
    @Transactional
    public void ask(Actor actor, UUID id, @Nullable String organization, boolean everybody, @Nullable String why) {
        var call = call(actor, id);
        var unit = unit(actor, call, organization);
        var reason = why == null ? "" : why.strip();
        var now = clock.instant();
        ValidationRules.validates(call, now, everybody, reason).orRefuse();
        calls.lock(id);
        batches.add(call, unit, everybody ? Batch.Covers.EVERYBODY : Batch.Covers.CONFIRMED, everybody ? reason : "", now, actor.teacher()).ifPresent(number ->
            act.trail.record(actor, "validation.batch", "organization:" + unit.id(), unit.path(), null,
                Map.of("year", call.year(), "number", number, "covers", everybody ? "EVERYBODY" : "CONFIRMED", "reason", reason)));
    }

    private OrganizationCard unit(Actor actor, Call call, @Nullable String organization) {
        var unit = look.unit(actor, organization == null || organization.isEmpty() ? call.owner().id().toString() : organization);
        if (!call.covers(unit.path())) {
            throw new NotFound(unit.id());
        }
        return unit;
    }

    @Scheduled(fixedDelay = 1_000, initialDelay = 2_000)
    public void goOn() {
        var more = true;
        while (more) {
            more = step(AT_ONCE);
        }
    }

    /** @return whether there was something to do that no other node was doing */
    boolean step(int most) {
        return Boolean.TRUE.equals(act.transactions.execute(_ -> {
            var batch = batches.claim();
            batch.ifPresent(it -> {
                act.patience.extend();
                take(it, most);
            });
            return batch.isPresent();
        }));
    }

    private void take(Batch batch, int most) {
        var call = calls.find(batch.call()).orElseThrow();
        var people = batch.people() == null ? freeze.count(batch, call) : batch.people();
        var some = freeze.next(batch, call, most);
        var validated = some.isEmpty() ? 0 : freeze.freeze(batch, call, some, clock::instant);
        batches.move(batch, people, validated, some.size() < most ? null : some.getLast(), clock.instant());
    }
}
