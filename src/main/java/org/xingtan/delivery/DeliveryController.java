package org.xingtan.delivery;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;

/** The sessions of a teacher's trainings in person. */
@Controller
@RequestMapping("/delivery")
class DeliveryController {

    private final LookAtMine look;

    DeliveryController(LookAtMine look) {
        this.look = look;
    }

    @GetMapping
    ModelAndView mine(Actor actor) {
        return new ModelAndView("delivery/mine", "view", look.mine(actor));
    }

    @GetMapping("/sessions/{id}")
    ModelAndView session(Actor actor, @PathVariable UUID id) {
        return new ModelAndView("delivery/one", "view", look.one(actor, id));
    }
}
