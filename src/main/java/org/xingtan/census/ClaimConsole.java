package org.xingtan.census;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;

/** The identities people take part on: looked at, confirmed, refused after a second look, and given back. */
@Controller
@RequestMapping("/console/census/claims")
class ClaimConsole {

    private final LookAtClaims look;
    private final DecideClaims decide;

    ClaimConsole(LookAtClaims look, DecideClaims decide) {
        this.look = look;
        this.decide = decide;
    }

    /** The list that was decided from, and what was chosen in it. */
    record Chosen(@Nullable String organization, @Nullable String program, @Nullable String state, @Nullable List<String> claim) {

        Chosen {
            organization = organization == null ? "" : organization;
            program = program == null ? "" : program;
            state = state == null ? "" : state;
            claim = claim == null ? List.of() : List.copyOf(claim);
        }

        List<Claim> claims() {
            return claim.stream().map(Claim::of).toList();
        }
    }

    @GetMapping
    ModelAndView list(Actor actor, @ModelAttribute LookAtClaims.Question question) {
        return look.at(actor, question).map(view -> new ModelAndView("census/claims", "view", view))
            .orElseGet(() -> new ModelAndView("census/no-claims"));
    }

    @PostMapping("/confirmation")
    String confirm(Actor actor, @ModelAttribute Chosen chosen) {
        var filter = look.filter(actor, chosen.organization, chosen.program, chosen.state);
        return back(filter, "confirmed", decide.confirm(actor, filter.program().id(), chosen.claims()));
    }

    /** What a refusal would take, before anything is decided. */
    @PostMapping("/refusal/preview")
    ModelAndView preview(Actor actor, @ModelAttribute Chosen chosen) {
        var filter = look.filter(actor, chosen.organization, chosen.program, chosen.state);
        return new ModelAndView("census/refusal").addObject("filter", filter).addObject("rows", look.chosen(filter, chosen.claims()));
    }

    @PostMapping("/refusal")
    String refuse(Actor actor, @ModelAttribute Chosen chosen, @RequestParam(defaultValue = "") String reason) {
        var filter = look.filter(actor, chosen.organization, chosen.program, chosen.state);
        return back(filter, "refused", decide.refuse(actor, filter.program().id(), chosen.claims(), reason));
    }

    @PostMapping("/undo")
    String undo(Actor actor, @ModelAttribute Chosen chosen) {
        var filter = look.filter(actor, chosen.organization, chosen.program, chosen.state);
        return back(filter, "undone", decide.undo(actor, filter.program().id(), chosen.claims()));
    }

    private static String back(ClaimsView.Filter filter, String act, int n) {
        return "redirect:" + filter.href() + "&done=" + act + "&n=" + n;
    }
}
