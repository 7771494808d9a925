package org.xingtan.planning;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;

/** What is planned for whoever looks. */
@Controller
class MyPlanController {

    private final LookAtMyPlans look;

    MyPlanController(LookAtMyPlans look) {
        this.look = look;
    }

    @GetMapping("/planning")
    ModelAndView mine(Actor actor) {
        return new ModelAndView("planning/mine", "plans", look.of(actor));
    }
}
