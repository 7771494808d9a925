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

/** My year: what it says of me, and whether that is right. */
@Controller
@RequestMapping("/validation")
class ValidationController {

    private final ConfirmMine mine;

    ValidationController(ConfirmMine mine) {
        this.mine = mine;
    }

    @GetMapping
    ModelAndView view(Actor actor, @RequestParam(required = false) @Nullable Integer year, @RequestParam(required = false) @Nullable Integer until) {
        return new ModelAndView("validation/mine", "view", mine.view(actor, year, until));
    }

    @PostMapping("/{year}/confirmation")
    String confirm(Actor actor, @PathVariable int year, @RequestParam(defaultValue = "") String seen, @RequestParam(defaultValue = "false") boolean registered) {
        mine.confirm(actor, year, seen, registered);
        return back(year);
    }

    @PostMapping("/{year}/withdrawal")
    String withdraw(Actor actor, @PathVariable int year) {
        mine.withdraw(actor, year);
        return back(year);
    }

    @PostMapping("/{year}/objection")
    String object(Actor actor, @PathVariable int year, @RequestParam(required = false) @Nullable String objection) {
        mine.object(actor, year, objection);
        return back(year);
    }

    private static String back(int year) {
        return "redirect:/validation?year=" + year;
    }
}
