package org.xingtan.monitoring;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.audit.Export;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.workbook.ListFile;

/** Not started, stuck, quiz failed: pages and their exports. */
@Controller
class ListController {

    private final LookAtList look;
    private final ExportList export;
    private final SavedLists saved;

    ListController(LookAtList look, ExportList export, SavedLists saved) {
        this.look = look;
        this.export = export;
        this.saved = saved;
    }

    @GetMapping("/console/monitoring/{kind}")
    ModelAndView list(Actor actor, @PathVariable String kind, @ModelAttribute LookAtList.Question question) {
        return new ModelAndView("monitoring/list", "view", look.at(actor, kind, question));
    }

    /** Keeps the list under a name. */
    @PostMapping("/console/monitoring/{kind}/saved")
    String keep(Actor actor, @PathVariable String kind, @ModelAttribute LookAtList.Question question, @RequestParam(defaultValue = "") String name) {
        var list = look.list(actor, Task.VIEW_STATISTICS, kind, question);
        saved.keep(actor, list, name);
        return "redirect:/console/monitoring/" + kind + "?" + list.query();
    }

    @PostMapping("/console/monitoring/{kind}/saved/{id}/removal")
    String forget(Actor actor, @PathVariable String kind, @PathVariable String id, @ModelAttribute LookAtList.Question question) {
        var list = look.list(actor, Task.VIEW_STATISTICS, kind, question);
        saved.remove(actor, Uuids.parse(id));
        return "redirect:/console/monitoring/" + kind + "?" + list.query();
    }

    @PostMapping("/console/monitoring/{kind}/export")
    void export(Actor actor, @PathVariable String kind, @ModelAttribute LookAtList.Question question, @ModelAttribute Export.Why why,
                @RequestParam(defaultValue = "xlsx") String file, Locale locale, HttpServletResponse response) throws IOException {
        var list = look.list(actor, Task.VIEW_STATISTICS, kind, question);
        var as = ListFile.of(file);
        var taken = export.take(actor, list, as, why, locale);
        response.setContentType(as.mediaType());
        response.setHeader("Content-Disposition",
            "attachment; filename=\"" + kind + "-" + list.unit().code() + "-" + taken.export().day() + "." + as.ending() + "\"");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLengthLong(taken.size());
        taken.send(response.getOutputStream());
    }
}
