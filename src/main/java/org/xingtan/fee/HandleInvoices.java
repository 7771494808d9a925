package org.xingtan.fee;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.audit.AuditTrail;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.fee.Invoices.Invoice;
import org.xingtan.fee.Invoices.State;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Verdict;

/** Use case: who pays asks for an invoice with its tax data, and the authority's finance writes it or says why not. */
@Component
public class HandleInvoices {

    private static final int TITLE = 100;
    private static final int TEXT = 120;
    private static final int REASON = 200;

    /** What the form brings. */
    public record Typed(@Nullable String id, @Nullable String amount, @Nullable String title, @Nullable String taxpayer, @Nullable String address,
                        @Nullable String bank, @Nullable String email) {

        /** Binding takes the statement's id of the address for the form's own: the form names it otherwise. */
        Typed withId(String id) {
            return new Typed(id, amount, title, taxpayer, address, bank, email);
        }
    }

    private final FeesInCharge inCharge;
    private final Invoices invoices;
    private final Documents documents;
    private final AuditTrail audit;
    private final Clock clock;

    HandleInvoices(FeesInCharge inCharge, Invoices invoices, Documents documents, AuditTrail audit, Clock clock) {
        this.inCharge = inCharge;
        this.invoices = invoices;
        this.documents = documents;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Forbidden when the actor may only look at the statement; Refused with everything that is not as it must be */
    @Transactional
    public void ask(Actor actor, UUID statementId, Typed typed) {
        var statement = inCharge.statement(actor, statementId);
        if (!inCharge.asks(actor, statement)) {
            throw new Forbidden("fee.invoice.not-yours");
        }
        var id = org.xingtan.platform.Uuids.parse(typed.id() == null ? "" : typed.id());
        var left = statement.total().minus(invoices.taken(statement));
        if (invoices.find(id).filter(it -> it.statement().equals(statementId)).isPresent()) {
            return;
        }
        var amount = Money.typed(typed.amount());
        var taxpayer = TaxNumber.typed(typed.taxpayer());
        Verdict.of(
            Condition.of("fee.amount", amount.isPresent()),
            Condition.of("fee.invoice.left", amount.isEmpty() || amount.get().compareTo(left) <= 0, left.isNegative() ? Money.ZERO : left),
            Condition.of("fee.invoice.title", SetPayerRules.isText(typed.title(), 2, TITLE), TITLE),
            Condition.of("fee.invoice.taxpayer", taxpayer.isPresent()),
            Condition.of("fee.invoice.address", SetPayerRules.isText(typed.address(), 0, TEXT), TEXT),
            Condition.of("fee.invoice.bank", SetPayerRules.isText(typed.bank(), 0, TEXT), TEXT),
            Condition.of("fee.invoice.email", isEmail(typed.email()))).orRefuse();
        var data = new Invoices.TaxData(RecordPayment.text(typed.title()), taxpayer.orElseThrow().value(), RecordPayment.text(typed.address()),
            RecordPayment.text(typed.bank()), RecordPayment.text(typed.email()));
        if (!invoices.add(id, statement, amount.orElseThrow(), data, actor, clock.instant())) {
            throw new Problem(409, "error.changed-meanwhile");
        }
        audit.record(actor, "fee.invoice.ask", "statement:" + statementId, statement.debtorPath(), null,
            Map.of("number", statement.number(), "amount", amount.get().toString(), "title", data.title()));
    }

    private static boolean isEmail(@Nullable String text) {
        return SetPayerRules.isText(text, 3, TEXT) && RecordPayment.text(text).matches("[^\\s@]+@[^\\s@]+[.][^\\s@.]+");
    }

    /** @param file the invoice itself; may be missing */
    @Transactional
    public void issue(Actor actor, UUID id, @Nullable String number, @Nullable MultipartFile file) {
        var invoice = waiting(actor, id);
        var typed = RecordPayment.text(number);
        Verdict.of(
            Condition.of("fee.invoice.number", typed.matches("[0-9]{8,24}")),
            Condition.of("fee.invoice.new-number", !typed.matches("[0-9]{8,24}") || !invoices.isKnown(typed))).orRefuse();
        answer(actor, invoice, State.ISSUED, typed, file == null || file.isEmpty() ? null : documents.seal(file), "");
    }

    @Transactional
    public void reject(Actor actor, UUID id, @Nullable String reason) {
        var invoice = waiting(actor, id);
        Verdict.of(Condition.of("fee.reason", SetPayerRules.isText(reason, 2, REASON), REASON)).orRefuse();
        answer(actor, invoice, State.REJECTED, null, null, RecordPayment.text(reason));
    }

    private Invoice waiting(Actor actor, UUID id) {
        var invoice = see(actor, id);
        inCharge.settlesStatement(actor, invoice.statement());
        if (invoice.state() != State.REQUESTED) {
            throw new Problem(409, "fee.invoice.answered");
        }
        return invoice;
    }

    private void answer(Actor actor, Invoice invoice, State state, @Nullable String number, @Nullable DocumentId document, String reason) {
        try {
            if (!invoices.answer(invoice, state, number, document, reason, actor, clock.instant())) {
                throw new Problem(409, "fee.invoice.answered");
            }
        } catch (DuplicateKeyException e) {
            throw new Refused("fee.invoice.new-number");
        }
        var statement = inCharge.statement(actor, invoice.statement());
        audit.record(actor, state == State.ISSUED ? "fee.invoice.issue" : "fee.invoice.reject", "statement:" + statement.id(), statement.ownerPath(), null,
            Map.of("number", statement.number(), "invoice", number == null ? "" : number, "reason", reason));
    }

    /** @throws NotFound when its statement is none of the actor's */
    Invoice see(Actor actor, UUID id) {
        var invoice = invoices.find(id).orElseThrow(() -> new NotFound(id));
        inCharge.statement(actor, invoice.statement());
        return invoice;
    }

    ResponseEntity<Resource> file(Actor actor, UUID id, HttpHeaders request) {
        var invoice = see(actor, id);
        if (invoice.document() == null) {
            throw new NotFound(id);
        }
        return documents.download(invoice.document(), request);
    }
}
