package org.xingtan.fee;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** Use case: money has come in for a statement; a wrong record is reversed, never edited. In part and too much are both taken. */
@Component
public class RecordPayment {

    static final int VOUCHER = 60;
    static final int NOTE = 200;

    /**
     * What the form brings.
     *
     * @param key       made with the form, so that sent twice it is one payment
     * @param confirmed the payments of the same voucher that were shown, and are others
     */
    public record Typed(@Nullable String key, @Nullable String amount, @Nullable String paidOn, @Nullable String voucher, @Nullable String note,
                        @Nullable List<String> confirmed) {

        boolean knows(Payments.SameVoucher other) {
            return confirmed != null && confirmed.contains(other.payment().toString());
        }
    }

    private final FeesInCharge inCharge;
    private final Statements statements;
    private final Payments payments;
    private final AuditTrail audit;
    private final Clock clock;

    RecordPayment(FeesInCharge inCharge, Statements statements, Payments payments, AuditTrail audit, Clock clock) {
        this.inCharge = inCharge;
        this.statements = statements;
        this.payments = payments;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * By hand, what the authority's account shows. A voucher that pays several statements is recorded for each of them once that is confirmed.
     *
     * @return what the voucher has paid already and somebody has to look at before it is recorded; empty when it is recorded
     * @throws org.xingtan.platform.Refused with everything that is not as it must be
     */
    @Transactional
    public List<Payments.SameVoucher> record(Actor actor, UUID id, Typed typed) {
        var statement = inCharge.settlesStatement(actor, id);
        var key = org.xingtan.platform.Uuids.parse(Objects.requireNonNullElse(typed.key(), "")).toString();
        var amount = Money.typed(typed.amount());
        var day = SetPayerRules.day(typed.paidOn());
        var voucher = text(typed.voucher());
        Verdict.of(
            Condition.of("fee.statement.asks", statement.total().isPositive()),
            Condition.of("fee.amount", amount.isPresent()),
            Condition.of("fee.paid-on", day.filter(it -> !it.isAfter(today())).isPresent()),
            Condition.of("fee.voucher", SetPayerRules.isText(voucher, 1, VOUCHER), VOUCHER),
            Condition.of("fee.note", SetPayerRules.isText(typed.note(), 0, NOTE), NOTE)).orRefuse();
        var receipt = new PaymentGateway.Receipt(BankTransfer.CHANNEL, key, id, amount.orElseThrow().fen(), day.orElseThrow(), voucher, text(typed.note()));
        var same = same(statement, receipt);
        if (!same.stream().allMatch(typed::knows)) {
            return same;
        }
        take(actor, statement, receipt);
        return List.of();
    }

    /** What else the voucher has paid; nothing for what is recorded already. */
    private List<Payments.SameVoucher> same(Statement statement, PaymentGateway.Receipt receipt) {
        payments.hold(statement.owner(), receipt.voucher());
        if (payments.find(receipt.channel(), receipt.key()).isPresent()) {
            return List.of();
        }
        var same = payments.of(statement.owner(), receipt.voucher());
        Verdict.of(Condition.of("fee.voucher.once", same.stream().noneMatch(it -> it.statement().equals(statement.id()) && it.amount().fen() == receipt.fen()),
            receipt.voucher(), Money.ofFen(receipt.fen()))).orRefuse();
        return same;
    }

    /**
     * What a channel brings.
     *
     * @return whether it is new; the same message again changes nothing
     * @throws NotFound when there is no such statement
     * @throws Problem 409 when the channel has used the key for something else
     */
    @Transactional
    public boolean take(PaymentGateway.Receipt receipt) {
        if (receipt.fen() <= 0) {
            throw new IllegalArgumentException("What goes back is a refund: " + receipt);
        }
        return take(null, statements.find(receipt.statement()).orElseThrow(() -> new NotFound(receipt.statement())), receipt);
    }

    private boolean take(@Nullable Actor actor, Statement statement, PaymentGateway.Receipt receipt) {
        if (!payments.add(receipt, actor, clock.instant())) {
            var known = payments.find(receipt.channel(), receipt.key()).orElseThrow();
            if (!known.statement().equals(receipt.statement()) || known.amount().fen() != receipt.fen() || !known.voucher().equals(receipt.voucher())
                || !known.paidOn().equals(receipt.paidOn())) {
                throw new Problem(409, "fee.payment.key");
            }
            return false;
        }
        audit.record(actor, "fee.payment", "statement:" + statement.id(), statement.ownerPath(), null, Map.of("number", statement.number(),
            "amount", Money.ofFen(receipt.fen()).toString(), "voucher", receipt.voucher(), "channel", receipt.channel()));
        return true;
    }

    /** @throws Problem 409 when somebody has reversed it */
    @Transactional
    public void reverse(Actor actor, UUID id, @Nullable String reason) {
        var payment = payments.find(id).orElseThrow(() -> new NotFound(id));
        var statement = inCharge.settlesStatement(actor, payment.statement());
        Verdict.of(Condition.of("fee.reason", SetPayerRules.isText(reason, 2, NOTE), NOTE),
            Condition.of("fee.reversible", payment.reverses() == null)).orRefuse();
        if (!payments.reverse(payment, text(reason), actor, clock.instant())) {
            throw new Problem(409, "fee.payment.reversed");
        }
        var facts = new LinkedHashMap<String, Object>(Map.of("number", statement.number(), "amount", payment.amount().toString(),
            "voucher", payment.voucher()));
        audit.record(actor, "fee.reversal", "statement:" + statement.id(), statement.ownerPath(), facts, Map.of("reason", text(reason)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE);
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
