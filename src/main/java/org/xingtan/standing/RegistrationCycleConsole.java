package org.xingtan.standing;

import org.jspecify.annotations.Nullable;
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
        return new ModelAndView("standing/cycle", "view", keep.of(actor, organization == null ? null : OrganizationId.of(organization)));
    }

    @PostMapping("/organizations/{id}/registration-cycle")
    String keep(Actor actor, @PathVariable String id, @ModelAttribute KeepRegistrationCycle.Form form) {
        keep.keep(actor, OrganizationId.of(id), form);
        return "redirect:/console/standing/registration-cycle?organization=" + OrganizationId.of(id);
    }
}
