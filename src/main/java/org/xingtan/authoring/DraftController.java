package org.xingtan.authoring;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.LocalAddress;

/** The pages of a draft, step by step, and what their forms do to it. */
@Controller
@RequestMapping("/console/programs/drafts/{id}")
class DraftController {

    private final EditDraft edit;
    private final PublishDraft publish;
    private final StartDraft start;
    private final DraftPages pages;
    private final TrackPage tracks;

    DraftController(EditDraft edit, PublishDraft publish, StartDraft start, DraftPages pages, TrackPage tracks) {
        this.edit = edit;
        this.publish = publish;
        this.start = start;
        this.pages = pages;
        this.tracks = tracks;
    }

    @GetMapping
    String draft(Actor actor, @PathVariable String id) {
        var draft = edit.find(actor, Uuids.parse(id));
        return draft.published() != null ? "redirect:/console/programs/" + draft.program()
            : "redirect:" + draft.href() + (draft.isChange() ? "/tracks" : "/basics");
    }

    @GetMapping("/{step}")
    String step(Actor actor, @PathVariable String id, @PathVariable String step, @RequestParam MultiValueMap<String, String> asked, Model model) {
        var draft = edit.find(actor, Uuids.parse(id));
        if (draft.published() != null) {
            return "redirect:/console/programs/" + draft.program();
        }
        return pages.show(draft, step, new Fields(asked), model);
    }

    @GetMapping("/tracks/{track}")
    String track(Actor actor, @PathVariable String id, @PathVariable String track, @RequestParam MultiValueMap<String, String> asked, Locale locale,
                 Model model) {
        return tracks.show(edit.find(actor, Uuids.parse(id)), track, new Fields(asked), locale, model);
    }

    @PostMapping("/acts/{act}")
    String act(Actor actor, @PathVariable String id, @PathVariable("act") String name, @RequestParam MultiValueMap<String, String> sent) {
        var draft = edit.find(actor, Uuids.parse(id));
        var act = (draft.isChange() ? Act.ofRules() : Act.all()).get(name);
        if (act == null) {
            throw new NotFound(name);
        }
        var fields = new Fields(sent);
        edit.change(actor, draft.id(), fields.number("version", 1, 999_999), digest(name, sent), it -> act.on(it, fields));
        return "redirect:" + LocalAddress.of(fields.text("next", Fields.TEXT));
    }

    @PostMapping("/publication")
    String publish(Actor actor, @PathVariable String id) {
        return "redirect:/console/programs/" + publish.publish(actor, Uuids.parse(id));
    }

    @PostMapping("/discard")
    String discard(Actor actor, @PathVariable String id) {
        edit.discard(actor, Uuids.parse(id));
        return "redirect:/console/programs";
    }

    @PostMapping("/template")
    String template(Actor actor, @PathVariable String id, @RequestParam String template) {
        return "redirect:/console/programs/drafts/" + start.template(actor, Uuids.parse(template), Uuids.parse(id));
    }

    /** The same form sent again is the same act. */
    private static String digest(String act, MultiValueMap<String, String> sent) {
        var fields = new TreeMap<>(sent);
        fields.remove("_csrf");
        return UUID.nameUUIDFromBytes((act + fields).getBytes(StandardCharsets.UTF_8)).toString();
    }
}
