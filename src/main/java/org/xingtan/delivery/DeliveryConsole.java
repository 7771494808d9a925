package org.xingtan.delivery;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
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
import org.xingtan.audit.Export;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Area;
import org.xingtan.platform.workbook.ListFile;

/** Trainings in person in front of whoever keeps them: their days, and the sessions on them. */
@Controller
@RequestMapping("/console/delivery")
class DeliveryConsole {

    /** Its place in the console; whoever gives courses for others comes to it from these. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area trainingsInPersonArea() {
            return new Area("delivery", "delivery.area", Area.Group.IN_PERSON, "tick", Task.MANAGE_PROGRAMS, 1);
        }
    }

    private final LookAtDelivery look;
    private final KeepSessions keep;
    private final ExportSheet export;

    DeliveryConsole(LookAtDelivery look, KeepSessions keep, ExportSheet export) {
        this.look = look;
        this.keep = keep;
        this.export = export;
    }

    @GetMapping
    ModelAndView overview(Actor actor, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("delivery/console", "view", look.overview(actor, after));
    }

    @GetMapping("/{id}")
    ModelAndView training(Actor actor, @PathVariable UUID id) {
        return new ModelAndView("delivery/training").addObject("view", look.training(actor, id)).addObject("form", SessionForm.EMPTY);
    }

    @PostMapping("/{id}/layout")
    String layOut(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        keep.layOut(actor, id, reason.strip());
        return "redirect:/console/delivery/" + id;
    }

    @PostMapping("/{id}/rule")
    String rule(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String minutes, @RequestParam(defaultValue = "false") boolean counts) {
        keep.rule(actor, id, minutes.strip(), counts);
        return "redirect:/console/delivery/" + id;
    }

    @PostMapping("/{id}/sessions")
    ModelAndView set(Actor actor, @PathVariable UUID id, @RequestParam String session, @ModelAttribute SessionForm form) {
        var view = look.training(actor, id);
        var verdict = keep.verdict(view.training(), form, Uuids.parse(session));
        if (!verdict.met()) {
            var again = new ModelAndView("delivery/training").addObject("view", view).addObject("form", form).addObject("wrong", verdict);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        return new ModelAndView("redirect:/console/delivery/sessions/" + keep.set(actor, id, Uuids.parse(session), form));
    }

    @PostMapping("/{id}/export")
    void export(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "xlsx") String file, @ModelAttribute Export.Why why, Locale locale,
                HttpServletResponse response) throws IOException {
        var as = ListFile.of(file);
        var taken = export.begin(actor, id, why);
        response.setContentType(as.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"attendance-" + taken.export().day() + "." + as.ending() + "\"");
        response.setHeader("Cache-Control", "no-store");
        export.write(taken, as, locale, response.getOutputStream());
    }
}
