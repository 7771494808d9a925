package org.xingtan.planning;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Area;

/** Training plans of units: looked at from everywhere above and below, kept by the unit itself. */
@Controller
@RequestMapping("/console/planning")
class PlanningConsole {

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area planningConsoleArea() {
            return new Area("planning", "planning.area", Area.Group.TRAINING, "list", PlanScope.LOOK, 8);
        }
    }

    private final LookAtPlans look;
    private final KeepTrainingPlan keep;
    private final PlanScope scope;

    PlanningConsole(LookAtPlans look, KeepTrainingPlan keep, PlanScope scope) {
        this.look = look;
        this.keep = keep;
        this.scope = scope;
    }

    @GetMapping
    ModelAndView overview(Actor actor, @RequestParam(required = false) @Nullable String year, @RequestParam(required = false) @Nullable OrganizationId organization,
                          @RequestParam(required = false) @Nullable String after) {
        scope.of(actor);
        return new ModelAndView("planning/console", "view", look.overview(actor, organization, look.asked(year), after));
    }

    @GetMapping("/plans/new")
    ModelAndView form(Actor actor, @RequestParam OrganizationId organization) {
        return form(scope.keep(actor, organization), Uuids.next().toString(), PlanForm.EMPTY, null, null);
    }

    @PostMapping("/plans")
    ModelAndView draft(Actor actor, @RequestParam OrganizationId organization, @RequestParam String id, @ModelAttribute PlanForm form) {
        var unit = scope.keep(actor, organization);
        var verdict = keep.verdict(form, null);
        if (!verdict.met()) {
            return form(unit, id, form, null, verdict);
        }
        return new ModelAndView("redirect:/console/planning/plans/" + keep.draft(actor, Uuids.parse(id), organization, form));
    }

    private ModelAndView form(OrganizationCard unit, String id, PlanForm form, @Nullable TrainingPlan plan, @Nullable Verdict wrong) {
        var view = new ModelAndView("planning/plan-form").addObject("unit", unit).addObject("id", id).addObject("form", form).addObject("plan", plan)
            .addObject("year", look.year());
        if (wrong != null) {
            view.addObject("wrong", wrong).setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return view;
    }

    @GetMapping("/plans/{id}")
    ModelAndView plan(Actor actor, @PathVariable UUID id, @ModelAttribute LookAtPlans.Asked asked) {
        return new ModelAndView("planning/plan", "view", look.plan(actor, id, asked)).addObject("next", Uuids.next().toString()).addObject("year", look.year());
    }

    @GetMapping("/plans/{id}/form")
    ModelAndView change(Actor actor, @PathVariable UUID id) {
        var plan = look.place(actor, id, LookAtPlans.Asked.NOTHING).plan();
        return form(scope.keep(actor, plan.unit()), id.toString(), PlanForm.of(plan), plan, null);
    }

    @PostMapping("/plans/{id}")
    ModelAndView change(Actor actor, @PathVariable UUID id, @ModelAttribute PlanForm form) {
        var plan = look.place(actor, id, LookAtPlans.Asked.NOTHING).plan();
        var unit = scope.keep(actor, plan.unit());
        var verdict = keep.verdict(form, plan);
        if (!verdict.met() && !form.isSaidBy(plan)) {
            return form(unit, id.toString(), form, plan, verdict);
        }
        keep.change(actor, id, form);
        return new ModelAndView("redirect:/console/planning/plans/" + id);
    }

    @PostMapping("/plans/{id}/publication")
    String publish(Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable String shown) {
        keep.publish(actor, id, shown);
        return "redirect:/console/planning/plans/" + id;
    }

    @PostMapping("/plans/{id}/copies")
    String copy(Actor actor, @PathVariable UUID id, @RequestParam String made, @RequestParam(required = false) @Nullable String year) {
        return "redirect:/console/planning/plans/" + keep.copy(actor, id, Uuids.parse(made), year);
    }

    @PostMapping("/plans/{id}/withdrawal")
    String withdraw(Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable String reason) {
        keep.withdraw(actor, id, reason);
        return "redirect:/console/planning/plans/" + id;
    }
}
