package org.xingtan.census;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.census.Decisions.Decision;
import org.xingtan.census.Decisions.State;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Verdict;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/**
 * Use case: a unit confirms or refuses the identities its people take part on, one or many, or takes its word back. All or
 * none, and what hangs on an identity is judged again in the same transaction. What is decided that way already stays.
 */
@Component
public class DecideClaims {

    private static final int REASON_AT_MOST = 200;

    private final Programs programs;
    private final ClaimsInCharge claims;
    private final Decisions decisions;
    private final Judgement judgement;
    private final AuditTrail audit;
    private final Clock clock;

    DecideClaims(Programs programs, ClaimsInCharge claims, Decisions decisions, Judgement judgement, AuditTrail audit, Clock clock) {
        this.programs = programs;
        this.claims = claims;
        this.decisions = decisions;
        this.judgement = judgement;
        this.audit = audit;
        this.clock = clock;
    }

    /** @return how many were not confirmed before */
    @Transactional
    public int confirm(Actor actor, ProgramId program, Collection<Claim> chosen) {
        return decide(actor, program, chosen, State.CONFIRMED, "");
    }

    /** @return how many were not refused before */
    @Transactional
    public int refuse(Actor actor, ProgramId program, Collection<Claim> chosen, String reason) {
        Verdict.of(Condition.of("census.reason", !reason.isBlank() && reason.strip().length() <= REASON_AT_MOST, REASON_AT_MOST)).orRefuse();
        return decide(actor, program, chosen, State.REFUSED, reason.strip());
    }

    /** @return how many had been decided */
    @Transactional
    public int undo(Actor actor, ProgramId id, Collection<Claim> chosen) {
        var program = programs.current(id);
        return (int) inOrder(chosen).map(claim -> claims.lock(actor, program, claim)).filter(mine -> {
            var before = decisions.inForce(mine.claim().teacher(), id, mine.claim().track());
            before.ifPresent(decision -> {
                decisions.end(mine.claim().teacher(), id, decision, actor.teacher(), clock.instant());
                restore(program, mine, decision);
                record(actor, "census.undo", program, mine, before, Optional.empty());
            });
            return before.isPresent();
        }).count();
    }

    private int decide(Actor actor, ProgramId id, Collection<Claim> chosen, State state, String reason) {
        var program = programs.current(id);
        return (int) inOrder(chosen).map(claim -> claims.lockCurrent(actor, program, claim))
            .filter(mine -> decide(actor, program, mine, state, reason)).count();
    }

    private boolean decide(Actor actor, ProgramDetail program, ClaimsInCharge.Mine mine, State state, String reason) {
        var participation = mine.participation();
        var before = decisions.inForce(participation.teacher(), program.id(), participation.track());
        if (before.filter(it -> it.state() == state).isPresent()) {
            return false;
        }
        var now = clock.instant();
        before.ifPresent(it -> decisions.end(participation.teacher(), program.id(), it, actor.teacher(), now));
        var decision = Decisions.decision(state, reason, state == State.REFUSED ? judgement.completion(participation) : null);
        decisions.add(participation, decision, actor.teacher(), now);
        if (state == State.REFUSED) {
            judgement.refused(program, participation, reason);
        } else {
            before.ifPresent(it -> restore(program, mine, it));
        }
        record(actor, state == State.REFUSED ? "census.refuse" : "census.confirm", program, mine, before, Optional.of(decision));
        return true;
    }

    private void restore(ProgramDetail program, ClaimsInCharge.Mine mine, Decision ended) {
        if (ended.state() == State.REFUSED && mine.isCurrent()) {
            judgement.restored(program, mine.participation(), ended.completion());
        }
    }

    private void record(Actor actor, String act, ProgramDetail program, ClaimsInCharge.Mine mine, Optional<Decision> before, Optional<Decision> after) {
        var told = new LinkedHashMap<String, Object>();
        told.put("state", after.map(it -> it.state().name()).orElse("UNCHECKED"));
        told.put("program", program.title());
        told.put("track", mine.claim().track());
        after.map(Decision::reason).filter(reason -> !reason.isEmpty()).ifPresent(reason -> told.put("reason", reason));
        var was = new LinkedHashMap<String, Object>();
        was.put("state", before.map(it -> it.state().name()).orElse("UNCHECKED"));
        before.map(Decision::reason).filter(reason -> !reason.isEmpty()).ifPresent(reason -> was.put("reason", reason));
        audit.record(actor, act, "teacher:" + mine.claim().teacher(), mine.path(), was, told);
    }

    /** Everybody locks people in the same order. */
    private static Stream<Claim> inOrder(Collection<Claim> chosen) {
        if (chosen.isEmpty()) {
            throw new Refused("census.nobody-chosen");
        }
        return chosen.stream().distinct().sorted(Comparator.comparing((Claim claim) -> claim.teacher().toString()).thenComparing(Claim::track));
    }
}
