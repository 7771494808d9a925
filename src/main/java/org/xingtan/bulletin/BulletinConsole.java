package org.xingtan.bulletin;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;

/** Bulletins: draft, preview, publish, put right, read. */
@Controller
@RequestMapping("/console/bulletins")
class BulletinConsole {

    private final LookAtBulletins look;
    private final DraftBulletin draft;
    private final EditBulletin edit;
    private final PublishBulletin publish;

    BulletinConsole(LookAtBulletins look, DraftBulletin draft, EditBulletin edit, PublishBulletin publish) {
        this.look = look;
        this.draft = draft;
        this.edit = edit;
        this.publish = publish;
    }

    @GetMapping
    ModelAndView list(Actor actor, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("bulletin/bulletins", "list", look.list(actor, after));
    }

    @GetMapping("/new")
    ModelAndView form(Actor actor, @RequestParam(required = false) @Nullable String organization) {
        return new ModelAndView("bulletin/form", "form", look.form(actor, organization));
    }

    @GetMapping("/{id}")
    ModelAndView bulletin(Actor actor, @PathVariable BulletinId id, @RequestParam(required = false) @Nullable String unit) {
        return new ModelAndView("bulletin/bulletin", "view", look.at(actor, id, unit));
    }

    @PostMapping
    String begin(Actor actor, @RequestParam BulletinId id, @RequestParam OrganizationId organization, @RequestParam String subject,
                 @RequestParam int depth, @RequestParam String title, @RequestParam(defaultValue = "") String body,
                 @RequestParam(required = false) @Nullable String ranking, @RequestParam(defaultValue = "") String rankingReason) {
        draft.begin(actor, new DraftBulletin.Order(id, organization, Subject.of(subject), depth, BulletinText.of(title, body, ranking, rankingReason)));
        return page(id);
    }

    @PostMapping("/{id}")
    String write(Actor actor, @PathVariable BulletinId id, @RequestParam int version, @RequestParam String title,
                 @RequestParam(defaultValue = "") String body, @RequestParam(required = false) @Nullable String ranking,
                 @RequestParam(defaultValue = "") String rankingReason) {
        edit.write(actor, id, version, BulletinText.of(title, body, ranking, rankingReason));
        return page(id);
    }

    @PostMapping("/{id}/figures")
    String refresh(Actor actor, @PathVariable BulletinId id, @RequestParam int version) {
        edit.refresh(actor, id, version);
        return page(id);
    }

    @PostMapping("/{id}/publication")
    String publish(Actor actor, @PathVariable BulletinId id, @RequestParam int version) {
        publish.publish(actor, id, version);
        return page(id);
    }

    @PostMapping("/{id}/correction")
    String correct(Actor actor, @PathVariable BulletinId id, @RequestParam BulletinId correction) {
        draft.correct(actor, id, correction);
        return page(correction);
    }

    @PostMapping("/{id}/removal")
    String discard(Actor actor, @PathVariable BulletinId id) {
        edit.discard(actor, id);
        return "redirect:/console/bulletins";
    }

    private static String page(BulletinId id) {
        return "redirect:/console/bulletins/" + id;
    }
}
