package org.xingtan.validation;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;

/** A year of one person, for his unit and for the authority. */
@Controller
@RequestMapping("/console/validation/people/{teacher}/{year}")
class PersonConsole {

    private final LookAtPerson look;
    private final JudgePerson judge;
    private final ValidateAgain again;

    PersonConsole(LookAtPerson look, JudgePerson judge, ValidateAgain again) {
        this.look = look;
        this.judge = judge;
        this.again = again;
    }

    @GetMapping
    ModelAndView view(Actor actor, @PathVariable String teacher, @PathVariable int year, @RequestParam(required = false) @Nullable Integer until) {
        return new ModelAndView("validation/person", "view", look.view(actor, TeacherId.of(teacher), year, until));
    }

    @PostMapping("/confirmation")
    String confirm(Actor actor, @PathVariable String teacher, @PathVariable int year) {
        judge.confirm(actor, TeacherId.of(teacher), year);
        return back(teacher, year);
    }

    @PostMapping("/withdrawal")
    String withdraw(Actor actor, @PathVariable String teacher, @PathVariable int year) {
        judge.withdraw(actor, TeacherId.of(teacher), year);
        return back(teacher, year);
    }

    @PostMapping("/answer")
    String answer(Actor actor, @PathVariable String teacher, @PathVariable int year, @RequestParam(required = false) @Nullable String answer) {
        judge.answer(actor, TeacherId.of(teacher), year, answer);
        return back(teacher, year);
    }

    @PostMapping("/again")
    String again(Actor actor, @PathVariable String teacher, @PathVariable int year, @RequestParam(required = false) @Nullable String reason) {
        again.again(actor, TeacherId.of(teacher), year, reason);
        return back(teacher, year);
    }

    private static String back(String teacher, int year) {
        return "redirect:/console/validation/people/" + TeacherId.of(teacher) + "/" + year;
    }
}
