package org.xingtan.study;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.xingtan.audit.Export;
import org.xingtan.enrollment.CheckCode;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.workbook.ListFile;
import org.xingtan.safety.ChecklistForm;
import org.xingtan.safety.Overtaken;

/** Events in front of their leaders and of whoever acts for the unit: safety, the code, who is there, and the end. */
@Controller
@RequestMapping("/console/study")
class EventConsole {

    /** What is done with an event. */
    @org.springframework.stereotype.Component
    record Acts(KeepEvent keep, EnterAttendance enter, CloseEvent close, ExportAttendance export) {}

    private final LookAtStudy look;
    private final Events events;
    private final Acts acts;
    private final Clock clock;

    EventConsole(LookAtStudy look, Events events, Acts acts, Clock clock) {
        this.look = look;
        this.events = events;
        this.acts = acts;
        this.clock = clock;
    }

    @PostMapping("/plans/{plan}/events")
    ModelAndView set(Actor actor, @PathVariable UUID plan, @RequestParam String id, @ModelAttribute EventForm form) {
        var view = look.plan(actor, plan);
        var verdict = acts.keep().verdict(view.plan(), view.dayHours(), form);
        if (!verdict.met()) {
            var again = new ModelAndView("study/plan").addObject("view", view).addObject("form", form).addObject("wrong", verdict);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        return new ModelAndView("redirect:/console/study/events/" + acts.keep().set(actor, plan, Uuids.parse(id), form));
    }

    @GetMapping("/events/{id}")
    ModelAndView event(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String q) {
        return new ModelAndView("study/event", "view", look.event(actor, id, q.strip()));
    }

    /** On the screen in front of everybody. */
    @GetMapping("/events/{id}/code")
    ModelAndView code(Actor actor, @PathVariable UUID id) {
        var view = look.event(actor, id);
        acts.keep().require(actor, view.event());
        var now = clock.instant();
        return new ModelAndView("study/code").addObject("view", view).addObject("open", view.event().isOpenForCheckIn(now))
            .addObject("code", CheckCode.at(events.secret(id), now)).addObject("until", CheckCode.until(now));
    }

    @PostMapping("/events/{id}/risks")
    ModelAndView risks(Actor actor, @PathVariable UUID id, @RequestParam Map<String, String> fields) {
        var form = ChecklistForm.of(fields);
        try {
            acts.keep().answer(actor, id, form);
            return new ModelAndView("redirect:/console/study/events/" + id);
        } catch (Refused refused) {
            var view = look.event(actor, id);
            return again(view.over(form.over(view.safety())), HttpStatus.UNPROCESSABLE_CONTENT).addObject("unsafe", refused.verdict());
        } catch (Overtaken overtaken) {
            var other = overtaken.meanwhile();
            return again(look.event(actor, id).over(other.checklist()), HttpStatus.CONFLICT).addObject("meanwhile", other);
        }
    }

    private static ModelAndView again(StudyView.OneEvent view, HttpStatus status) {
        var again = new ModelAndView("study/event", "view", view);
        again.setStatus(status);
        return again;
    }

    @PostMapping("/events/{id}/attendance")
    ModelAndView tick(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") List<String> person) {
        var verdict = acts.enter().tick(actor, id, person.stream().map(TeacherId::of).toList());
        return verdict.met() ? new ModelAndView("redirect:/console/study/events/" + id)
            : new ModelAndView("study/event").addObject("view", look.event(actor, id)).addObject("elsewhere", verdict);
    }

    @PostMapping("/events/{id}/attendance/{person}")
    String correct(Actor actor, @PathVariable UUID id, @PathVariable String person, @RequestParam String state, @RequestParam(defaultValue = "") String reason) {
        var corrected = switch (state) {
            case "PRESENT" -> Attendance.State.PRESENT;
            case "LATE" -> Attendance.State.LATE;
            case "ABSENT" -> Attendance.State.ABSENT;
            default -> throw new Problem(400, "error.malformed");
        };
        acts.enter().correct(actor, id, TeacherId.of(person), corrected, reason.strip());
        return "redirect:/console/study/events/" + id;
    }

    @PostMapping("/events/{id}/closing")
    String close(Actor actor, @PathVariable UUID id) {
        acts.close().close(actor, id);
        return "redirect:/console/study/events/" + id;
    }

    @PostMapping("/events/{id}/reopening")
    String reopen(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        acts.close().reopen(actor, id, reason.strip());
        return "redirect:/console/study/events/" + id;
    }

    @PostMapping("/events/{id}/cancellation")
    String cancel(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String reason) {
        acts.keep().cancel(actor, id, reason.strip());
        return "redirect:/console/study/events/" + id;
    }

    @PostMapping("/events/{id}/export")
    void export(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "xlsx") String file, @ModelAttribute Export.Why why, Locale locale,
                HttpServletResponse response) throws IOException {
        var as = ListFile.of(file);
        var taken = acts.export().begin(actor, id, why);
        response.setContentType(as.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"attendance-" + taken.export().day() + "." + as.ending() + "\"");
        response.setHeader("Cache-Control", "no-store");
        acts.export().write(taken, as, locale, response.getOutputStream());
    }
}
