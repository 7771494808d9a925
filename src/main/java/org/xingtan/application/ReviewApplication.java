package org.xingtan.application;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.application.Application.Act;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Application.State;
import org.xingtan.application.Application.Step;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.People;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Task;
import org.xingtan.platform.Verdict;

/** Use case: whoever answers for the unit with which an application lies passes it on, returns or rejects it, and takes that back. */
@Service
public class ReviewApplication {

    /** What can be decided. */
    public enum Decision {
        /** Within the places of whoever decides; at the last level: admitted. */
        APPROVE(Act.APPROVED),
        /** Passed on beyond them; at the last level: onto the reserve list. */
        RESERVE(Act.RESERVED),
        RETURN(Act.RETURNED),
        REJECT(Act.REJECTED);

        private final Act act;

        Decision(Act act) {
            this.act = act;
        }

        public boolean passesOn() {
            return this == APPROVE || this == RESERVE;
        }
    }

    /**
     * What whoever decides had before him.
     *
     * @param level at which it lay; null for wherever it lies
     * @param sent  how often the person had sent it; null for however it is
     */
    public record Seen(@Nullable Level level, @Nullable Integer sent) {

        static final Seen ANY = new Seen(null, null);
    }

    /** What was decided. */
    public record Review(UUID id, Level level, Decision decision) {}

    /** It is not what was read any more. */
    static final String CHANGED = "application.changed";

    private final Calls calls;
    private final Applications applications;
    private final ReviewRules rules;
    private final Access access;
    private final Telling telling;
    private final Clock clock;

    ReviewApplication(Calls calls, Applications applications, ReviewRules rules, Access access, Telling telling, Clock clock) {
        this.calls = calls;
        this.applications = applications;
        this.rules = rules;
        this.access = access;
        this.telling = telling;
        this.clock = clock;
    }

    /** Whom it is told, the trail and the person; and who is held while it is decided about him. */
    @Component
    record Telling(AuditTrail trail, Send send, People people, TransactionTemplate transaction) {

        void tell(Call call, Chain chain, String what, Object about, Object... arguments) {
            var all = new ArrayList<Object>(List.of(call.title()));
            all.addAll(List.of(arguments));
            var text = "application.told." + what + ".";
            send.to(chain.application().teacher(), Outgoing.official("application." + what, "application:" + about, text, all.toArray())
                .leadingTo("/applications/" + chain.application().id()));
        }

        void record(Actor actor, String act, Chain chain, Map<String, Object> facts) {
            trail.record(actor, act, "teacher:" + chain.application().teacher(), chain.school().path(), null, facts);
        }
    }

    /**
     * @throws NotFound when it is not the actor's to see
     * @throws Forbidden on another level, or about his own
     * @throws Problem 409 when it is decided already
     * @throws org.xingtan.platform.Refused after the deadline, beyond the places, or when the person may not be there
     */
    public Review review(Actor actor, UUID id, Decision decision, String reason) {
        return review(actor, id, decision, reason, clock.instant());
    }

    /**
     * The same for who has seen at which level it lay, and what was in it.
     *
     * @throws Problem 409 also when the person has sent it again since
     */
    public Review review(Actor actor, UUID id, Seen shown, Decision decision, String reason) {
        return review(actor, id, shown, decision, reason, clock.instant());
    }

    Review review(Actor actor, UUID id, Decision decision, String reason, Instant now) {
        return review(actor, id, Seen.ANY, decision, reason, now);
    }

    /** Who comes second, or whose turn it is not, leaves his trace as well. */
    private Review review(Actor actor, UUID id, Seen shown, Decision decision, String typed, Instant now) {
        try {
            return Objects.requireNonNull(telling.transaction.execute(_ -> decide(actor, id, shown, decision, typed, now)));
        } catch (Forbidden | Problem e) {
            var chain = look(actor, id, now);
            telling.trail.recordAttempt(actor, "application.review.refused", "teacher:" + chain.application().teacher(), chain.school().path());
            throw e;
        }
    }

    private Review decide(Actor actor, UUID id, Seen shown, Decision decision, String typed, Instant now) {
        var seen = look(actor, id, now);
        var call = calls.lock(seen.application().program());
        if (decision.passesOn()) {
            telling.people.lock(seen.application().teacher());
        }
        applications.lock(seen.application().teacher(), id);
        var chain = applications.chain(seen.application().teacher(), id, now);
        requireTurn(actor, chain, shown.level);
        if (shown.sent != null && shown.sent != chain.sent()) {
            throw new Problem(409, CHANGED);
        }
        var reason = typed.strip();
        var conditions = new ArrayList<>(rules.verdict(call, rules.law(call, now), chain, decision, now).conditions());
        conditions.add(Condition.of("application.reason", ReviewRules.isReason(reason, !decision.passesOn()), ReviewRules.LONGEST_REASON));
        Verdict.of(conditions).orRefuse();
        return write(actor, call, chain, decision, reason, now);
    }

    private Review write(Actor actor, Call call, Chain chain, Decision decision, String reason, Instant now) {
        var level = chain.level();
        applications.move(chain.after(decision, applications::nextTurn), chain.school().id(), call.terms().training(), now);
        var review = applications.record(chain.application(), actor,
            new Applications.Acted(decision.act, level, chain.here().id(), chain.skipped(), reason, null), now);
        telling.record(actor, "application.review", chain, Map.of("decision", decision.name(), "level", level.name(), "reason", reason));
        if (!decision.passesOn()) {
            telling.tell(call, chain, decision == Decision.RETURN ? "returned" : "rejected", review, chain.here().name(), reason);
        }
        return new Review(review, level, decision);
    }

    /**
     * Until somebody else has acted after it, and be the deadline over: whoever takes it back has the time of the next level to decide anew.
     * When that is over too it stays, so that nobody waits for nobody. Taken back already is taken back.
     *
     * @throws NotFound when there is no such review, or none of an application that is the actor's to see
     * @throws Forbidden when it is another unit's
     * @throws Problem 409 when the next level has acted
     * @throws org.xingtan.platform.Refused when nobody could decide anew, or the place is not there any more
     */
    @Transactional
    public void undo(Actor actor, UUID review) {
        undo(actor, review, clock.instant());
    }

    @Transactional
    void undo(Actor actor, UUID review, Instant now) {
        var of = applications.stepOf(review);
        var seen = look(actor, of.application(), now);
        var call = calls.lock(seen.application().program());
        applications.lock(of.teacher(), of.application());
        var chain = applications.chain(of.teacher(), of.application(), now);
        var history = applications.history(of.teacher(), of.application());
        var step = history.stream().filter(it -> it.id().equals(review)).findFirst().orElseThrow(() -> new NotFound(review));
        requireOwn(actor, chain, step);
        if (history.stream().anyMatch(it -> review.equals(it.undoes()))) {
            return;
        }
        if (call.isListed() || call.cancelled() != null || !step.equals(Chain.last(history)) || Chain.isOverruling(step, history)) {
            throw new Problem(409, "application.acted-after");
        }
        var before = chain.without(step, history, call);
        var conditions = new ArrayList<>(rules.law(call, now).restored(ReviewRules.holder(before)));
        conditions.add(before.inTimeAgain(call, now));
        Verdict.of(conditions).orRefuse();
        takeBack(actor, chain, before, step, now);
        if (step.act() == Act.RETURNED || step.act() == Act.REJECTED) {
            telling.tell(call, chain, "resumed", review, chain.here().name());
        }
    }

    private void takeBack(Actor actor, Chain chain, Chain before, Step step, Instant now) {
        applications.move(before.application(), chain.school().id(), TrainingDays.NONE, now);
        applications.record(chain.application(), actor, new Applications.Acted(Act.UNDONE, step.level(), step.organization(), List.of(), "", step.id()), now);
        telling.record(actor, "application.undo", chain, Map.of("decision", step.act().name(), "level", step.level().name()));
    }

    /**
     * A rejection that an appeal has set aside, in its transaction: it is undone, and whoever decides the appeal passes the application on in its place; as a reserve
     * where the places do not suffice.
     *
     * @throws Problem 409 when it does not stand any more, or another unit decides at that level by now
     * @throws org.xingtan.platform.Refused when the person may not be there, or those who come next have no time left
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void overrule(Actor actor, TeacherId teacher, UUID rejection, String reason) {
        var now = clock.instant();
        var of = applications.stepOf(rejection);
        var call = calls.lock(applications.chain(teacher, of.application(), now).application().program());
        telling.people.lock(teacher);
        applications.lock(teacher, of.application());
        var chain = applications.chain(teacher, of.application(), now);
        var history = applications.history(teacher, of.application());
        var step = Chain.last(history);
        if (chain.application().state() != State.REJECTED || step == null || !step.id().equals(rejection)) {
            throw new Problem(409, "application.acted-after");
        }
        Verdict.of(Condition.of("application.not-listed", !call.isListed()), call.notCancelled()).orRefuse();
        takeBack(actor, chain, chain.without(step, history, call), step, now);
        var anew = applications.chain(teacher, of.application(), now);
        if (anew.level() != step.level() || !anew.here().id().equals(of.answers())) {
            throw new Problem(409, "application.acted-after");
        }
        var law = rules.law(call, now);
        var decision = rules.passesOn(law, anew);
        rules.overruling(call, law, anew, decision, now).orRefuse();
        write(actor, call, anew, decision, ReviewRules.cut(reason), now);
        Verdict.of(applications.chain(teacher, of.application(), now).inTime(call, now)).orRefuse();
    }

    /** @throws NotFound when it is not the actor's to see; his own he sees */
    Chain look(Actor actor, UUID id, Instant now) {
        var teacher = applications.owner(id);
        var chain = applications.chain(teacher, id, now);
        if (!teacher.equals(actor.teacher()) && !chain.isIn(access.scope(actor, Task.REVIEW_APPLICATIONS))) {
            telling.trail.recordAttempt(actor, "access.denied", Task.REVIEW_APPLICATIONS + " application:" + id, null);
            throw new NotFound(id);
        }
        return chain;
    }

    /** Whether it is the actor's turn, or why not. */
    private void requireTurn(Actor actor, Chain chain, @Nullable Level at) {
        if (chain.application().teacher().equals(actor.teacher())) {
            throw new Forbidden("application.own");
        }
        var levels = chain.levels(access.scope(actor, Task.REVIEW_APPLICATIONS));
        if (levels.isEmpty()) {
            throw new Forbidden("application.wrong-level");
        }
        if (chain.application().state() == State.SUBMITTED && levels.contains(chain.level()) && (at == null || at == chain.level())) {
            return;
        }
        var earlier = levels.stream().allMatch(level -> chain.application().isOpen() && level.ordinal() > chain.level().ordinal());
        if (earlier) {
            throw new Forbidden("application.wrong-level");
        }
        throw new Problem(409, "application.decided");
    }

    private void requireOwn(Actor actor, Chain chain, Step step) {
        if (chain.application().teacher().equals(actor.teacher())) {
            throw new Forbidden("application.own");
        }
        if (!chain.isBy(step, access.scope(actor, Task.REVIEW_APPLICATIONS))) {
            throw new Forbidden("application.wrong-level");
        }
    }

    /** Whether that act is this decision. */
    static boolean is(Decision decision, Act act) {
        return decision.act == act;
    }
}
