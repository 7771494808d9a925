package org.xingtan.recognition;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.audit.AuditTrail;
import org.xingtan.ledger.Receipt;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;

/** Use case: the unit whose turn it is approves a claim, returns it or rejects it. After the last approval its hours are posted at once. */
@Component
class ReviewClaim {

    static final int LONGEST = 500;

    /**
     * What was done.
     *
     * @param fresh   false when the same person had said the same before
     * @param receipt what was posted; null unless this was the last approval
     */
    record Done(UUID id, String level, Claim.Decision decision, boolean fresh, @Nullable Receipt receipt) {}

    private final Claims claims;
    private final ClaimRules rules;
    private final Chain chain;
    private final FileClaim.Ground ground;
    private final Follow follow;
    private final Clock clock;

    /** What follows from a decision. */
    @Component
    record Follow(PostHours hours, AuditTrail audit, Send send, ObjectProvider<YearClosed> closed, TransactionTemplate transaction) {

        /** The claimant hears it once for each act. @param about arguments of the texts after the title */
        void say(Claim claim, String what, UUID act, Object... about) {
            var all = Stream.concat(Stream.of(claim.title()), Arrays.stream(about)).toArray();
            send.to(claim.teacher(), Outgoing.official("recognition." + what, "claim:" + claim.id() + ":" + act, "recognition.told." + what + ".", all)
                .leadingTo("/recognitions/" + claim.id()));
        }
    }

    ReviewClaim(Claims claims, ClaimRules rules, Chain chain, FileClaim.Ground ground, Follow follow, Clock clock) {
        this.claims = claims;
        this.rules = rules;
        this.chain = chain;
        this.ground = ground;
        this.follow = follow;
        this.clock = clock;
    }

    /**
     * @param shown when what he saw of it had been changed last; null for however it is
     * @throws NotFound when it is of nobody in the actor's units
     * @throws Forbidden when it is his own or came with a workbook that he has brought in, another level's turn, or he has decided on the level before
     * @throws Problem 409 when it is decided there already, or other than he saw it
     * @throws org.xingtan.platform.Refused when it may not be approved, or a reason is missing
     */
    public Done review(Actor actor, TeacherId teacher, UUID id, @Nullable Instant shown, Claim.Decision decision, String reason) {
        try {
            return Objects.requireNonNull(follow.transaction.execute(_ -> decide(actor, teacher, id, shown, decision, reason)));
        } catch (Forbidden | Problem e) {
            // Who comes second, or whose turn it is not, leaves his trace as well.
            claims.find(teacher, id).ifPresent(it -> follow.audit.recordAttempt(actor, "recognition.review.refused", "teacher:" + teacher, chain.unit(it.unit()).path()));
            throw e;
        }
    }

    private Done decide(Actor actor, TeacherId teacher, UUID id, @Nullable Instant shown, Claim.Decision decision, String reason) {
        var claim = claims.lock(teacher, id).orElseThrow(() -> new NotFound(id));
        if (actor.teacher().equals(teacher)) {
            throw new Forbidden("recognition.own");
        }
        chain.require(actor, claim.unit());
        if (claims.isBroughtInBy(claim, actor.teacher())) {
            throw new Forbidden("recognition.import.own");
        }
        var steps = claims.steps(teacher, id);
        var again = steps.stream().filter(step -> isSame(claim, step, actor, decision, reason)).findFirst();
        if (again.isPresent()) {
            return new Done(Objects.requireNonNull(again.get().act()), again.get().level(), decision, false, null);
        }
        var step = turn(actor, claim, steps);
        if (shown != null && !shown.equals(claim.changedAt())) {
            throw new Problem(409, "recognition.changed");
        }
        Verdict.of(Condition.of("recognition.reason", StorableText.is(reason) && reason.length() <= LONGEST
            && (decision.approves() || !reason.isBlank()), LONGEST)).orRefuse();
        return write(actor, decision == Claim.Decision.APPROVE_FOR_CATEGORY ? forCategory(claim) : claim, steps, step, decision, reason, false);
    }

    /** The claim without its theme. @throws org.xingtan.platform.Refused when it names none that is strange to its year */
    private Claim forCategory(Claim claim) {
        Verdict.of(Condition.of("recognition.theme.strange", isStrange(claim), claim.year())).orRefuse();
        claims.leaveOff(claim);
        return claims.find(claim.teacher(), claim.id()).orElseThrow();
    }

    private boolean isStrange(Claim claim) {
        return claim.theme() != null && !ground.kinds().themes(claim.jurisdiction(), claim.year()).containsKey(claim.theme());
    }

    /** The step that is the actor's to decide. */
    private Claim.Step turn(Actor actor, Claim claim, List<Claim.Step> steps) {
        var current = Claim.current(steps);
        if (claim.isWaiting() && current.isPresent() && chain.actsFor(actor, current.get().unit())) {
            if (steps.stream().anyMatch(step -> actor.teacher().equals(step.by()) && !claims.isOverruling(claim, step.act()))) {
                throw new Forbidden("recognition.one-level");
            }
            return current.get();
        }
        if (!claim.isWaiting() || steps.stream().anyMatch(step -> step.state().isDecided() && chain.actsFor(actor, step.unit()))) {
            throw new Problem(409, "recognition.decided");
        }
        throw new Forbidden("recognition.level");
    }

    /** A step says only that it was approved; with the theme or without it, its act says. */
    private boolean isSame(Claim claim, Claim.Step step, Actor actor, Claim.Decision decision, String reason) {
        return step.state() == decision.state() && actor.teacher().equals(step.by()) && step.reason().equals(reason)
            && claims.isForCategory(claim, step.act()) == (decision == Claim.Decision.APPROVE_FOR_CATEGORY);
    }

    /** In the place of whoever rejected it: without a theme that its year does not ask for. The claim is locked. */
    Done overrule(Actor actor, Claim claim, List<Claim.Step> steps, Claim.Step step, String reason) {
        return isStrange(claim) ? write(actor, forCategory(claim), steps, step, Claim.Decision.APPROVE_FOR_CATEGORY, reason, true)
            : write(actor, claim, steps, step, Claim.Decision.APPROVE, reason, true);
    }

    private Done write(Actor actor, Claim claim, List<Claim.Step> steps, Claim.Step step, Claim.Decision decision, String reason, boolean overrules) {
        var next = steps.stream().filter(it -> it.state() == Claim.Step.State.WAITING && it.position() > step.position()).findFirst();
        var isLast = decision.approves() && next.isEmpty();
        if (isLast) {
            follow.hours.lock(claim);
        }
        var ruling = rules.ruling(claim);
        if (decision.approves()) {
            ruling.verdict().orRefuse();
        }
        var act = Uuids.next();
        var now = clock.instant();
        claims.decide(claim, new Claim.Step(step.position(), step.level(), step.unit(), decision.state(), step.dueOn(), actor.teacher(), actor.personName(),
            now, reason, act));
        claims.addAct(claim, act, decision.act(), step.level(), actor, reason, facts(claim, decision, isLast ? ruling.recognized() : null, overrules), now);
        var receipt = move(actor, claim, next.orElse(null), decision, isLast ? ruling.recognized() : null, reason, now);
        tell(actor, claim, step, decision, reason, receipt, act);
        return new Done(act, step.level(), decision, true, receipt);
    }

    private static Map<String, Object> facts(Claim claim, Claim.Decision decision, @Nullable CreditHours recognized, boolean overrules) {
        var facts = new LinkedHashMap<String, Object>();
        if (recognized != null) {
            facts.put("recognized", recognized);
        }
        if (decision == Claim.Decision.APPROVE_FOR_CATEGORY) {
            facts.put("leftOff", Objects.requireNonNull(claim.leftOff()));
        }
        if (overrules) {
            facts.put(Claims.OVERRULED, true);
        }
        return facts;
    }

    /**
     * A claim that came with a workbook and on which nobody of that authority can decide any more is rejected with the reason, as a part of
     * the one decision. Nothing when it does not wait any more.
     */
    @Transactional
    public void drop(Actor by, TeacherId teacher, UUID id, String reason) {
        var claim = claims.lock(teacher, id).orElseThrow(() -> new NotFound(id));
        var step = Claim.current(claims.steps(teacher, id));
        if (claim.isWaiting() && step.isPresent()) {
            write(by, claim, List.of(step.get()), step.get(), Claim.Decision.REJECT, reason, false);
        }
    }

    private @Nullable Receipt move(Actor actor, Claim claim, Claim.@Nullable Step next, Claim.Decision decision, @Nullable CreditHours recognized,
                                   String reason, Instant now) {
        if (recognized != null) {
            claims.move(claim, Claim.State.APPROVED, null, null, recognized, claim.posting() + 1, now);
            return follow.hours.post(claims.find(claim.teacher(), claim.id()).orElseThrow(), actor, reason);
        }
        if (decision.approves() && next != null) {
            var due = chain.due(rules.today(), ground.kinds().policy(claim.jurisdiction()).nextDays());
            claims.decide(claim, new Claim.Step(next.position(), next.level(), next.unit(), Claim.Step.State.WAITING, due, null, null, null, "", null));
            claims.move(claim, Claim.State.WAITING, next.unit(), due, null, claim.posting(), now);
        } else {
            claims.move(claim, decision == Claim.Decision.RETURN ? Claim.State.RETURNED : Claim.State.REJECTED, null, null, null, claim.posting(), now);
            if (decision == Claim.Decision.REJECT) {
                ground.evidence().free(claim);
            }
        }
        return null;
    }

    private void tell(Actor actor, Claim claim, Claim.Step step, Claim.Decision decision, String reason, @Nullable Receipt receipt, UUID review) {
        var after = new LinkedHashMap<String, Object>(Map.of("claim", claim.id().toString(), "level", step.level(), "reason", reason));
        if (decision == Claim.Decision.APPROVE_FOR_CATEGORY) {
            after.put("leftOff", Objects.requireNonNull(claim.leftOff()));
        }
        if (receipt != null) {
            after.put("earned", receipt.earned());
            after.put("credited", receipt.credited());
        }
        var act = switch (decision) {
            case APPROVE, APPROVE_FOR_CATEGORY -> "recognition.approve";
            case RETURN -> "recognition.return";
            case REJECT -> "recognition.reject";
        };
        follow.audit.record(actor, act, "teacher:" + claim.teacher(), chain.unit(claim.unit()).path(), Map.of("state", claim.state()), after);
        if (receipt != null && claim.leftOff() != null) {
            follow.say(claim, "recognized-for-category", review, receipt.earned(), receipt.credited(), receipt.earnedOn().getYear(),
                ground.kinds().theme(claim.jurisdiction(), claim.leftOff()));
        } else if (receipt != null) {
            follow.say(claim, "recognized", review, receipt.earned(), receipt.credited(), receipt.earnedOn().getYear());
        } else if (!decision.approves()) {
            follow.say(claim, decision == Claim.Decision.RETURN ? "returned" : "rejected", review, reason);
        }
    }
}
