package org.xingtan.home;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;

/** The first page of the console: the numbers that need a hand today. */
@Controller
class ConsoleController {

    private final LookAtConsole look;

    ConsoleController(LookAtConsole look) {
        this.look = look;
    }

    @GetMapping("/console")
    ModelAndView console(Actor actor, @RequestParam(required = false) @Nullable String organization) {
        return look.elsewhere(actor).map(page -> new ModelAndView("redirect:" + page))
            .orElseGet(() -> new ModelAndView("home/console", "view", look.at(actor, organization)));
    }
}
