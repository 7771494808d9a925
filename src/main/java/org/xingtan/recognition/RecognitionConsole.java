package org.xingtan.recognition;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
import org.xingtan.audit.AuditTrail;
import org.xingtan.audit.Export;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Area;
import org.xingtan.platform.workbook.ListFile;

/** Claims for those who review: what waits, one after another or many together, and what was decided. */
@Controller
@RequestMapping("/console/recognition")
class RecognitionConsole {

    /** Its places in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area recognitionConsoleArea() {
            return new Area("recognition", "recognition.area", Area.Group.HOURS, "certificate", Task.REVIEW_RECOGNITIONS, 2);
        }

        @Bean
        Area recognitionImportConsoleArea() {
            return new Area("recognition/imports", "recognition.imports", Area.Group.HOURS, "upload", Task.REPORT_HOURS, 3);
        }
    }

    /** What a reviewer takes out of the pages leaves its trace. */
    @org.springframework.stereotype.Component
    record Papers(Documents documents, AuditTrail audit) {}

    private final LookAtClaims look;
    private final ReviewClaim review;
    private final ReviewMany many;
    private final TakeBack takeBack;
    private final ExportClaims export;
    private final Papers papers;

    RecognitionConsole(LookAtClaims look, ReviewClaim review, ReviewMany many, TakeBack takeBack, ExportClaims export, Papers papers) {
        this.look = look;
        this.review = review;
        this.many = many;
        this.takeBack = takeBack;
        this.export = export;
        this.papers = papers;
    }

    @GetMapping
    ModelAndView list(Actor actor, @RequestParam(required = false) @Nullable String which, @RequestParam(required = false) @Nullable String kind,
                      @RequestParam(required = false) @Nullable String after, @RequestParam(required = false) @Nullable String done) {
        return new ModelAndView("recognition/console", "view", look.list(actor, ReviewQueue.Filter.of(which, kind), after, LookAtClaims.ROWS))
            .addObject("done", look.done(actor, done));
    }

    /** @param done the claim on which he has just decided */
    @GetMapping("/claims/{teacher}/{id}")
    ModelAndView one(Actor actor, @PathVariable String teacher, @PathVariable String id, @RequestParam(required = false) @Nullable String done) {
        return new ModelAndView("recognition/case", "view", look.inCase(actor, TeacherId.of(teacher), Uuids.parse(id))).addObject("done", look.done(actor, done));
    }

    @GetMapping("/claims/{teacher}/{id}/evidence/{document}")
    ResponseEntity<Resource> evidence(Actor actor, @PathVariable String teacher, @PathVariable String id, @PathVariable String document,
                                      @RequestHeader HttpHeaders request) {
        var one = look.inCase(actor, TeacherId.of(teacher), Uuids.parse(id));
        var wanted = DocumentId.of(document);
        var found = one.file().evidence().stream().filter(it -> it.id().equals(wanted)).findFirst().orElseThrow(() -> new NotFound(wanted));
        var answer = papers.documents().download(found.id(), request);
        papers.audit().record(actor, "recognition.evidence", "teacher:" + teacher, one.person() == null ? null : one.person().path(), null,
            Map.of("claim", id, "file", found.name(), "count", 1));
        return answer;
    }

    /** Then to the next one that waits, or back to the list. */
    @PostMapping("/claims/{teacher}/{id}/review")
    String review(Actor actor, @PathVariable String teacher, @PathVariable String id, @RequestParam(required = false) @Nullable Instant shown, @RequestParam String decision,
                  @RequestParam(defaultValue = "") String reason) {
        var claim = look.reviewed(actor, TeacherId.of(teacher), Uuids.parse(id)).claim();
        review.review(actor, claim.teacher(), claim.id(), shown, decision(decision), reason.strip());
        return "redirect:" + look.next(actor).map(row -> row.claim().href()).orElse("/console/recognition") + "?done=" + claim.teacher() + "." + claim.id();
    }

    @PostMapping("/claims/{teacher}/{id}/reviews/{review}/undoing")
    String undo(Actor actor, @PathVariable String teacher, @PathVariable String id, @PathVariable String review, @RequestParam(defaultValue = "") String reason) {
        takeBack.undo(actor, TeacherId.of(teacher), Uuids.parse(id), Uuids.parse(review), reason.strip());
        return "redirect:/console/recognition/claims/" + teacher + "/" + id;
    }

    @PostMapping("/bulk")
    ModelAndView preview(Actor actor, @RequestParam(defaultValue = "") List<String> claim) {
        look.scope(actor);
        return new ModelAndView("recognition/bulk").addObject("preview", many.preview(actor, claim)).addObject("outcomes", List.of());
    }

    @PostMapping("/bulk/decision")
    ModelAndView decide(Actor actor, @RequestParam(defaultValue = "") List<String> claim, @RequestParam String decision, @RequestParam(defaultValue = "") String reason) {
        look.scope(actor);
        return new ModelAndView("recognition/bulk").addObject("preview", null).addObject("outcomes", many.review(actor, claim, decision(decision), reason.strip()));
    }

    @PostMapping("/export")
    void export(Actor actor, @RequestParam(required = false) @Nullable String which, @RequestParam(required = false) @Nullable String kind,
                @RequestParam(defaultValue = "xlsx") String file, @ModelAttribute Export.Why why, Locale locale, HttpServletResponse response) throws IOException {
        var taken = export.begin(actor, ReviewQueue.Filter.of(which, kind), why, ListFile.of(file));
        response.setContentType(taken.as().mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"recognitions-" + taken.export().day() + "." + taken.as().ending() + "\"");
        response.setHeader("Cache-Control", "no-store");
        export.write(taken, locale, response.getOutputStream());
    }

    static Claim.Decision decision(String name) {
        for (var value : Claim.Decision.values()) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        throw new Problem(400, "error.malformed");
    }
}
