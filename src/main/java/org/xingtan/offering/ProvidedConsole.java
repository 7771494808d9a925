package org.xingtan.offering;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;
import org.xingtan.platform.web.Page;
import org.xingtan.safety.Checklists;

/** What a provider gives, beside the place where he hands in hours. */
@Controller
class ProvidedConsole {

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area providedConsoleArea() {
            return new Area("offerings/provided", "offering.provided", Area.Group.TRAINING, "list", Task.GIVE_COURSES, 6);
        }
    }

    private final Provided provided;
    private final Checklists safety;

    ProvidedConsole(Provided provided, Checklists safety) {
        this.provided = provided;
        this.safety = safety;
    }

    @GetMapping("/console/offerings/provided")
    ModelAndView provided(Actor actor, @RequestParam(required = false) @Nullable String after) {
        var page = provided.by(actor, after, Page.limit(null));
        return new ModelAndView("offering/provided", "page", page).addObject("safety", safety.states(page.items().stream().map(Provided.Course::id).toList()));
    }
}
