package org.xingtan.appeal;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
import org.xingtan.document.Papers;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Uuids;

/** A teacher's appeals: file one, follow it, take it back or to the next level. */
@Controller
@RequestMapping("/appeals")
class AppealController {

    private final MyAppeals mine;
    private final FileAppeal file;
    private final MoveAppeal move;
    private final Attachments attachments;

    AppealController(MyAppeals mine, FileAppeal file, MoveAppeal move, Attachments attachments) {
        this.mine = mine;
        this.file = file;
        this.move = move;
        this.attachments = attachments;
    }

    @GetMapping
    ModelAndView list(Actor actor) {
        return new ModelAndView("appeal/mine", "appeals", mine.of(actor.teacher())).addObject("today", mine.today());
    }

    /** Without a subject, what can be appealed against. */
    @GetMapping("/new")
    ModelAndView form(Actor actor, @RequestParam(required = false) @Nullable String kind, @RequestParam(required = false) @Nullable String about) {
        return kind == null || about == null ? new ModelAndView("appeal/subjects", "offered", mine.offered(actor.teacher()))
            : new ModelAndView("appeal/new", "form", mine.form(actor.teacher(), kind(kind), Uuids.parse(about)));
    }

    @PostMapping
    ModelAndView file(Actor actor, @RequestParam String id, @RequestParam String kind, @RequestParam String about,
                      @RequestParam(defaultValue = "") String statement, @RequestParam(required = false) @Nullable List<MultipartFile> files) {
        var form = mine.form(actor.teacher(), kind(kind), Uuids.parse(about)).with(Uuids.parse(id), statement);
        if (form.problem() != null) {
            var again = new ModelAndView("appeal/new", "form", form);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        try {
            var filed = file.file(actor, new FileAppeal.Filing(form.id(), form.subject(), form.statement(), files == null ? List.of() : files));
            return new ModelAndView("redirect:/appeals/" + filed.id());
        } catch (Papers.NotTaken e) {
            var again = new ModelAndView("appeal/new", "form", form).addObject("refused", e);
            again.setStatus(HttpStatus.valueOf(e.status()));
            return again;
        }
    }

    @GetMapping("/{id}")
    ModelAndView one(Actor actor, @PathVariable String id) {
        return new ModelAndView("appeal/appeal", "file", mine.one(actor.teacher(), Uuids.parse(id)));
    }

    @GetMapping("/{id}/attachments/{document}")
    ResponseEntity<Resource> attachment(Actor actor, @PathVariable String id, @PathVariable String document, @RequestHeader HttpHeaders request) {
        return attachments.serve(actor.teacher(), Uuids.parse(id), DocumentId.of(document), request);
    }

    @PostMapping("/{id}/withdrawal")
    String withdraw(Actor actor, @PathVariable String id) {
        move.withdraw(actor, Uuids.parse(id));
        return "redirect:/appeals/" + id;
    }

    @PostMapping("/{id}/escalation")
    String escalate(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") String reason) {
        move.escalate(actor, Uuids.parse(id), AppealForm.cut(reason));
        return "redirect:/appeals/" + id;
    }

    /** @throws NotFound when there is no such kind */
    private static Appeal.Kind kind(String name) {
        for (var kind : Appeal.Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw new NotFound(name);
    }
}
