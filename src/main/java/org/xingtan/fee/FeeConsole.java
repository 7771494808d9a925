package org.xingtan.fee;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Area;

/** Fees in the console: statements, terms, who pays, and how it adds up. */
@Controller
@RequestMapping("/console/fee")
class FeeConsole {

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area feeConsoleArea() {
            return new Area("fee", "fee.area", Area.Group.HOURS, "scales", Task.VIEW_FEES, 6);
        }
    }

    private final LookAtFees look;
    private final SetPayerRules rules;
    private final IssueStatements issue;
    private final Reconcile reconcile;

    FeeConsole(LookAtFees look, SetPayerRules rules, IssueStatements issue, Reconcile reconcile) {
        this.look = look;
        this.rules = rules;
        this.issue = issue;
        this.reconcile = reconcile;
    }

    @GetMapping
    ModelAndView overview(Actor actor, @ModelAttribute LookAtFees.Question question, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("fee/console", "view", look.overview(actor, question, after));
    }

    @GetMapping("/rules")
    ModelAndView rules(Actor actor, @RequestParam(required = false) @Nullable String authority) {
        return new ModelAndView("fee/rules", "view", look.rules(actor, authority));
    }

    @PostMapping("/rules/{authority}")
    String set(Actor actor, @PathVariable OrganizationId authority, @ModelAttribute SetPayerRules.Typed typed) {
        rules.set(actor, authority, typed);
        return "redirect:/console/fee/rules?authority=" + authority;
    }

    @GetMapping("/terms/{id}")
    ModelAndView term(Actor actor, @PathVariable String id) {
        return new ModelAndView("fee/term", "view", look.term(actor, Uuids.parse(id)));
    }

    @PostMapping("/terms/{id}/issues")
    String issue(Actor actor, @PathVariable String id) {
        issue.ask(actor, Uuids.parse(id));
        return "redirect:/console/fee/terms/" + Uuids.parse(id);
    }

    @GetMapping("/terms/{id}/reconciliation")
    ModelAndView reconciliation(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable OrganizationId unit) {
        return new ModelAndView("fee/reconciliation", "view", reconcile.of(actor, Uuids.parse(id), unit));
    }

    @GetMapping("/statements/{id}")
    ModelAndView statement(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("fee/statement", "view", look.statement(actor, Uuids.parse(id), after));
    }
}
