package org.xingtan.recognition;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.audit.Export;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.document.DocumentCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.web.Ui;

/** Hours from a workbook: hand one in, follow it, decide on its plan; and the confirming authority's one decision. */
@Controller
@RequestMapping("/console/recognition/imports")
public class ImportConsole {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /**
     * One import.
     *
     * @param reports whether the reader brings it in
     * @param acting  the unit for which the reader looks at it
     * @param decides whether it is his to confirm
     * @param waiting how many of its claims wait
     */
    public record View(ProviderImport one, Kind kind, DocumentCard workbook, List<ProviderImport.Remark> remarks, List<ReviewQueue.Row> claims, int waiting,
                       boolean reports, boolean decides, @Nullable Localized acting) {

        /** Why it is as it is; null when there is nothing to say. */
        public @Nullable String reason(Ui ui) {
            return one.reason() == null ? null : ui.t(one.reason(), one.arguments().toArray());
        }

        public String text(Ui ui, ProviderImport.Remark remark) {
            return ui.t(remark.finding().code(), remark.finding().arguments().toArray());
        }
    }

    private final HandInWorkbook desk;

    ImportConsole(HandInWorkbook desk) {
        this.desk = desk;
    }

    /** @param organization the unit that is meant; where the actor's scope begins when none is named */
    @GetMapping
    ModelAndView home(Actor actor, @RequestParam(required = false) @Nullable OrganizationId organization) {
        List<OrganizationCard> units = desk.units(actor, organization);
        var chosen = units.isEmpty() ? null : units.getFirst();
        return new ModelAndView("recognition/imports").addObject("units", units).addObject("kinds", chosen == null ? List.of() : desk.kinds(chosen))
            .addObject("imports", desk.newest(actor));
    }

    @GetMapping("/template.xlsx")
    void template(Actor actor, @RequestParam(required = false) @Nullable OrganizationId organization, Locale locale, HttpServletResponse response) throws IOException {
        var choices = desk.choices(actor, organization);
        attach(response, "recognitions.xlsx");
        desk.sheet().template(choices, locale, response.getOutputStream());
    }

    @PostMapping
    String upload(Actor actor, @RequestParam OrganizationId organization, @RequestParam String kind, @RequestParam MultipartFile file) {
        return "redirect:/console/recognition/imports/" + desk.handIn(actor, organization, kind, file);
    }

    @GetMapping("/{id}")
    ModelAndView one(Actor actor, @PathVariable UUID id) {
        return new ModelAndView("recognition/import", "view", desk.view(actor, id));
    }

    @PostMapping("/{id}/commit")
    String commit(Actor actor, @PathVariable UUID id) {
        desk.commit(actor, id);
        return "redirect:/console/recognition/imports/" + id;
    }

    @PostMapping("/{id}/discard")
    String discard(Actor actor, @PathVariable UUID id) {
        desk.discard(actor, id);
        return "redirect:/console/recognition/imports/" + id;
    }

    @PostMapping("/{id}/decision")
    String decide(Actor actor, @PathVariable UUID id, @RequestParam String decision, @RequestParam(defaultValue = "") String reason) {
        desk.look(actor, id);
        desk.decide(actor, id, RecognitionConsole.decision(decision), reason.strip());
        return "redirect:/console/recognition/imports/" + id;
    }

    @PostMapping("/{id}/marked.xlsx")
    void mark(Actor actor, @PathVariable UUID id, @ModelAttribute Export.Why why, Locale locale, HttpServletResponse response) throws IOException {
        var export = desk.takeMarked(actor, id, why);
        attach(response, "recognitions-marked.xlsx");
        desk.mark(export, id, locale, response.getOutputStream());
    }

    private static void attach(HttpServletResponse response, String name) {
        response.setContentType(XLSX);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "no-store");
    }
}
