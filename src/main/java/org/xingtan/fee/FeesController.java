package org.xingtan.fee;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;

/** What a teacher's courses cost, and who pays. */
@Controller
class FeesController {

    private final LookAtFees look;

    FeesController(LookAtFees look) {
        this.look = look;
    }

    @GetMapping("/fees")
    ModelAndView mine(Actor actor) {
        return new ModelAndView("fee/fees", "rows", look.mine(actor));
    }
}
