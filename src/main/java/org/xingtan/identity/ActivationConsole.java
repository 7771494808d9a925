package org.xingtan.identity;

import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;

/** The unit's administrator hands out a code. It is shown in the answer to the post and never again. */
@Controller
class ActivationConsole {

    private final ActivationCodes codes;
    private final AccountScope scope;
    private final AccountStore accounts;

    ActivationConsole(ActivationCodes codes, AccountScope scope, AccountStore accounts) {
        this.codes = codes;
        this.scope = scope;
        this.accounts = accounts;
    }

    @GetMapping("/console/teachers/{teacher}/activation")
    ModelAndView form(Actor actor, @PathVariable TeacherId teacher) {
        return view(scope.require(actor, teacher), accounts.userName(teacher), null);
    }

    @PostMapping("/console/teachers/{teacher}/activation")
    ModelAndView issue(Actor actor, @PathVariable TeacherId teacher) {
        var issued = codes.issue(actor, teacher);
        return view(issued.person(), issued.username(), issued);
    }

    private static ModelAndView view(PersonCard person, @Nullable String username, ActivationCodes.@Nullable Issued issued) {
        var model = new HashMap<String, Object>();
        model.put("person", person);
        model.put("username", username);
        model.put("issued", issued);
        return new ModelAndView("identity/issue-code", model);
    }
}
