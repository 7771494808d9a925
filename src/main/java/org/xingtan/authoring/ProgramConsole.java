package org.xingtan.authoring;

import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.xingtan.notice.Authorities;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;

/** The programs of the organizations that somebody writes for: begin one, go on with a draft, extend and change what is out. */
@Controller
@RequestMapping("/console/programs")
class ProgramConsole {

    private final Authorities authorities;
    private final Drafts drafts;
    private final PublishedPrograms published;
    private final StartDraft start;
    private final ExtendProgram extend;

    ProgramConsole(Authorities authorities, Drafts drafts, PublishedPrograms published, StartDraft start, ExtendProgram extend) {
        this.authorities = authorities;
        this.drafts = drafts;
        this.published = published;
        this.start = start;
        this.extend = extend;
    }

    @GetMapping
    String list(Actor actor, Model model) {
        var scope = authorities.scope(actor);
        model.addAttribute("drafts", drafts.within(scope));
        model.addAttribute("templates", drafts.templates(scope));
        model.addAttribute("programs", published.within(scope));
        model.addAttribute("owners", authorities.offered(actor));
        model.addAttribute("next", Uuids.next().toString());
        return "authoring/programs";
    }

    /** Empty, or like a template or a program that was there. */
    @PostMapping("/drafts")
    String begin(Actor actor, @RequestParam MultiValueMap<String, String> sent) {
        authorities.scope(actor);
        var fields = new Fields(sent);
        var id = fields.id("draft");
        var owner = OrganizationId.of(fields.text("owner"));
        if (fields.has("like")) {
            start.like(actor, id, fields.id("like"), owner, fields.day("firstDay"));
        } else {
            start.empty(actor, id, owner, fields.text("title"));
        }
        return "redirect:/console/programs/drafts/" + id;
    }

    @GetMapping("/{id}")
    String program(Actor actor, @PathVariable String id, Locale locale, Model model) {
        var program = published.require(actor, ProgramId.of(id));
        model.addAttribute("page", published.page(program, locale));
        model.addAttribute("next", Uuids.next().toString());
        return "authoring/program";
    }

    @PostMapping("/{id}/change")
    String change(Actor actor, @PathVariable String id) {
        return "redirect:/console/programs/drafts/" + start.change(actor, ProgramId.of(id));
    }

    @PostMapping("/{id}/template")
    String template(Actor actor, @PathVariable String id, @RequestParam String template) {
        start.template(actor, Uuids.parse(template), Uuids.parse(id));
        return "redirect:/console/programs";
    }

    @PostMapping("/{id}/extension")
    String extend(Actor actor, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent) {
        authorities.scope(actor);
        var fields = new Fields(sent);
        var place = new ExtendProgram.Place(ProgramId.of(id), fields.idOrNone("phase"), fields.idOrNone("course"), fields.one("kind", Window.Kind.values()));
        extend.extend(actor, place, fields.day("last"), fields.text("reason"));
        return "redirect:/console/programs/" + place.program();
    }
}
