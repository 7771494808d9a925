package org.xingtan.recognition;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;

/** Use cases: a person takes his claim back while nobody has decided for good; a unit takes its review back while nobody after it has acted. */
@Component
public class TakeBack {

    private final Claims claims;
    private final FileClaim.Ground ground;
    private final ReviewClaim reviews;
    private final ReviewClaim.Follow follow;
    private final Clock clock;

    TakeBack(Claims claims, FileClaim.Ground ground, ReviewClaim reviews, ReviewClaim.Follow follow, Clock clock) {
        this.claims = claims;
        this.ground = ground;
        this.reviews = reviews;
        this.follow = follow;
        this.clock = clock;
    }

    /** Done again, nothing changes. @throws Problem 409 when it is decided for good */
    @Transactional
    public void withdraw(Actor actor, UUID id) {
        var claim = claims.lock(actor.teacher(), id).orElseThrow(() -> new NotFound(id));
        if (claim.state() == Claim.State.WITHDRAWN) {
            return;
        }
        if (claim.state() != Claim.State.WAITING && claim.state() != Claim.State.RETURNED) {
            throw new Problem(409, "recognition.decided");
        }
        var now = clock.instant();
        claims.move(claim, Claim.State.WITHDRAWN, null, null, null, claim.posting(), now);
        ground.evidence().free(claim);
        claims.addAct(claim, Uuids.next(), "WITHDRAWN", null, actor, "", Map.of(), now);
        audit(actor, "recognition.withdraw", claim, "");
    }

    /**
     * The claim waits again where the review was made. Hours that were posted by it are reversed; a theme that it left off is put back by the
     * database, as the claim moves after its steps. Undone already is undone.
     *
     * @param review the act that is undone, which must be the last one that decided
     * @throws Forbidden when the unit that reviewed is not the actor's, or it is his own claim
     * @throws Problem 409 when somebody has acted since, or an appeal has decided so
     */
    @Transactional
    public void undo(Actor actor, TeacherId teacher, UUID id, UUID review, String typed) {
        var reason = StorableText.line(typed);
        claims.hold(teacher);
        var claim = claims.lock(teacher, id).orElseThrow(() -> new NotFound(id));
        ground.chain().require(actor, claim.unit());
        if (actor.teacher().equals(teacher)) {
            throw new Forbidden("recognition.own");
        }
        var level = claims.acts(teacher, id).stream().filter(it -> it.id().equals(review) && it.level() != null).map(Claim.Act::level).findFirst().orElseThrow(() -> new NotFound(review));
        var steps = claims.steps(teacher, id);
        if (claims.isUndone(claim, review)) {
            steps.stream().filter(it -> it.level().equals(level)).findFirst().ifPresent(it -> requireUnit(actor, it));
            return;
        }
        var step = undoable(claim, steps);
        if (step == null || !review.equals(step.act()) || claims.isOverruling(claim, review)) {
            throw new Problem(409, "recognition.undo.late");
        }
        requireUnit(actor, step);
        if (claim.state() == Claim.State.REJECTED) {
            requireOpen(claim);
        }
        Verdict.of(Condition.of("recognition.reason", !reason.isBlank() && reason.length() <= ReviewClaim.LONGEST && StorableText.is(reason), ReviewClaim.LONGEST)).orRefuse();
        var act = write(actor, claim, steps, step, reason, Map.of());
        if (!claim.isWaiting()) {
            follow.say(claim, "undone", act, reason);
        }
    }

    /**
     * A rejection that an appeal has set aside, in its transaction: it is undone, and whoever decides the appeal approves in its place, of whatever unit he is. What is
     * above goes on reviewing; on the last level the hours are posted.
     *
     * @throws Forbidden when he has brought the claim in, or decided on another level of it
     * @throws Problem 409 when it does not stand any more
     * @throws Refused when the claim cannot be approved
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void overrule(Actor actor, TeacherId teacher, UUID rejection, String typed) {
        var text = StorableText.line(typed);
        var reason = text.substring(0, text.offsetByCodePoints(0, Math.min(ReviewClaim.LONGEST / 2, text.codePointCount(0, text.length()))));
        var rejected = claims.rejected(teacher).stream().filter(it -> it.review().equals(rejection)).findFirst().orElseThrow(() -> new NotFound(rejection));
        var id = rejected.claim();
        claims.hold(teacher);
        var claim = claims.lock(teacher, id).orElseThrow();
        var steps = claims.steps(teacher, id);
        var step = undoable(claim, steps);
        if (claim.state() != Claim.State.REJECTED || step == null || !rejection.equals(step.act())) {
            throw new Problem(409, "recognition.undo.late");
        }
        if (claims.isBroughtInBy(claim, actor.teacher())) {
            throw new Forbidden("recognition.import.own");
        }
        if (steps.stream().anyMatch(it -> actor.teacher().equals(it.by()))) {
            throw new Forbidden("recognition.one-level");
        }
        write(actor, claim, steps, step, reason, facts(rejected, teacher));
        var anew = claims.steps(teacher, id);
        reviews.overrule(actor, claims.find(teacher, id).orElseThrow(), anew, Claim.current(anew).orElseThrow(), reason);
        ground.chain().goesOn(claim.unit());
    }

    private Map<String, Object> facts(LookAtClaims.Rejected rejected, TeacherId teacher) {
        var facts = new HashMap<String, Object>(Map.of(Claims.OVERRULED, true));
        if (follow.closed().stream().noneMatch(it -> it.wasClosed(teacher, rejected.year(), rejected.at()))) {
            facts.put(Claims.OPEN_YEAR, rejected.year());
        }
        return facts;
    }

    private void requireUnit(Actor actor, Claim.Step step) {
        if (!ground.chain().actsFor(actor, step.unit())) {
            throw new Forbidden("recognition.level");
        }
    }

    /** The review that can still be undone; null when there is none. */
    static Claim.@org.jspecify.annotations.Nullable Step undoable(Claim claim, List<Claim.Step> steps) {
        return claim.state() == Claim.State.WITHDRAWN ? null : Claim.last(steps).orElse(null);
    }

    /** @return the act */
    private UUID write(Actor actor, Claim claim, List<Claim.Step> steps, Claim.Step step, String reason, Map<String, Object> more) {
        var now = clock.instant();
        if (claim.isApproved()) {
            follow.hours().lock(claim);
            requireOpen(claim);
            follow.hours().takeBack(claim, actor, reason);
        }
        steps.stream().filter(it -> it.position() > step.position() && it.state() == Claim.Step.State.WAITING)
            .forEach(it -> claims.decide(claim, waiting(it, null)));
        claims.decide(claim, waiting(step, step.dueOn()));
        if (claim.state() == Claim.State.REJECTED) {
            live(claim);
        }
        claims.move(claim, Claim.State.WAITING, step.unit(), step.dueOn(), null, claim.posting(), now);
        var act = Uuids.next();
        var facts = new HashMap<>(more);
        facts.put("review", String.valueOf(step.act()));
        claims.addAct(claim, act, "UNDONE", step.level(), actor, reason, facts, now);
        audit(actor, "recognition.undo", claim, reason);
        return act;
    }

    /** Nothing could come into it again. */
    private void requireOpen(Claim claim) {
        Verdict.of(Condition.of("recognition.undo.year-open", follow.closed().stream().allMatch(it -> it.holdOpen(claim.teacher(), claim.year())), claim.year())).orRefuse();
    }

    /** What was free meanwhile may be somebody else's now, or lie on another claim's days. */
    private void live(Claim claim) {
        var kind = ground.kinds().get(claim.jurisdiction(), claim.kind(), claim.kindVersion());
        var typed = ClaimForm.of(claim, List.of()).typed();
        if (!ground.claimed().besides(claim.teacher(), claim.id(), typed, kind.needsPresence()).isEmpty()
            || !ground.evidence().put(claim, ground.evidence().of(claim.teacher(), claim.id()), !kind.sharesEvidence())
            || !ground.claimed().holdsNumber(claim, kind)) {
            throw new Refused("recognition.meanwhile");
        }
    }

    private static Claim.Step waiting(Claim.Step step, java.time.@org.jspecify.annotations.Nullable LocalDate due) {
        return new Claim.Step(step.position(), step.level(), step.unit(), Claim.Step.State.WAITING, due, null, null, null, "", null);
    }

    private void audit(Actor actor, String act, Claim claim, String reason) {
        follow.audit().record(actor, act, "teacher:" + claim.teacher(), ground.chain().unit(claim.unit()).path(), Map.of("state", claim.state()),
            Map.of("claim", claim.id().toString(), "reason", reason));
    }
}
