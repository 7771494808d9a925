package org.xingtan.notice;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;

/** The notices of the organizations that somebody writes for: drafts, what is published, and what was withdrawn. */
@Controller
@RequestMapping("/console/notices")
class NoticeConsole {

    private final WriteNotice write;
    private final WithdrawNotice withdraw;
    private final NoticeDrafts drafts;
    private final Notices notices;
    private final Authorities authorities;

    NoticeConsole(WriteNotice write, WithdrawNotice withdraw, NoticeDrafts drafts, Notices notices, Authorities authorities) {
        this.write = write;
        this.withdraw = withdraw;
        this.drafts = drafts;
        this.notices = notices;
        this.authorities = authorities;
    }

    @GetMapping
    String list(Actor actor, @RequestParam(required = false) @Nullable String after, Model model) {
        var scope = authorities.scope(actor);
        model.addAttribute("drafts", drafts.within(scope));
        model.addAttribute("notices", notices.owned(scope, after));
        return "notice/console";
    }

    @GetMapping("/new")
    String begin(Actor actor, Model model) {
        return form(actor, write.begin(actor), model);
    }

    @GetMapping("/drafts/{id}")
    String draft(Actor actor, @PathVariable String id, Model model) {
        var known = Uuids.parse(id);
        if (notices.isThere(known)) {
            return "redirect:/notices/" + known;
        }
        return form(actor, write.find(actor, known), model);
    }

    @PostMapping("/drafts/{id}")
    String save(Actor actor, @PathVariable String id, @ModelAttribute NoticeForm form) {
        var draft = saved(actor, id, form);
        return "redirect:/console/notices/drafts/" + draft;
    }

    /** Saved first, so that what was typed is kept when something is missing. */
    @PostMapping("/drafts/{id}/publication")
    String publish(Actor actor, @PathVariable String id, @ModelAttribute NoticeForm form) {
        var draft = saved(actor, id, form);
        write.publish(actor, draft);
        return "redirect:/notices/" + draft;
    }

    @PostMapping("/drafts/{id}/discard")
    String discard(Actor actor, @PathVariable String id) {
        write.discard(actor, Uuids.parse(id));
        return "redirect:/console/notices";
    }

    @PostMapping("/{id}/withdrawal")
    String withdraw(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") String reason) {
        var notice = Uuids.parse(id);
        withdraw.withdraw(actor, notice, reason);
        return "redirect:/notices/" + notice;
    }

    private UUID saved(Actor actor, String id, NoticeForm form) {
        authorities.scope(actor);
        var draft = Uuids.parse(id);
        write.save(actor, draft, form.ownerId(), form.content(), form.uploads(), form.versionRead());
        return draft;
    }

    private String form(Actor actor, NoticeDraftCard draft, Model model) {
        model.addAttribute("draft", draft);
        model.addAttribute("owners", authorities.offered(actor));
        model.addAttribute("files", write.files(draft.content()));
        model.addAttribute("others", notices.latest(100));
        if (draft.version() > 0) {
            model.addAttribute("verdict", write.verdict(draft.content()));
        }
        return "notice/draft";
    }
}
