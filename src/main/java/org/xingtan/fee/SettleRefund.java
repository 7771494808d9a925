package org.xingtan.fee;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.fee.Refunds.Refund;
import org.xingtan.fee.Refunds.State;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** Use case: what was paid too much goes back. One proposes it, another approves it, and who approved it does not pay it out. */
@Component
public class SettleRefund {

    private static final int REASON = 200;

    /**
     * What the form of a payment brings.
     *
     * @param confirmed the refunds of the same voucher that were shown, and are others
     */
    public record Typed(@Nullable String paidOn, @Nullable String voucher, @Nullable List<String> confirmed) {

        boolean knows(Refund other) {
            return confirmed != null && confirmed.contains(other.id().toString());
        }
    }

    /**
     * What the form of a correction brings.
     *
     * @param key       made with the form, so that sent twice it is one correction
     * @param shown     how often the voucher, its number or its day, had been put right when the form was shown
     * @param confirmed the refunds of the same voucher that were shown, and are others
     */
    public record Correction(@Nullable String key, @Nullable String shown, @Nullable String voucher, @Nullable String paidOn, @Nullable String reason,
                             @Nullable List<String> confirmed) {

        boolean knows(Refund other) {
            return confirmed != null && confirmed.contains(other.id().toString());
        }
    }

    private final FeesInCharge inCharge;
    private final Refunds refunds;
    private final AuditTrail audit;
    private final Clock clock;

    SettleRefund(FeesInCharge inCharge, Refunds refunds, AuditTrail audit, Clock clock) {
        this.inCharge = inCharge;
        this.refunds = refunds;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Sent twice, it is one.
     *
     * @param id made with the form
     * @throws Problem 409 when another one of the account is on its way
     */
    @Transactional
    public void propose(Actor actor, UUID accountId, UUID id, @Nullable String amount, @Nullable String reason) {
        var known = refunds.account(accountId).orElseThrow(() -> new NotFound(accountId));
        var term = inCharge.settles(actor, known.term());
        var account = refunds.lock(accountId);
        if (refunds.find(id).filter(it -> it.account().id().equals(accountId)).isPresent()) {
            return;
        }
        var typed = Money.typed(amount);
        Verdict.of(
            Condition.of("fee.amount", typed.isPresent()),
            Condition.of("fee.refund.credit", typed.isEmpty() || typed.get().compareTo(account.credit()) <= 0, account.credit()),
            Condition.of("fee.reason", SetPayerRules.isText(reason, 2, REASON), REASON)).orRefuse();
        if (!refunds.propose(id, account, typed.orElseThrow(), RecordPayment.text(reason), actor, clock.instant())) {
            throw new Problem(409, "fee.refund.on-its-way");
        }
        audit.record(actor, "fee.refund.propose", "account:" + accountId, term.ownerPath(), null,
            Map.of("refund", id.toString(), "amount", typed.get().toString(), "reason", RecordPayment.text(reason)));
    }

    /** Whether somebody may decide about it now. */
    Verdict mayDecide(Actor actor, Refund refund) {
        return Verdict.of(
            Condition.of("fee.refund.waits", refund.state() == State.PROPOSED),
            Condition.of("fee.refund.not-own", !refund.proposedBy().equals(actor.teacher())),
            Condition.of("fee.refund.still-credit", refund.amount().compareTo(refund.account().credit()) <= 0, refund.account().credit()));
    }

    /** @throws Problem 409 when somebody else has decided */
    @Transactional
    public void approve(Actor actor, UUID id) {
        var refund = lock(actor, id);
        if (refund.state() != State.PROPOSED) {
            throw new Problem(409, "fee.refund.decided");
        }
        mayDecide(actor, refund).orRefuse();
        decide(actor, refund, State.APPROVED, "");
    }

    /** Whoever proposed it may take it back. */
    @Transactional
    public void reject(Actor actor, UUID id, @Nullable String reason) {
        var refund = lock(actor, id);
        Verdict.of(Condition.of("fee.reason", SetPayerRules.isText(reason, 2, REASON), REASON)).orRefuse();
        decide(actor, refund, State.REJECTED, RecordPayment.text(reason));
    }

    private void decide(Actor actor, Refund refund, State state, String reason) {
        if (!refunds.decide(refund, state, reason, actor, clock.instant())) {
            throw new Problem(409, "fee.refund.decided");
        }
        audit.record(actor, state == State.APPROVED ? "fee.refund.approve" : "fee.refund.reject", "account:" + refund.account().id(), refund.ownerPath(), null,
            Map.of("refund", refund.id().toString(), "amount", refund.amount().toString(), "reason", reason));
    }

    /**
     * The money has gone out. A voucher by which several refunds were paid is recorded for each of them once that is confirmed.
     *
     * @return what went back by the voucher already and somebody has to look at before it is recorded; empty when it is recorded
     * @throws Problem 409 when that is recorded
     */
    @Transactional
    public List<Refund> payOut(Actor actor, UUID id, Typed typed) {
        var refund = lock(actor, id);
        var day = SetPayerRules.day(typed.paidOn());
        var voucher = RecordPayment.text(typed.voucher());
        if (refund.state() == State.PAID) {
            throw new Problem(409, "fee.refund.paid");
        }
        Verdict.of(
            Condition.of("fee.refund.approved", refund.state() == State.APPROVED),
            Condition.of("fee.refund.other", !actor.teacher().equals(refund.decidedBy())),
            Condition.of("fee.refund.still-credit", refund.amount().compareTo(refund.account().credit()) <= 0, refund.account().credit()),
            isDay(day),
            Condition.of("fee.voucher", SetPayerRules.isText(voucher, 1, RecordPayment.VOUCHER), RecordPayment.VOUCHER)).orRefuse();
        var same = same(refund, voucher);
        if (!same.stream().allMatch(typed::knows)) {
            return same;
        }
        if (!refunds.payOut(refund, day.orElseThrow(), voucher, actor, clock.instant())) {
            throw new Problem(409, "fee.refund.paid");
        }
        audit.record(actor, "fee.refund.pay", "account:" + refund.account().id(), refund.ownerPath(), null,
            Map.of("refund", id.toString(), "amount", refund.amount().toString(), "voucher", voucher));
        return List.of();
    }

    /**
     * The number or the day of the voucher by which it was paid out was typed wrongly. What stood there stays to be read; what else went back by the right one is confirmed as when it is paid out.
     *
     * @return what somebody has to look at first; empty when the voucher is put right
     * @throws Problem 409 when somebody else has put it right meanwhile, or the key was used for something else
     */
    @Transactional
    public List<Refund> correct(Actor actor, UUID id, Correction typed) {
        var refund = lock(actor, id);
        var key = Uuids.parse(typed.key());
        var voucher = RecordPayment.text(typed.voucher());
        var day = SetPayerRules.day(typed.paidOn());
        var reason = RecordPayment.text(typed.reason());
        var known = refunds.correction(key);
        if (known.isPresent()) {
            known.filter(it -> it.refund().equals(id) && it.becomes().equals(voucher) && day.equals(Optional.ofNullable(it.becomesOn())) && it.reason().equals(reason))
                .orElseThrow(SettleRefund::otherKey);
            return List.of();
        }
        if (refund.state() == State.PAID && !Integer.toString(refund.corrections()).equals(typed.shown())) {
            throw new Problem(409, "fee.refund.corrected-meanwhile");
        }
        mayCorrect(actor, refund, voucher, day, reason).orRefuse();
        var same = voucher.equalsIgnoreCase(refund.voucher()) ? List.<Refund>of() : same(refund, voucher);
        if (!same.stream().allMatch(typed::knows)) {
            return same;
        }
        if (!refunds.correct(key, refund, voucher, day.orElseThrow(), reason, actor, clock.instant())) {
            throw otherKey();
        }
        audit.record(actor, "fee.refund.correct", "account:" + refund.account().id(), refund.ownerPath(), 
            Map.of("voucher", Objects.requireNonNull(refund.voucher()), "paidOn", Objects.requireNonNull(refund.paidOn()).toString()),
            Map.of("refund", id.toString(), "voucher", voucher, "paidOn", day.get().toString(), "reason", reason));
        return List.of();
    }

    private Verdict mayCorrect(Actor actor, Refund refund, String voucher, Optional<LocalDate> day, String reason) {
        return Verdict.of(
            Condition.of("fee.refund.is-paid", refund.state() == State.PAID),
            Condition.of("fee.refund.corrects-other", !actor.teacher().equals(refund.decidedBy())),
            Condition.of("fee.voucher", SetPayerRules.isText(voucher, 1, RecordPayment.VOUCHER), RecordPayment.VOUCHER),
            isDay(day),
            Condition.of("fee.voucher.another", !voucher.equals(refund.voucher()) || !day.equals(Optional.ofNullable(refund.paidOn()))),
            Condition.of("fee.reason", SetPayerRules.isText(reason, 2, REASON), REASON));
    }

    private Condition isDay(Optional<LocalDate> day) {
        return Condition.of("fee.paid-on", day.filter(it -> !it.isAfter(LocalDate.ofInstant(clock.instant(), Window.ZONE))).isPresent());
    }

    private static Problem otherKey() {
        return new Problem(409, "fee.refund.correction.key");
    }

    /** What else went back by the voucher. */
    private List<Refund> same(Refund refund, String voucher) {
        refunds.hold(refund.owner(), voucher);
        var same = refunds.of(refund.owner(), voucher).stream().filter(it -> !it.id().equals(refund.id())).toList();
        Verdict.of(Condition.of("fee.refund.voucher.once",
            same.stream().noneMatch(it -> it.account().id().equals(refund.account().id()) && it.amount().equals(refund.amount())), voucher, refund.amount())).orRefuse();
        return same;
    }

    /** As it is once nobody else is at its account. */
    private Refund lock(Actor actor, UUID id) {
        var refund = refunds.find(id).orElseThrow(() -> new NotFound(id));
        inCharge.settles(actor, refund.account().term());
        refunds.lock(refund.account().id());
        return refunds.find(id).orElseThrow();
    }
}
