package org.xingtan.validation;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.audit.Export;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Area;
import org.xingtan.platform.workbook.ListFile;

/** A year of a unit: how far its people have come, who they are, confirming them, and taking it away. */
@Controller
@RequestMapping("/console/validation")
class ValidationConsole {

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area validationConsoleArea() {
            return new Area("validation", "validation.area", Area.Group.HOURS, "certificate", LookAtUnit.LOOK, 4);
        }
    }

    private final LookAtUnit look;
    private final ConfirmUnit confirm;
    private final ReportRegistration registration;
    private final ExportValidations export;

    ValidationConsole(LookAtUnit look, ConfirmUnit confirm, ReportRegistration registration, ExportValidations export) {
        this.look = look;
        this.confirm = confirm;
        this.registration = registration;
        this.export = export;
    }

    @GetMapping
    ModelAndView unit(Actor actor, @RequestParam(required = false) @Nullable String organization, @RequestParam(required = false) @Nullable Integer year) {
        return new ModelAndView("validation/console", "view", look.at(actor, organization, year));
    }

    @GetMapping("/people")
    ModelAndView people(Actor actor, @RequestParam(required = false) @Nullable String organization, @RequestParam(required = false) @Nullable Integer year,
                        @RequestParam(defaultValue = "ALL") String which, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("validation/people", "list", look.people(actor, organization, year, which, after));
    }

    @GetMapping("/confirmation")
    ModelAndView preview(Actor actor, @RequestParam(required = false) @Nullable String organization, @RequestParam(required = false) @Nullable Integer year) {
        return new ModelAndView("validation/confirmation", "preview", confirm.preview(actor, organization, year));
    }

    @PostMapping("/confirmation")
    String confirm(Actor actor, @RequestParam String organization, @RequestParam int year, @RequestParam(defaultValue = "") String seen) {
        confirm.confirm(actor, organization, year, seen);
        return people(organization, year, "UNIT_CONFIRMED");
    }

    @PostMapping("/confirmation/withdrawal")
    String withdraw(Actor actor, @RequestParam String organization, @RequestParam int year) {
        confirm.withdraw(actor, organization, year);
        return people(organization, year, "CONFIRMED");
    }

    private static String people(String organization, int year, String which) {
        return "redirect:/console/validation/people?organization=" + organization + "&year=" + year + "&which=" + which;
    }

    @GetMapping("/registration")
    ModelAndView registration(Actor actor, @RequestParam(required = false) @Nullable String organization, @RequestParam(required = false) @Nullable Integer year,
                              @RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("validation/registration", "report", registration.of(actor, organization, year, q, after));
    }

    @PostMapping("/export")
    void export(Actor actor, @RequestParam(required = false) @Nullable String organization, @RequestParam(required = false) @Nullable Integer year,
                @ModelAttribute Export.Why why, @RequestParam(defaultValue = "xlsx") String file, Locale locale, HttpServletResponse response) throws IOException {
        send(export.year(actor, organization, year, ListFile.of(file), why, locale), ListFile.of(file), response);
    }

    @PostMapping("/registration/export")
    void exportRegistration(Actor actor, @RequestParam(required = false) @Nullable String organization, @RequestParam(required = false) @Nullable Integer year,
                            @ModelAttribute Export.Why why, @RequestParam(defaultValue = "xlsx") String file, Locale locale, HttpServletResponse response) throws IOException {
        send(export.registration(actor, organization, year, ListFile.of(file), why, locale), ListFile.of(file), response);
    }

    private void send(ExportValidations.Taken taken, ListFile as, HttpServletResponse response) throws IOException {
        response.setContentType(as.mediaType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(taken.name()).build().toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        taken.file().send(response.getOutputStream());
    }
}
