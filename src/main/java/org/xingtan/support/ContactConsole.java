package org.xingtan.support;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.audit.Export;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;

/** The contacts of units: asked for by a notice, reported when they change, taken away with a reason. */
@Controller
@RequestMapping("/console/contacts")
class ContactConsole {

    private final LookAtContacts look;
    private final ReportContact report;
    private final PublishContactForm publish;

    ContactConsole(LookAtContacts look, ReportContact report, PublishContactForm publish) {
        this.look = look;
        this.report = report;
        this.publish = publish;
    }

    @GetMapping
    ModelAndView contacts(Actor actor, @RequestParam(defaultValue = "") String done) {
        return new ModelAndView("support/contacts", "view", look.at(actor, List.of("reported", "unchanged").contains(done) ? done : ""));
    }

    @PostMapping("/forms")
    String publish(Actor actor, @RequestParam String organization, @RequestParam(defaultValue = "") String number,
                   @RequestParam(defaultValue = "") List<String> field, @RequestParam(defaultValue = "") String due) {
        publish.publish(actor, OrganizationId.of(organization), number, field, due);
        return "redirect:/console/contacts";
    }

    @GetMapping("/forms/{notice}/{owner}")
    ModelAndView answers(Actor actor, @PathVariable String notice, @PathVariable OrganizationId owner) {
        return new ModelAndView("support/contact-answers", "answers", look.answers(actor, Uuids.parse(notice), owner));
    }

    @PostMapping("/reports/{notice}/{organization}")
    String report(Actor actor, @PathVariable String notice, @PathVariable OrganizationId organization, @RequestParam Map<String, String> typed) {
        var changed = report.report(actor, organization, Uuids.parse(notice), typed);
        return "redirect:/console/contacts?done=" + (changed ? "reported" : "unchanged");
    }

    @PostMapping("/forms/{notice}/{owner}/export")
    void export(Actor actor, @PathVariable String notice, @PathVariable OrganizationId owner, @ModelAttribute Export.Why why, Locale locale, HttpServletResponse response) throws IOException {
        var answers = look.answers(actor, Uuids.parse(notice), owner);
        var export = look.begin(actor, answers, why);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"contacts-" + export.day() + ".csv\"");
        response.setHeader("Cache-Control", "no-store");
        look.write(export, answers, locale, response.getOutputStream());
    }
}
