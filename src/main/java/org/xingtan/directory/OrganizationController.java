package org.xingtan.directory;

import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;

@Controller
class OrganizationController {

    private final LookAtOrganization look;
    private final Vocabulary vocabulary;

    OrganizationController(LookAtOrganization look, Vocabulary vocabulary) {
        this.look = look;
        this.vocabulary = vocabulary;
    }

    /** Where an administrator of one organization begins is that organization. */
    @GetMapping("/console/organizations")
    ModelAndView roots(Actor actor) {
        var roots = look.roots(actor);
        return roots.size() == 1 ? new ModelAndView("redirect:/console/organizations/" + roots.getFirst().id())
            : new ModelAndView("directory/roots").addObject("roots", roots);
    }

    @GetMapping("/console/organizations/{id}")
    ModelAndView one(Actor actor, @PathVariable OrganizationId id, @RequestParam(required = false) @Nullable String after) {
        var organization = look.at(actor, id);
        return new ModelAndView("directory/organization")
            .addObject("organization", organization)
            .addObject("trail", look.trail(actor, organization))
            .addObject("children", look.children(actor, id, after, null))
            .addObject("count", look.childCount(actor, id))
            .addObject("vocabulary", vocabulary);
    }

    @GetMapping("/console/organizations/{id}/teachers")
    ModelAndView teachers(Actor actor, @PathVariable OrganizationId id, @RequestParam(defaultValue = "") String q,
                          @RequestParam(required = false) @Nullable String after) {
        var organization = look.at(actor, id);
        var model = new HashMap<String, Object>();
        model.put("organization", organization);
        model.put("trail", look.trail(actor, organization));
        model.put("people", look.teachers(actor, id, q, after, null));
        model.put("count", look.count(actor, id, q));
        model.put("counted", LookAtOrganization.COUNTED);
        model.put("search", q);
        model.put("manages", look.manages(actor, organization));
        model.put("vocabulary", vocabulary);
        return new ModelAndView("directory/teachers", model);
    }
}
