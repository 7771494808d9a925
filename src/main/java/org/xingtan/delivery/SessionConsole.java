package org.xingtan.delivery;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.enrollment.CheckCode;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;

/** One session in front of whoever keeps its training: who is there, and its end. */
@Controller
@RequestMapping("/console/delivery/sessions/{id}")
class SessionConsole {

    /** What is done with a session. */
    @Component
    record Acts(KeepSessions keep, EnterAttendance enter, CloseSession close, AskLeave leave) {}

    private final LookAtDelivery look;
    private final Sessions sessions;
    private final Acts acts;
    private final Clock clock;

    SessionConsole(LookAtDelivery look, Sessions sessions, Acts acts, Clock clock) {
        this.look = look;
        this.sessions = sessions;
        this.acts = acts;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView session(Actor actor, @PathVariable UUID id) {
        var view = look.session(actor, id);
        return new ModelAndView("delivery/session").addObject("view", view).addObject("form", SessionForm.of(view.session()));
    }

    @PostMapping
    ModelAndView change(Actor actor, @PathVariable UUID id, @ModelAttribute SessionForm form) {
        var view = look.session(actor, id);
        var verdict = acts.keep().verdict(view.training(), form, id);
        if (!verdict.met()) {
            var again = new ModelAndView("delivery/session").addObject("view", view).addObject("form", form).addObject("wrong", verdict);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        acts.keep().change(actor, id, form);
        return new ModelAndView(back(id));
    }

    @PostMapping("/attendance")
    String enter(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") List<String> person, @RequestParam String state,
                 @RequestParam(defaultValue = "false") boolean all, @RequestParam(defaultValue = "") String reason) {
        var meant = Arrays.stream(Attendance.State.values()).filter(it -> it.name().equals(state)).findFirst().orElseThrow(() -> new Problem(400, "error.malformed"));
        if (all) {
            acts.enter().enterAll(actor, id, meant, reason.strip());
        } else {
            acts.enter().enter(actor, id, person.stream().map(TeacherId::of).toList(), meant, reason.strip());
        }
        return back(id);
    }

    /** On the screen in front of everybody. */
    @GetMapping("/code")
    ModelAndView code(Actor actor, @PathVariable UUID id) {
        var view = look.screen(actor, id);
        var now = clock.instant();
        return new ModelAndView("delivery/code").addObject("view", view).addObject("open", view.session().isPlanned() && view.session().checkIn().isOpen(now))
            .addObject("code", CheckCode.at(sessions.secret(id), now)).addObject("until", CheckCode.until(now));
    }

    @PostMapping("/leave")
    String answer(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") List<String> person, @RequestParam String decision,
                  @RequestParam(defaultValue = "") String answer) {
        if (!decision.equals("GRANTED") && !decision.equals("REFUSED")) {
            throw new Problem(400, "error.malformed");
        }
        acts.leave().answer(actor, id, person.stream().map(TeacherId::of).toList(), decision.equals("GRANTED"), answer.strip());
        return back(id);
    }

    @PostMapping("/closing")
    String close(Actor actor, @PathVariable UUID id) {
        acts.close().close(actor, id);
        return back(id);
    }

    @PostMapping("/reopening")
    String reopen(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        acts.close().reopen(actor, id, reason.strip());
        return back(id);
    }

    @PostMapping("/cancellation")
    String cancel(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        acts.keep().cancel(actor, id, reason.strip());
        return back(id);
    }

    private static String back(UUID id) {
        return "redirect:/console/delivery/sessions/" + id;
    }
}
