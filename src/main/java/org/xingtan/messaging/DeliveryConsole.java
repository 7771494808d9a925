package org.xingtan.messaging;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;

/** The operator's page about what goes out. */
@Controller
@RequestMapping("/console/messaging")
class DeliveryConsole {

    private final Delivery delivery;

    DeliveryConsole(Delivery delivery) {
        this.delivery = delivery;
    }

    @GetMapping
    ModelAndView look(Actor actor) {
        return new ModelAndView("messaging/delivery", Map.of("lines", delivery.lines(actor), "dead", delivery.dead(actor)));
    }

    @PostMapping("/test")
    String test(Actor actor) {
        delivery.test(actor);
        return "redirect:/me/messages";
    }

    @PostMapping("/retry")
    String retry(Actor actor) {
        delivery.retry(actor);
        return "redirect:/console/messaging";
    }

    @PostMapping("/dead/{id}/removal")
    String discard(Actor actor, @PathVariable String id) {
        delivery.discard(actor, Uuids.parse(id));
        return "redirect:/console/messaging";
    }
}
