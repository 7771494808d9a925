package org.xingtan.report;

import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;

/** The last step of the drill-down: one person. */
@Controller
class TeacherController {

    private final LookAtTeacher look;
    private final Clock clock;

    TeacherController(LookAtTeacher look, Clock clock) {
        this.look = look;
        this.clock = clock;
    }

    @GetMapping("/console/teachers/{id}")
    ModelAndView teacher(Actor actor, @PathVariable TeacherId id) {
        return new ModelAndView("report/teacher", "view", look.at(actor, id, clock.instant()));
    }
}
