package org.xingtan.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;

/** One session in front of whoever keeps its training: who is there, and its end. */
@Controller
@RequestMapping("/console/delivery/sessions/{id}")
class SessionConsole {

    private final LookAtDelivery look;
    private final KeepSessions keep;
    private final EnterAttendance enter;
    private final CloseSession close;

    SessionConsole(LookAtDelivery look, KeepSessions keep, EnterAttendance enter, CloseSession close) {
        this.look = look;
        this.keep = keep;
        this.enter = enter;
        this.close = close;
    }

    @GetMapping
    ModelAndView session(Actor actor, @PathVariable UUID id) {
        var view = look.session(actor, id);
        return new ModelAndView("delivery/session").addObject("view", view).addObject("form", SessionForm.of(view.session()));
    }

    @PostMapping
    ModelAndView change(Actor actor, @PathVariable UUID id, @ModelAttribute SessionForm form) {
        var view = look.session(actor, id);
        var verdict = keep.verdict(view.training(), form, id);
        if (!verdict.met()) {
            var again = new ModelAndView("delivery/session").addObject("view", view).addObject("form", form).addObject("wrong", verdict);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        keep.change(actor, id, form);
        return new ModelAndView(back(id));
    }

    @PostMapping("/attendance")
    String enter(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") List<String> person, @RequestParam String state,
                 @RequestParam(defaultValue = "") String reason) {
        var meant = Arrays.stream(Attendance.State.values()).filter(it -> it.name().equals(state)).findFirst().orElseThrow(() -> new Problem(400, "error.malformed"));
        enter.enter(actor, id, person.stream().map(TeacherId::of).toList(), meant, reason.strip());
        return back(id);
    }

    @PostMapping("/closing")
    String close(Actor actor, @PathVariable UUID id) {
        close.close(actor, id);
        return back(id);
    }

    @PostMapping("/reopening")
    String reopen(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        close.reopen(actor, id, reason.strip());
        return back(id);
    }

    @PostMapping("/cancellation")
    String cancel(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        keep.cancel(actor, id, reason.strip());
        return back(id);
    }

    private static String back(UUID id) {
        return "redirect:/console/delivery/sessions/" + id;
    }
}
