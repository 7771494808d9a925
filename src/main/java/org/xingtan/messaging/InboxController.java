package org.xingtan.messaging;

import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;

/** The inbox: what one has been told, newest first. Nothing is read by looking at the list. */
@Controller
@RequestMapping("/me/messages")
class InboxController {

    private final Inbox inbox;

    InboxController(Inbox inbox) {
        this.inbox = inbox;
    }

    @GetMapping
    ModelAndView list(Actor actor, @RequestParam(defaultValue = "") String shelf, @RequestParam(required = false) @Nullable String after,
                      @RequestParam(required = false) @Nullable String archived) {
        var chosen = switch (shelf) {
            case "unread" -> Messages.Shelf.UNREAD;
            case "archived" -> Messages.Shelf.ARCHIVED;
            default -> Messages.Shelf.ALL;
        };
        var model = new HashMap<String, Object>();
        model.put("shelf", chosen.name());
        model.put("messages", inbox.page(actor.teacher(), chosen, after));
        model.put("archived", archived == null ? null : inbox.find(actor.teacher(), Uuids.parse(archived)).orElse(null));
        return new ModelAndView("messaging/inbox", model);
    }

    /** Reads it and goes where it leads. */
    @PostMapping("/{id}/opening")
    String open(Actor actor, @PathVariable String id) {
        var link = inbox.read(actor.teacher(), Uuids.parse(id)).link();
        return "redirect:" + (link == null ? "/me/messages" : link);
    }

    @PostMapping("/{id}/reading")
    String read(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") String shelf) {
        inbox.read(actor.teacher(), Uuids.parse(id));
        return back(shelf);
    }

    @PostMapping("/{id}/reading/removal")
    String unread(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") String shelf) {
        inbox.unread(actor.teacher(), Uuids.parse(id));
        return back(shelf);
    }

    @PostMapping("/reading")
    String readAll(Actor actor) {
        inbox.readAll(actor.teacher());
        return back("");
    }

    @PostMapping("/{id}/archive")
    String archive(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") String shelf) {
        var message = Uuids.parse(id);
        inbox.archive(actor.teacher(), message);
        var list = back(shelf);
        return list + (list.indexOf('?') < 0 ? "?" : "&") + "archived=" + message;
    }

    @PostMapping("/{id}/archive/removal")
    String restore(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") String shelf) {
        inbox.restore(actor.teacher(), Uuids.parse(id));
        return back(shelf);
    }

    private static String back(String shelf) {
        return switch (shelf) {
            case "unread", "archived" -> "redirect:/me/messages?shelf=" + shelf;
            default -> "redirect:/me/messages";
        };
    }
}
