package org.xingtan.fee;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Page;

/** Money that comes in and goes back, and the invoices for it, in the console. */
@Controller
@RequestMapping("/console/fee")
class MoneyConsole {

    private final LookAtFees look;
    private final RecordPayment record;
    private final SettleRefund settle;
    private final HandleInvoices invoices;

    MoneyConsole(LookAtFees look, RecordPayment record, SettleRefund settle, HandleInvoices invoices) {
        this.look = look;
        this.record = record;
        this.settle = settle;
        this.invoices = invoices;
    }

    @PostMapping("/statements/{id}/payments")
    ModelAndView pay(Actor actor, @PathVariable String id, @ModelAttribute("typed") RecordPayment.Typed typed) {
        var statement = Uuids.parse(id);
        var same = record.record(actor, statement, typed);
        if (same.isEmpty()) {
            return new ModelAndView("redirect:/console/fee/statements/" + statement);
        }
        var page = new ModelAndView("fee/statement", HttpStatus.UNPROCESSABLE_CONTENT);
        return page.addObject("view", look.statement(actor, statement, null)).addObject("typed", typed).addObject("same", same);
    }

    @PostMapping("/payments/{id}/reversal")
    String reverse(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String reason, @RequestParam String statement) {
        var back = Uuids.parse(statement);
        record.reverse(actor, Uuids.parse(id), reason);
        return "redirect:/console/fee/statements/" + back;
    }

    @GetMapping("/refunds")
    ModelAndView refunds(Actor actor, @RequestParam(defaultValue = "waiting") String which, @RequestParam(required = false) @Nullable String after,
                         @RequestParam(required = false) @Nullable String credit) {
        var waiting = !which.equals("done");
        return new ModelAndView("fee/refunds").addObject("page", look.refunds(actor, waiting, after)).addObject("waiting", waiting)
            .addObject("credits", waiting && after == null ? look.credits(actor, credit) : new Page<>(List.of(), null));
    }

    @PostMapping("/accounts/{id}/refunds")
    String propose(Actor actor, @PathVariable String id, @RequestParam String refund, @RequestParam(required = false) @Nullable String amount,
                   @RequestParam(required = false) @Nullable String reason) {
        settle.propose(actor, Uuids.parse(id), Uuids.parse(refund), amount, reason);
        return page(refund);
    }

    @GetMapping("/refunds/{id}")
    ModelAndView refund(Actor actor, @PathVariable String id) {
        return refund(actor, Uuids.parse(id), HttpStatus.OK);
    }

    private ModelAndView refund(Actor actor, UUID id, HttpStatus status) {
        var refund = look.refund(actor, id);
        return new ModelAndView("fee/refund", status).addObject("refund", refund).addObject("verdict", settle.mayDecide(actor, refund))
            .addObject("settles", look.settles(actor, refund)).addObject("acting", look.acting(actor, refund)).addObject("today", look.today())
            .addObject("corrections", look.corrections(refund)).addObject("form", Uuids.next());
    }

    @PostMapping("/refunds/{id}/approval")
    String approve(Actor actor, @PathVariable String id) {
        settle.approve(actor, Uuids.parse(id));
        return page(id);
    }

    @PostMapping("/refunds/{id}/rejection")
    String reject(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String reason) {
        settle.reject(actor, Uuids.parse(id), reason);
        return page(id);
    }

    @PostMapping("/refunds/{id}/payment")
    ModelAndView payOut(Actor actor, @PathVariable String id, @ModelAttribute("typed") SettleRefund.Typed typed) {
        var refund = Uuids.parse(id);
        var same = settle.payOut(actor, refund, typed);
        return same.isEmpty() ? new ModelAndView(page(id))
            : refund(actor, refund, HttpStatus.UNPROCESSABLE_CONTENT).addObject("typed", typed).addObject("same", same);
    }

    @PostMapping("/refunds/{id}/voucher/correction")
    ModelAndView correct(Actor actor, @PathVariable String id, @ModelAttribute("correction") SettleRefund.Correction correction) {
        var refund = Uuids.parse(id);
        var same = settle.correct(actor, refund, correction);
        return same.isEmpty() ? new ModelAndView(page(id))
            : refund(actor, refund, HttpStatus.UNPROCESSABLE_CONTENT).addObject("correction", correction).addObject("same", same);
    }

    private static String page(String refund) {
        return "redirect:/console/fee/refunds/" + Uuids.parse(refund);
    }

    @GetMapping("/invoices")
    ModelAndView list(Actor actor, @RequestParam(defaultValue = "REQUESTED") Invoices.State state, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("fee/invoices").addObject("page", look.invoices(actor, state, after)).addObject("state", state);
    }

    @PostMapping("/statements/{id}/invoices")
    String ask(Actor actor, @PathVariable String id, @ModelAttribute("typed") HandleInvoices.Typed typed, @RequestParam String invoice) {
        invoices.ask(actor, Uuids.parse(id), typed.withId(invoice));
        return invoicePage(invoice);
    }

    @GetMapping("/invoices/{id}")
    ModelAndView invoice(Actor actor, @PathVariable String id) {
        var invoice = invoices.see(actor, Uuids.parse(id));
        return new ModelAndView("fee/invoice").addObject("invoice", invoice).addObject("rights", look.rights(actor, invoice));
    }

    @PostMapping("/invoices/{id}/number")
    String issue(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String number,
                 @RequestParam(required = false) @Nullable MultipartFile file) {
        invoices.issue(actor, Uuids.parse(id), number, file);
        return invoicePage(id);
    }

    @PostMapping("/invoices/{id}/rejection")
    String rejectInvoice(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String reason) {
        invoices.reject(actor, Uuids.parse(id), reason);
        return invoicePage(id);
    }

    @GetMapping("/invoices/{id}/file")
    ResponseEntity<Resource> file(Actor actor, @PathVariable String id, @RequestHeader HttpHeaders request) {
        return invoices.file(actor, Uuids.parse(id), request);
    }

    private static String invoicePage(String invoice) {
        return "redirect:/console/fee/invoices/" + Uuids.parse(invoice);
    }
}
