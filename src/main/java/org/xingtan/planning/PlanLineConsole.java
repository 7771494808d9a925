package org.xingtan.planning;

import java.util.List;
import java.util.UUID;
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
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;

/** The lines of a plan: whom they are for, and which trainings serve them. */
@Controller
@RequestMapping("/console/planning")
class PlanLineConsole {

    private final LookAtPlans look;
    private final KeepPlanLines keep;
    private final PlanScope scope;

    PlanLineConsole(LookAtPlans look, KeepPlanLines keep, PlanScope scope) {
        this.look = look;
        this.keep = keep;
        this.scope = scope;
    }

    @GetMapping("/plans/{id}/lines/new")
    ModelAndView form(Actor actor, @PathVariable UUID id) {
        return form(mine(actor, id), Uuids.next().toString(), LineForm.EMPTY, null, null);
    }

    @PostMapping("/plans/{id}/lines")
    ModelAndView add(Actor actor, @PathVariable UUID id, @RequestParam("id") String made, @ModelAttribute LineForm form) {
        var plan = mine(actor, id);
        var verdict = keep.verdict(plan, form, null);
        if (!verdict.met()) {
            return form(plan, made, form, null, verdict);
        }
        keep.add(actor, id, Uuids.parse(made), form);
        return new ModelAndView("redirect:/console/planning/lines/" + made);
    }

    private ModelAndView form(TrainingPlan plan, String id, LineForm form, @Nullable PlanLine line, @Nullable Verdict wrong) {
        var view = new ModelAndView("planning/line-form").addObject("plan", plan).addObject("unit", scope.unit(plan.unit())).addObject("id", id).addObject("form", form)
            .addObject("line", line).addObject("choices", look.choices(plan));
        if (wrong != null) {
            view.addObject("wrong", wrong).setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return view;
    }

    private TrainingPlan mine(Actor actor, UUID plan) {
        var found = look.place(actor, plan, LookAtPlans.Asked.NOTHING).plan();
        scope.keep(actor, found.unit());
        return found;
    }

    @GetMapping("/lines/{id}")
    ModelAndView line(Actor actor, @PathVariable UUID id, @ModelAttribute LookAtPlans.Asked asked, @RequestParam(required = false) @Nullable String q) {
        return new ModelAndView("planning/line", "view", look.line(actor, id, asked, q));
    }

    @GetMapping("/lines/{id}/form")
    ModelAndView change(Actor actor, @PathVariable UUID id) {
        var line = look.line(id);
        return form(mine(actor, line.plan()), id.toString(), LineForm.of(line), line, null);
    }

    @PostMapping("/lines/{id}")
    ModelAndView change(Actor actor, @PathVariable UUID id, @ModelAttribute LineForm form) {
        var line = look.line(id);
        var plan = mine(actor, line.plan());
        var verdict = keep.verdict(plan, form, line);
        if (!verdict.met() && !form.line(id, line.plan(), line.programs()).says(line)) {
            return form(plan, id.toString(), form, line, verdict);
        }
        keep.change(actor, id, form);
        return new ModelAndView("redirect:/console/planning/lines/" + id);
    }

    @PostMapping("/lines/{id}/removal")
    String remove(Actor actor, @PathVariable UUID id, @RequestParam String plan, @RequestParam(required = false) @Nullable String reason) {
        keep.remove(actor, id, reason);
        return "redirect:/console/planning/plans/" + Uuids.parse(plan);
    }

    @PostMapping("/lines/{id}/trainings")
    String serve(Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable List<String> program, @RequestParam(required = false) @Nullable String reason) {
        keep.serve(actor, id, program == null ? List.of() : program.stream().map(it -> new ProgramId(Uuids.parse(it))).toList(), reason);
        return "redirect:/console/planning/lines/" + id;
    }

    @PostMapping("/lines/{id}/trainings/removal")
    String release(Actor actor, @PathVariable UUID id, @RequestParam String program, @RequestParam(required = false) @Nullable String reason) {
        keep.release(actor, id, new ProgramId(Uuids.parse(program)), reason);
        return "redirect:/console/planning/lines/" + id;
    }
}
