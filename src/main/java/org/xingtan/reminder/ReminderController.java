package org.xingtan.reminder;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.monitoring.LookAtList;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Uuids;
import org.xingtan.program.Programs;

/** Reminders: look before, send, take back, look after. */
@Controller
@RequestMapping("/console/reminders")
class ReminderController {

    private static final String PAUSE = "3";

    private final LookAtReminders look;
    private final RemindListed remind;
    private final Programs programs;

    ReminderController(LookAtReminders look, RemindListed remind, Programs programs) {
        this.look = look;
        this.remind = remind;
        this.programs = programs;
    }

    @GetMapping
    ModelAndView list(Actor actor, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("reminder/list", "reminders", look.page(actor, after));
    }

    @GetMapping("/new")
    ModelAndView preview(Actor actor, @RequestParam(defaultValue = "not-started") String list, @ModelAttribute LookAtList.Question question,
                         @RequestParam(defaultValue = PAUSE) String pause) {
        return new ModelAndView("reminder/preview", "preview", look.preview(actor, list, question, days(pause)));
    }

    @PostMapping
    String send(Actor actor, @RequestParam String id, @RequestParam String list, @ModelAttribute LookAtList.Question question,
                @RequestParam(defaultValue = PAUSE) String pause, @RequestParam(defaultValue = "") String note) {
        var reminder = Uuids.parse(id);
        remind.remind(actor, reminder, list, question, days(pause), note);
        return "redirect:/console/reminders/" + reminder;
    }

    @GetMapping("/{id}")
    ModelAndView one(Actor actor, @PathVariable String id) {
        var reminder = look.one(actor, Uuids.parse(id));
        return new ModelAndView("reminder/one", Map.of("reminder", reminder, "read", look.read(reminder),
            "program", programs.find(reminder.program()).title()));
    }

    @PostMapping("/{id}/removal")
    String recall(Actor actor, @PathVariable String id) {
        var reminder = look.one(actor, Uuids.parse(id));
        remind.recall(actor, reminder);
        return "redirect:/console/reminders/" + reminder.id();
    }

    private static int days(String text) {
        if (!text.matches("[0-9]{1,2}")) {
            throw new Problem(400, "error.malformed");
        }
        return Integer.parseInt(text);
    }
}
