package org.xingtan.study;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.MyAppeals;
import org.xingtan.platform.Actor;
import org.xingtan.safety.Checklists;

/** The events a teacher is invited to, and his saying that he is there. */
@Controller
@RequestMapping("/study")
class StudyController {

    private final LookAtStudy look;
    private final MyAppeals appeals;
    private final CheckIn checkIn;
    private final Checklists safety;

    StudyController(LookAtStudy look, MyAppeals appeals, CheckIn checkIn, Checklists safety) {
        this.look = look;
        this.appeals = appeals;
        this.checkIn = checkIn;
        this.safety = safety;
    }

    @GetMapping
    ModelAndView mine(Actor actor) {
        return new ModelAndView("study/mine", "view", look.mine(actor));
    }

    @GetMapping("/events/{id}")
    ModelAndView event(Actor actor, @PathVariable UUID id) {
        return new ModelAndView("study/invited", "view", look.one(actor, id)).addObject("appeal", appeals.way(actor.teacher(), Appeal.Kind.ATTENDANCE, id))
            .addObject("safety", safety.state(id).orElse(null));
    }

    @PostMapping("/events/{id}/check-in")
    String checkIn(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String code) {
        checkIn.checkIn(actor, id, code);
        return "redirect:/study/events/" + id;
    }
}
