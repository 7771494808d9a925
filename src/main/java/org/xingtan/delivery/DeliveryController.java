package org.xingtan.delivery;

import java.util.List;
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

/** The sessions of a teacher's trainings in person, his saying that he is there, his asking for leave, what else he has to be at then, and the way to an appeal. */
@Controller
@RequestMapping("/delivery")
class DeliveryController {

    private final LookAtMine look;
    private final CheckIn checkIn;
    private final AskLeave leave;
    private final MyAppeals appeals;
    private final Clashes clashes;

    DeliveryController(LookAtMine look, CheckIn checkIn, AskLeave leave, MyAppeals appeals, Clashes clashes) {
        this.look = look;
        this.checkIn = checkIn;
        this.leave = leave;
        this.appeals = appeals;
        this.clashes = clashes;
    }

    @GetMapping
    ModelAndView mine(Actor actor) {
        return new ModelAndView("delivery/mine", "view", look.mine(actor));
    }

    @GetMapping("/sessions/{id}")
    ModelAndView session(Actor actor, @PathVariable UUID id) {
        var view = look.one(actor, id);
        return new ModelAndView("delivery/attend", "view", view).addObject("appeal", appeals.way(actor.teacher(), Appeal.Kind.SESSION, id))
            .addObject("clashes", view.isToCome() ? clashes.of(actor.teacher(), view.session()) : List.of());
    }

    @PostMapping("/sessions/{id}/check-in")
    String checkIn(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String code) {
        checkIn.checkIn(actor, id, code);
        return "redirect:/delivery/sessions/" + id;
    }

    @PostMapping("/sessions/{id}/leave")
    String ask(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        leave.ask(actor, id, reason.strip());
        return "redirect:/delivery/sessions/" + id;
    }

    @PostMapping("/sessions/{id}/leave/withdrawal")
    String withdraw(Actor actor, @PathVariable UUID id) {
        leave.withdraw(actor, id);
        return "redirect:/delivery/sessions/" + id;
    }
}
