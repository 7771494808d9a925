package org.xingtan.study;

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
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Area;
import org.xingtan.safety.OccasionSource;

/** Plans of school-based study: made and handed in by a unit, answered by the authority above it. */
@Controller
@RequestMapping("/console/study")
class StudyConsole {

    /** Its place in the console, and what is held in person. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area studyConsoleArea() {
            return new Area("study", "study.area", Area.Group.IN_PERSON, "people", Task.MANAGE_STUDY, 2);
        }

        @Bean
        OccasionSource studyOccasions() {
            return new OccasionSource("STUDY", "study.occasion", "study.occasion_card");
        }
    }

    private final LookAtStudy look;
    private final KeepPlan keep;
    private final StudyScope scope;
    private final Organizations organizations;

    StudyConsole(LookAtStudy look, KeepPlan keep, StudyScope scope, Organizations organizations) {
        this.look = look;
        this.keep = keep;
        this.scope = scope;
        this.organizations = organizations;
    }

    @GetMapping
    ModelAndView overview(Actor actor, @RequestParam(required = false) @Nullable Integer year, @RequestParam(required = false) @Nullable OrganizationId organization,
                          @ModelAttribute StudyView.After after) {
        var mine = scope.of(actor);
        if (year != null && (year < 2000 || year > 2200)) {
            throw new Problem(400, "error.malformed");
        }
        var shown = year == null ? look.today().getYear() : year;
        return new ModelAndView("study/console", "view", organization == null ? look.overview(actor, organizations.roots(mine), shown, after)
            : look.below(actor, scope.look(actor, organization), shown, after));
    }

    @GetMapping("/plans/new")
    ModelAndView form(Actor actor, @RequestParam OrganizationId organization) {
        return form(scope.act(actor, organization), Uuids.next().toString(), PlanForm.EMPTY, null);
    }

    @PostMapping("/plans")
    ModelAndView draft(Actor actor, @RequestParam OrganizationId organization, @RequestParam String id, @ModelAttribute PlanForm form) {
        var unit = scope.act(actor, organization);
        var verdict = keep.verdict(unit, form, null);
        if (!verdict.met()) {
            return form(unit, id, form, verdict);
        }
        return new ModelAndView("redirect:/console/study/plans/" + keep.draft(actor, Uuids.parse(id), organization, form));
    }

    private ModelAndView form(OrganizationCard unit, String id, PlanForm form, @Nullable Verdict wrong) {
        var view = new ModelAndView("study/plan-form").addObject("unit", unit).addObject("id", id).addObject("form", form).addObject("action", "/console/study/plans")
            .addObject("year", look.today().getYear()).addObject("asked", look.asked(unit, form.on().orElse(look.today().getYear())));
        if (wrong != null) {
            view.addObject("wrong", wrong).setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return view;
    }

    @GetMapping("/plans/{id}")
    ModelAndView plan(Actor actor, @PathVariable UUID id) {
        return new ModelAndView("study/plan").addObject("view", look.plan(actor, id)).addObject("form", EventForm.EMPTY);
    }

    @GetMapping("/plans/{id}/form")
    ModelAndView change(Actor actor, @PathVariable UUID id) {
        var view = look.plan(actor, id);
        scope.act(actor, view.plan().unit());
        return form(view.unit(), id.toString(), PlanForm.of(view.plan()), null).addObject("action", view.plan().href());
    }

    @PostMapping("/plans/{id}")
    ModelAndView change(Actor actor, @PathVariable UUID id, @ModelAttribute PlanForm form) {
        var view = look.plan(actor, id);
        var verdict = keep.verdict(view.unit(), form, view.plan());
        if (!verdict.met()) {
            return form(view.unit(), id.toString(), form, verdict).addObject("action", view.plan().href());
        }
        keep.change(actor, id, form);
        return new ModelAndView("redirect:/console/study/plans/" + id);
    }

    @PostMapping("/plans/{id}/submission")
    String submit(Actor actor, @PathVariable UUID id) {
        keep.submit(actor, id);
        return "redirect:/console/study/plans/" + id;
    }

    @PostMapping("/plans/{id}/decision")
    String decide(Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable Integer shown, @RequestParam String decision,
                  @RequestParam(defaultValue = "") String reason) {
        look.plan(actor, id);
        var state = switch (decision) {
            case "CONFIRMED" -> Plan.State.CONFIRMED;
            case "RETURNED" -> Plan.State.RETURNED;
            default -> throw new Problem(400, "error.malformed");
        };
        keep.decide(actor, id, shown, state, reason.strip());
        return "redirect:/console/study";
    }

    @PostMapping("/plans/{id}/undoing")
    String undo(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        keep.undo(actor, id, reason.strip());
        return "redirect:/console/study/plans/" + id;
    }
}
