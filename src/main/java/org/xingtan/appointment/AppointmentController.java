package org.xingtan.appointment;

import java.util.HashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;

/** Appointing, handing over and ending by forms. */
@Controller
class AppointmentController {

    private final LookAtAppointments look;
    private final Giving giving;
    private final Appointee appointee;
    private final AppointPerson appoint;
    private final EndAppointment end;

    AppointmentController(LookAtAppointments look, Giving giving, Appointee appointee, AppointPerson appoint, EndAppointment end) {
        this.look = look;
        this.giving = giving;
        this.appointee = appointee;
        this.appoint = appoint;
        this.end = end;
    }

    @GetMapping("/console/appointments/new")
    ModelAndView form(Actor actor, @RequestParam OrganizationId organization, @ModelAttribute AppointmentForm form,
                      @RequestParam(defaultValue = "") String q) {
        return form(actor, organization, form, q, null);
    }

    @PostMapping("/console/appointments/new")
    Object appoint(Actor actor, @RequestParam OrganizationId organization, @ModelAttribute AppointmentForm form,
                   @RequestParam(defaultValue = "") String q) {
        var verdict = appoint.verdict(actor, giving.require(actor, organization), form);
        if (!verdict.met()) {
            return form(actor, organization, form, q, verdict);
        }
        var appointed = appoint.appoint(actor, organization, form);
        return appointed.id() == null ? "redirect:/console/appointments?organization=" + organization
            : "redirect:/console/appointments/" + appointed.teacher() + "/" + appointed.id();
    }

    @GetMapping("/console/appointments/{teacher}/{id}")
    ModelAndView one(Actor actor, @PathVariable TeacherId teacher, @PathVariable UUID id, @RequestParam(defaultValue = "") String q) {
        return one(actor, end.at(actor, teacher, id), AppointmentForm.EMPTY, q, null);
    }

    @PostMapping("/console/appointments/{teacher}/{id}/end")
    String end(Actor actor, @PathVariable TeacherId teacher, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        end.end(actor, teacher, id, reason);
        return "redirect:/console/appointments/" + teacher + "/" + id;
    }

    @PostMapping("/console/appointments/{teacher}/{id}/successor")
    Object handOver(Actor actor, @PathVariable TeacherId teacher, @PathVariable UUID id, @ModelAttribute AppointmentForm form,
                    @RequestParam(defaultValue = "") String q) {
        var office = end.at(actor, teacher, id);
        var verdict = end.successorVerdict(actor, office, form);
        if (!verdict.met()) {
            return one(actor, office, form, q, verdict);
        }
        var next = end.handOver(actor, office, form);
        return giving.roles(actor, office.path()).isEmpty() ? "redirect:/home" : "redirect:/console/appointments/" + next.teacher() + "/" + next.id();
    }

    private ModelAndView form(Actor actor, OrganizationId organization, AppointmentForm form, String q, @Nullable Verdict verdict) {
        var unit = giving.require(actor, organization);
        var model = new HashMap<String, Object>();
        model.put("unit", unit);
        model.put("form", form);
        model.put("roles", giving.roles(actor, unit.path()));
        model.put("search", q);
        model.put("candidates", appointee.candidates(giving.scope(actor), unit, q));
        model.put("verdict", verdict);
        return new ModelAndView("appointment/new", model, verdict == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView one(Actor actor, Office office, AppointmentForm form, String q, @Nullable Verdict verdict) {
        var person = appointee.card(office.teacher());
        var unit = giving.require(actor, office.unit());
        var model = new HashMap<String, Object>();
        model.put("office", office);
        model.put("person", person);
        model.put("state", office.state(look.today()));
        model.put("mayEnd", giving.mayEnd(actor, office));
        model.put("mayHandOver", giving.mayHandOver(actor, office));
        model.put("reachesPerson", person.path() != null && giving.scope(actor).contains(person.path()) && !office.teacher().equals(actor.teacher()));
        model.put("search", q);
        model.put("form", form);
        model.put("candidates", appointee.candidates(giving.scope(actor), unit, q));
        model.put("verdict", verdict);
        return new ModelAndView("appointment/one", model, verdict == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
