package org.xingtan.appeal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.audit.Export;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** Appeals for those who decide: what waits, one after another, and what was decided. */
@Controller
@RequestMapping("/console/appeals")
class AppealConsole {

    private final LookAtAppeals look;
    private final DecideAppeal decide;
    private final ExportAppeals export;
    private final Attachments attachments;

    AppealConsole(LookAtAppeals look, DecideAppeal decide, ExportAppeals export, Attachments attachments) {
        this.look = look;
        this.decide = decide;
        this.export = export;
        this.attachments = attachments;
    }

    @GetMapping
    ModelAndView list(Actor actor, @RequestParam(required = false) @Nullable String which, @RequestParam(required = false) @Nullable String kind,
                      @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("appeal/console", "list", look.list(actor, AppealFilter.of(which, kind), after));
    }

    @GetMapping("/{teacher}/{id}")
    ModelAndView one(Actor actor, @PathVariable String teacher, @PathVariable String id) {
        return new ModelAndView("appeal/case", "view", look.one(actor, TeacherId.of(teacher), Uuids.parse(id)));
    }

    @GetMapping("/{teacher}/{id}/attachments/{document}")
    ResponseEntity<Resource> attachment(Actor actor, @PathVariable String teacher, @PathVariable String id, @PathVariable String document,
                                        @RequestHeader HttpHeaders request) {
        return attachments.take(actor, look.one(actor, TeacherId.of(teacher), Uuids.parse(id)), DocumentId.of(document), request);
    }

    /** Then to the next one that waits, or back to the list. */
    @PostMapping("/{teacher}/{id}/decision")
    String decide(Actor actor, @PathVariable String teacher, @PathVariable String id, @RequestParam String decision,
                  @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "") String hours) {
        decide.decide(actor, TeacherId.of(teacher), Uuids.parse(id), decision(decision), new Matter.Remedy(hours(hours), AppealForm.cut(reason)));
        return "redirect:" + look.next(actor).map(AppealQueue.Row::href).orElse("/console/appeals");
    }

    @PostMapping("/export")
    void export(Actor actor, @RequestParam(required = false) @Nullable String which, @RequestParam(required = false) @Nullable String kind,
                @ModelAttribute Export.Why why, Locale locale, HttpServletResponse response) throws IOException {
        var taken = export.begin(actor, AppealFilter.of(which, kind), why);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"appeals-" + taken.export().day() + ".csv\"");
        response.setHeader("Cache-Control", "no-store");
        export.write(taken, locale, response.getOutputStream());
    }

    private static Appeal.State decision(String name) {
        return switch (name) {
            case "GRANTED" -> Appeal.State.GRANTED;
            case "REJECTED" -> Appeal.State.REJECTED;
            default -> throw new Problem(400, "error.malformed");
        };
    }

    private static @Nullable CreditHours hours(String text) {
        if (text.isBlank()) {
            return null;
        }
        if (!text.strip().matches("[0-9]{1,4}(\\.[0-9]{1,2})?")) {
            throw new Problem(422, "appeal.hours.format");
        }
        return CreditHours.of(text.strip());
    }
}
