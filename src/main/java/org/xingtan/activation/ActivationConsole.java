package org.xingtan.activation;

import java.time.Clock;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.directory.PersonCard;
import org.xingtan.identity.SignInNames;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** The unit's administrator hands out codes. They are shown in the answer to the post and never again. */
@Controller
class ActivationConsole {

    private final IssueCodes issueCodes;
    private final AccountScope scope;
    private final SignInNames names;
    private final Codes codes;
    private final Clock clock;

    ActivationConsole(IssueCodes issueCodes, AccountScope scope, SignInNames names, Codes codes, Clock clock) {
        this.issueCodes = issueCodes;
        this.scope = scope;
        this.names = names;
        this.codes = codes;
        this.clock = clock;
    }

    @GetMapping("/console/teachers/{teacher}/activation")
    ModelAndView form(Actor actor, @PathVariable TeacherId teacher) {
        return view(scope.require(actor, teacher), names.userName(teacher), null);
    }

    @PostMapping("/console/teachers/{teacher}/activation")
    ModelAndView issue(Actor actor, @PathVariable TeacherId teacher) {
        var issued = issueCodes.issue(actor, teacher);
        return view(issued.person(), issued.username(), issued);
    }

    @GetMapping("/console/organizations/{id}/activation")
    ModelAndView unit(Actor actor, @PathVariable OrganizationId id, @RequestParam(defaultValue = "false") boolean below) {
        var organization = scope.require(actor, id);
        var count = codes.count(scope.unit(actor, organization, below, clock.instant()));
        return new ModelAndView("activation/unit")
            .addObject("organization", organization)
            .addObject("below", below)
            .addObject("people", count.people())
            .addObject("withCode", count.withCode());
    }

    @PostMapping("/console/organizations/{id}/activation")
    ModelAndView sheet(Actor actor, @PathVariable OrganizationId id, @RequestParam(defaultValue = "false") boolean below,
                       @RequestParam(defaultValue = "false") boolean renew) {
        var organization = scope.require(actor, id);
        return new ModelAndView("activation/sheet")
            .addObject("organization", organization)
            .addObject("below", below)
            .addObject("sheet", issueCodes.sheet(actor, organization, below, renew));
    }

    private static ModelAndView view(PersonCard person, @Nullable String username, IssueCodes.@Nullable Issued issued) {
        var model = new HashMap<String, Object>();
        model.put("person", person);
        model.put("username", username);
        model.put("issued", issued);
        return new ModelAndView("activation/issue-code", model);
    }
}
