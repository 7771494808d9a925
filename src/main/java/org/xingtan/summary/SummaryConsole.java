package org.xingtan.summary;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;

/** Summary reports: ask for them, write and hand them in, accept or return them. */
@Controller
@RequestMapping("/console/summaries")
class SummaryConsole {

    private final LookAtSummaries look;
    private final OpenCall open;
    private final WriteSummary write;
    private final ReviewSummary review;
    private final ServeAttachment serve;

    SummaryConsole(LookAtSummaries look, OpenCall open, WriteSummary write, ReviewSummary review, ServeAttachment serve) {
        this.look = look;
        this.open = open;
        this.write = write;
        this.review = review;
        this.serve = serve;
    }

    @GetMapping
    ModelAndView list(Actor actor, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("summary/calls", "list", look.list(actor, after));
    }

    @GetMapping("/new")
    ModelAndView form(Actor actor, @RequestParam(required = false) @Nullable String organization) {
        return new ModelAndView("summary/form", "form", look.form(actor, organization));
    }

    @PostMapping
    String open(Actor actor, @RequestParam String id, @RequestParam OrganizationId organization, @RequestParam String title,
                @RequestParam(defaultValue = "") String instructions,
                @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate endedOn, @RequestParam int days) {
        open.open(actor, new OpenCall.Order(Uuids.parse(id), organization, title, instructions, endedOn, days));
        return "redirect:/console/summaries/" + id;
    }

    @GetMapping("/{id}")
    ModelAndView call(Actor actor, @PathVariable String id) {
        return new ModelAndView("summary/call", "view", look.call(actor, Uuids.parse(id)));
    }

    @GetMapping("/{id}/units/{unit}")
    ModelAndView summary(Actor actor, @PathVariable String id, @PathVariable OrganizationId unit) {
        return new ModelAndView("summary/summary", "view", look.summary(actor, Uuids.parse(id), unit));
    }

    /** Saved as a draft, or handed in. */
    @PostMapping("/{id}/units/{unit}")
    String write(Actor actor, @PathVariable String id, @PathVariable OrganizationId unit, @RequestParam int version, SummaryText text,
                 @RequestParam(required = false) @Nullable List<MultipartFile> files, @RequestParam(required = false) @Nullable String handIn) {
        var words = new WriteSummary.Words(Uuids.parse(id), unit, version, text, files == null ? List.of() : files);
        if (handIn == null) {
            write.save(actor, words);
        } else {
            write.submit(actor, words);
        }
        return page(id, unit);
    }

    @PostMapping("/{id}/units/{unit}/withdrawal")
    String withdraw(Actor actor, @PathVariable String id, @PathVariable OrganizationId unit) {
        write.withdraw(actor, Uuids.parse(id), unit);
        return page(id, unit);
    }

    @PostMapping("/{id}/units/{unit}/review")
    String review(Actor actor, @PathVariable String id, @PathVariable OrganizationId unit, @RequestParam int version, @RequestParam boolean accepted,
                  @RequestParam(defaultValue = "") String reason) {
        review.decide(actor, Uuids.parse(id), unit, version, accepted, reason);
        return page(id, unit);
    }

    @GetMapping("/{id}/units/{unit}/attachments/{document}")
    ResponseEntity<Resource> attachment(Actor actor, @PathVariable String id, @PathVariable OrganizationId unit, @PathVariable String document,
                                        @RequestHeader HttpHeaders request) {
        return serve.serve(actor, Uuids.parse(id), unit, DocumentId.of(document), request);
    }

    @PostMapping("/{id}/units/{unit}/attachments/{document}/removal")
    String detach(Actor actor, @PathVariable String id, @PathVariable OrganizationId unit, @PathVariable String document, @RequestParam int version) {
        write.detach(actor, Uuids.parse(id), unit, version, DocumentId.of(document));
        return page(id, unit);
    }

    private static String page(String id, OrganizationId unit) {
        return "redirect:/console/summaries/" + Uuids.parse(id) + "/units/" + unit;
    }
}
