package org.xingtan.report;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;

/** The drill-down from the nation to the person. */
@Controller
class StatisticsController {

    private final LookAtStatistics look;

    StatisticsController(LookAtStatistics look) {
        this.look = look;
    }

    @GetMapping("/console/statistics")
    ModelAndView statistics(Actor actor, @ModelAttribute StatisticsQuestion question) {
        return new ModelAndView("report/statistics", "view", look.at(actor, question));
    }
}
