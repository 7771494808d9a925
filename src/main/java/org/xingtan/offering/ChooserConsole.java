package org.xingtan.offering;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
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

/** Who of a unit has chosen in a term: the page, its export, and the reminder to those who have something left to do. */
@Controller
@RequestMapping(ChooserView.PAGE)
class ChooserConsole {

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area chooserConsoleArea() {
            return new Area("offerings/teachers", "offering.choosers", Area.Group.FIGURES, "list", Task.VIEW_TEACHERS, 6);
        }
    }

    private final LookAtChoosers look;
    private final ExportChoosers export;
    private final RemindChoosers remind;

    ChooserConsole(LookAtChoosers look, ExportChoosers export, RemindChoosers remind) {
        this.look = look;
        this.export = export;
        this.remind = remind;
    }

    @GetMapping
    ModelAndView list(Actor actor, @RequestParam Map<String, String> address, @RequestParam(required = false) @Nullable String after,
                      @RequestParam(required = false) @Nullable UUID sent) {
        return new ModelAndView("offering/choosers", "view", look.at(actor, LookAtChoosers.Question.of(address), after)).addObject("sent", remind.sent(actor, sent));
    }

    @PostMapping("/reminder")
    String remind(Actor actor, @RequestParam Map<String, String> address, @RequestParam String id, @RequestParam(required = false) @Nullable String note) {
        var reminder = Uuids.parse(id);
        var decided = remind.remind(actor, reminder, LookAtChoosers.Question.of(address), note);
        var asked = decided.required();
        return "redirect:" + ChooserView.PAGE + ChooserView.query(decided.unit(), asked.term(), asked.year(), decided.which()) + "&sent=" + reminder;
    }

    @PostMapping("/export")
    void export(Actor actor, @RequestParam Map<String, String> address, @RequestParam(defaultValue = "xlsx") String file, @ModelAttribute Export.Why why, Locale locale,
                HttpServletResponse response) throws IOException {
        var as = ListFile.of(file);
        var taken = export.take(actor, LookAtChoosers.Question.of(address), as, why, locale);
        response.setContentType(as.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"choosers-" + taken.export().day() + "." + as.ending() + "\"");
        response.setHeader("Cache-Control", "no-store");
        taken.send(response.getOutputStream());
    }
}
