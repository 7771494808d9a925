package org.xingtan.support;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;

/** The desks of an administrator's units. */
@Controller
@RequestMapping("/console/desks")
class DeskConsole {

    private final HelpDesks desks;
    private final KeepDesk keep;
    private final Organizations organizations;
    private final Access access;

    DeskConsole(HelpDesks desks, KeepDesk keep, Organizations organizations, Access access) {
        this.desks = desks;
        this.keep = keep;
        this.organizations = organizations;
        this.access = access;
    }

    @GetMapping
    ModelAndView list(Actor actor) {
        var scope = access.scope(actor, Task.ANSWER_QUESTIONS);
        if (scope.isEmpty()) {
            throw new NotFound("desks");
        }
        return new ModelAndView("support/desks").addObject("desks", desks.inside(scope)).addObject("units", organizations.roots(scope))
            .addObject("segments", desks.segments()).addObject("id", Uuids.next());
    }

    @PostMapping
    String open(Actor actor, @RequestParam String id, @ModelAttribute KeepDesk.Typed typed) {
        keep.open(actor, Uuids.parse(id), typed);
        return "redirect:/console/desks";
    }

    @PostMapping("/{id}/end")
    String end(Actor actor, @PathVariable String id) {
        keep.end(actor, Uuids.parse(id));
        return "redirect:/console/desks";
    }
}
