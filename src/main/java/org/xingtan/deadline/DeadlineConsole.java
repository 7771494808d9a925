package org.xingtan.deadline;

import java.util.Locale;
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

/** The windows and deadlines of units, for those who answer for them. */
@Controller
class DeadlineConsole {

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area deadlineConsoleArea() {
            return new Area("deadlines", "deadline.area", Area.Group.FIGURES, "clock", Task.VIEW_STATISTICS, 7);
        }
    }

    private final Months months;

    DeadlineConsole(Months months) {
        this.months = months;
    }

    @GetMapping("/console/deadlines")
    ModelAndView calendar(Actor actor, @RequestParam(required = false) @Nullable String month, @RequestParam(defaultValue = "month") String view, Locale locale) {
        return new ModelAndView("deadline/console", "view", months.offices(actor, month, view.equals("list"), locale));
    }
}
