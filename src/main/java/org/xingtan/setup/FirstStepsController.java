package org.xingtan.setup;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The operator's checklist of a platform that is being set up. */
@Controller
class FirstStepsController {

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area setupConsoleArea() {
            return new Area("setup", "setup.area", Area.Group.SYSTEM, "tick", Task.OPERATE, 0);
        }
    }

    private final FirstSteps steps;

    FirstStepsController(FirstSteps steps) {
        this.steps = steps;
    }

    @GetMapping("/console/setup")
    ModelAndView steps(Actor actor) {
        return new ModelAndView("setup/first-steps", "way", steps.of(actor));
    }
}
