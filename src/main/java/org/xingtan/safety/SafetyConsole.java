package org.xingtan.safety;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
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
import org.xingtan.platform.Refused;
import org.xingtan.platform.web.Area;
import org.xingtan.platform.workbook.ListFile;

/** What units hold in person, and the checklist of each. */
@Controller
@RequestMapping("/console/safety")
class SafetyConsole {

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area safetyConsoleArea() {
            return new Area("safety", "safety.area", Area.Group.IN_PERSON, "shield", LookAtSafety.TASK, 4);
        }
    }

    private final LookAtSafety look;
    private final AnswerChecklist answer;
    private final ExportSafety export;

    SafetyConsole(LookAtSafety look, AnswerChecklist answer, ExportSafety export) {
        this.look = look;
        this.answer = answer;
        this.export = export;
    }

    @GetMapping
    ModelAndView list(Actor actor, @ModelAttribute LookAtSafety.Asked asked, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("safety/list", "view", look.list(actor, asked, after));
    }

    @GetMapping("/{id}")
    ModelAndView one(Actor actor, @PathVariable UUID id) {
        return new ModelAndView("safety/one", "view", look.one(actor, id));
    }

    @PostMapping("/{id}")
    ModelAndView answer(Actor actor, @PathVariable UUID id, @RequestParam Map<String, String> fields) {
        var form = ChecklistForm.of(fields);
        try {
            answer.answer(actor, id, form);
            return new ModelAndView("redirect:/console/safety/" + id);
        } catch (Refused refused) {
            return again(look.one(actor, id).over(form, refused.verdict()), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Overtaken overtaken) {
            return again(look.one(actor, id).over(overtaken.meanwhile()), HttpStatus.CONFLICT);
        }
    }

    private static ModelAndView again(SafetyView.One view, HttpStatus status) {
        var again = new ModelAndView("safety/one", "view", view);
        again.setStatus(status);
        return again;
    }

    @PostMapping("/export")
    void export(Actor actor, @ModelAttribute LookAtSafety.Asked asked, @RequestParam(defaultValue = "xlsx") String file, @ModelAttribute Export.Why why, Locale locale,
                HttpServletResponse response) throws IOException {
        var as = ListFile.of(file);
        var taken = export.begin(actor, asked, why);
        response.setContentType(as.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"safety-" + taken.day() + "." + as.ending() + "\"");
        response.setHeader("Cache-Control", "no-store");
        export.write(taken, as, locale, response.getOutputStream());
    }
}
