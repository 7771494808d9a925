package org.xingtan.monitoring;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Window;

/** Not started, stuck, quiz failed: pages and their exports. */
@Controller
class ListController {

    private final LookAtList look;
    private final ExportList export;

    ListController(LookAtList look, ExportList export) {
        this.look = look;
        this.export = export;
    }

    @GetMapping("/console/monitoring/{kind}")
    ModelAndView list(Actor actor, @PathVariable String kind, @ModelAttribute LookAtList.Question question) {
        return new ModelAndView("monitoring/list", "view", look.at(actor, kind, question));
    }

    @GetMapping("/console/monitoring/{kind}/export")
    void export(Actor actor, @PathVariable String kind, @ModelAttribute LookAtList.Question question, Locale locale,
                HttpServletResponse response) throws IOException {
        var list = look.list(actor, kind, question);
        var day = LocalDate.ofInstant(list.asOf(), Window.ZONE).format(DateTimeFormatter.BASIC_ISO_DATE);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + kind + "-" + list.unit().code() + "-" + day + ".csv\"");
        response.setHeader("Cache-Control", "no-store");
        export.export(actor, list, locale, response.getOutputStream());
    }
}
