package org.xingtan.standing;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** How often teachers are registered, for whoever decides it. */
@Controller
@RequestMapping("/console/standing")
class RegistrationCycleConsole {

    private final KeepRegistrationCycle keep;

    RegistrationCycleConsole(KeepRegistrationCycle keep) {
        this.keep = keep;
    }

    @GetMapping("/registration-cycle")
    ModelAndView cycle(Actor actor, @RequestParam(required = false) @Nullable String organization) {
        var view = keep.of(actor, organization == null ? null : OrganizationId.of(organization));
        return new ModelAndView("standing/cycle", "view", view).addObject("form", view.form());
    }

    @PostMapping("/organizations/{id}/registration-cycle")
    ModelAndView keep(Actor actor, @PathVariable String id, @ModelAttribute KeepRegistrationCycle.Form form) {
        var view = keep.of(actor, OrganizationId.of(id));
        if (view.says() && !form.verdict().met()) {
            var again = new ModelAndView("standing/cycle", "view", view).addObject("form", form).addObject("wrong", form.verdict());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        keep.keep(actor, OrganizationId.of(id), form);
        return new ModelAndView("redirect:/console/standing/registration-cycle?organization=" + OrganizationId.of(id));
    }
}
