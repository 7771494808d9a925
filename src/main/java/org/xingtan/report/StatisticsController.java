package org.xingtan.report;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The drill-down from the nation to the person. */
@Controller
class StatisticsController {

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area reportConsoleArea() {
            return new Area("statistics", "report.area", Area.Group.FIGURES, "chart", Task.VIEW_STATISTICS, 1);
        }
    }

    private final LookAtStatistics look;

    StatisticsController(LookAtStatistics look) {
        this.look = look;
    }

    @GetMapping("/console/statistics")
    ModelAndView statistics(Actor actor, @ModelAttribute StatisticsQuestion question) {
        return new ModelAndView("report/statistics", "view", look.at(actor, question));
    }
}
