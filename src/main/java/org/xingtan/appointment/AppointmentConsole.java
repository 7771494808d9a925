package org.xingtan.appointment;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.audit.Export;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** Who is appointed to what in the reader's units, and which of them have no administrator. */
@Controller
class AppointmentConsole {

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area appointmentConsoleArea() {
            return new Area("appointments", "appointment.area", Area.Group.PEOPLE, "person", Task.MANAGE_APPOINTMENTS, 5);
        }
    }

    private final LookAtAppointments look;
    private final ExportAppointments export;

    AppointmentConsole(LookAtAppointments look, ExportAppointments export) {
        this.look = look;
        this.export = export;
    }

    @PostMapping("/console/appointments/export")
    void export(Actor actor, @RequestParam OrganizationId organization, @RequestParam(required = false) @Nullable String role,
                @RequestParam(defaultValue = "false") boolean past, @ModelAttribute Export.Why why, Locale locale, HttpServletResponse response)
            throws IOException {
        var taken = export.begin(actor, look.unit(actor, organization), LookAtAppointments.role(role), past, look.today(), why);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"appointments-" + taken.export().day() + ".csv\"");
        response.setHeader("Cache-Control", "no-store");
        export.write(taken, locale, response.getOutputStream());
    }

    @GetMapping("/console/appointments")
    ModelAndView list(Actor actor, @RequestParam(required = false) @Nullable OrganizationId organization,
                      @RequestParam(required = false) @Nullable String role, @RequestParam(defaultValue = "false") boolean past,
                      @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("appointment/list", "view", look.at(actor, organization, role, past, after));
    }

    @GetMapping("/console/appointments/vacancies")
    ModelAndView vacancies(Actor actor, @RequestParam OrganizationId organization, @RequestParam(required = false) @Nullable String after) {
        var unit = look.unit(actor, organization);
        return new ModelAndView("appointment/vacancies")
            .addObject("unit", unit)
            .addObject("count", look.vacancyCount(actor, unit))
            .addObject("vacancies", look.vacancies(actor, unit, after));
    }

    @GetMapping("/console/appointments/history")
    ModelAndView history(Actor actor, @RequestParam OrganizationId organization) {
        var unit = look.unit(actor, organization);
        List<Office> offices = look.history(unit);
        return new ModelAndView("appointment/history")
            .addObject("unit", unit)
            .addObject("offices", offices)
            .addObject("today", look.today());
    }
}
