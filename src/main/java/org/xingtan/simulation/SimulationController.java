package org.xingtan.simulation;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.xingtan.authoring.DraftCard;
import org.xingtan.authoring.EditDraft;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.notice.Authorities;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;

/** What a draft would do, unit by unit inside the reader's scope, with names for those who may see the people. */
@Controller
@RequestMapping("/console/programs/drafts/{id}/simulation")
class SimulationController {

    private final EditDraft drafts;
    private final Simulate simulate;
    private final Simulations simulations;
    private final Authorities authorities;
    private final Access access;

    SimulationController(EditDraft drafts, Simulate simulate, Simulations simulations, Authorities authorities, Access access) {
        this.drafts = drafts;
        this.simulate = simulate;
        this.simulations = simulations;
        this.authorities = authorities;
        this.access = access;
    }

    @GetMapping
    String figures(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String unit, Model model) {
        var draft = drafts.find(actor, Uuids.parse(id));
        var simulation = simulations.of(draft.id());
        model.addAttribute("draft", draft);
        simulation.ifPresent(it -> model.addAttribute("simulation", it));
        if (simulation.isPresent() && simulation.get().finishedAt() != null) {
            var shown = unit(actor, draft, unit);
            model.addAttribute("unit", simulations.figures(simulation.get().id(), shown.path()));
            model.addAttribute("units", simulations.below(simulation.get().id(), shown.id().value(), authorities.scope(actor)));
            model.addAttribute("names", access.scope(actor, Task.VIEW_TEACHERS).contains(shown.path()));
        }
        return "simulation/figures";
    }

    @PostMapping
    String ask(Actor actor, @PathVariable String id) {
        var draft = drafts.find(actor, Uuids.parse(id));
        simulate.ask(actor, draft);
        return "redirect:" + draft.href() + "/simulation";
    }

    /** The people behind a figure; 404 where they are not the reader's to see. */
    @GetMapping("/{figure}")
    String people(Actor actor, @PathVariable String id, @PathVariable String figure, @RequestParam(required = false) @Nullable String unit,
                  @RequestParam(required = false) @Nullable String after, Model model) {
        var draft = drafts.find(actor, Uuids.parse(id));
        var shown = unit(actor, draft, unit);
        access.require(actor, Task.VIEW_TEACHERS, shown.id());
        model.addAttribute("draft", draft);
        model.addAttribute("figure", figure);
        model.addAttribute("unit", shown);
        model.addAttribute("people", simulations.people(draft, figure, shown.path(), after));
        return "simulation/people";
    }

    private OrganizationCard unit(Actor actor, DraftCard draft, @Nullable String asked) {
        return asked == null || asked.isEmpty() ? draft.owner() : authorities.require(actor, OrganizationId.of(asked));
    }
}
