package org.xingtan.planning;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.audit.Export;
import org.xingtan.audit.ExportFiles;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.workbook.ListFile;

/** How far a plan reaches: lines by units, and person by person; both to be taken away. */
@Controller
@RequestMapping("/console/planning/plans/{id}")
class PlanFiguresConsole {

    private final LookAtPlans look;
    private final LookAtPlanPeople people;
    private final ExportPlan export;
    private final RemindPlanned remind;

    PlanFiguresConsole(LookAtPlans look, LookAtPlanPeople people, ExportPlan export, RemindPlanned remind) {
        this.remind = remind;
        this.look = look;
        this.people = people;
        this.export = export;
    }

    @GetMapping("/units")
    ModelAndView units(Actor actor, @PathVariable UUID id, @ModelAttribute LookAtPlans.Asked asked) {
        return new ModelAndView("planning/units", "view", look.plan(actor, id, asked));
    }

    @PostMapping("/units/export")
    void units(Actor actor, @PathVariable UUID id, @ModelAttribute LookAtPlans.Asked asked, @RequestParam(defaultValue = "xlsx") String file, @ModelAttribute Export.Why why,
               Locale locale, HttpServletResponse response) throws IOException {
        var as = ListFile.of(file);
        send(export.units(actor, id, asked, as, why, locale), as, "plan-units", response);
    }

    @GetMapping("/people")
    ModelAndView people(Actor actor, @PathVariable UUID id, @ModelAttribute LookAtPlans.Asked asked, @ModelAttribute LookAtPlanPeople.Question question,
                        @RequestParam(required = false) @Nullable String after, @RequestParam(required = false) @Nullable UUID sent) {
        return new ModelAndView("planning/people", "view", people.at(actor, id, asked, question, after)).addObject("sent", remind.sent(actor, sent));
    }

    @PostMapping("/people/reminder")
    String remind(Actor actor, @PathVariable UUID id, @ModelAttribute LookAtPlans.Asked asked, @ModelAttribute LookAtPlanPeople.Question question,
                  @RequestParam String reminder, @RequestParam(required = false) @Nullable String note) {
        var sent = Uuids.parse(reminder);
        var decided = remind.remind(actor, sent, id, asked, question, note);
        var line = decided.asked().line();
        return "redirect:" + decided.place().beside("people") + "&which=" + decided.asked().which() + (line == null ? "" : "&line=" + line.id()) + "&sent=" + sent;
    }

    @PostMapping("/people/export")
    void people(Actor actor, @PathVariable UUID id, @ModelAttribute LookAtPlans.Asked asked, @ModelAttribute LookAtPlanPeople.Question question,
                @RequestParam(defaultValue = "xlsx") String file, @ModelAttribute Export.Why why, Locale locale, HttpServletResponse response) throws IOException {
        var as = ListFile.of(file);
        send(export.people(actor, id, asked, question, as, why, locale), as, "plan-people", response);
    }

    private static void send(ExportFiles.Ready taken, ListFile as, String name, HttpServletResponse response) throws IOException {
        response.setContentType(as.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "-" + taken.export().day() + "." + as.ending() + "\"");
        response.setHeader("Cache-Control", "no-store");
        taken.send(response.getOutputStream());
    }
}
