package org.xingtan.cover;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;

/** What happens to the lessons of somebody who is away: said, said anew, taken back. */
@Controller
@RequestMapping(CoverView.PAGE)
class ArrangementConsole {

    private final LookAtArrangement look;
    private final ArrangeCover arrange;

    ArrangementConsole(LookAtArrangement look, ArrangeCover arrange) {
        this.look = look;
        this.arrange = arrange;
    }

    @GetMapping("/arrangement")
    ModelAndView one(Actor actor, @RequestParam OrganizationId organization, @RequestParam(required = false) @Nullable String teacher,
                     @RequestParam(required = false) @Nullable String cause, @RequestParam(required = false) @Nullable String day) {
        var chosen = day == null || day.isEmpty() ? null : CoverForm.Chosen.of(day + "/0").day();
        return new ModelAndView("cover/arrangement", "view", look.at(actor, organization, new CoverForm(teacher, cause, null, null, null, null, null), chosen, null));
    }

    @PostMapping("/arrangement")
    ModelAndView arrange(Actor actor, @RequestParam OrganizationId organization, @ModelAttribute CoverForm form) {
        var answer = arrange.arrange(actor, organization, form);
        if (!answer.verdict().met()) {
            var view = new ModelAndView("cover/arrangement", "view", look.at(actor, organization, form, null, answer));
            view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return view;
        }
        return new ModelAndView("redirect:" + back(organization, form));
    }

    @PostMapping("/arrangement/withdrawal")
    String withdraw(Actor actor, @RequestParam OrganizationId organization, @ModelAttribute CoverForm form) {
        arrange.withdraw(actor, organization, form);
        return "redirect:" + back(organization, form);
    }

    @PostMapping("/none")
    String none(Actor actor, @RequestParam OrganizationId organization, @RequestParam(required = false) @Nullable List<String> line, @RequestParam(required = false) @Nullable String week) {
        var back = CoverView.PAGE + "?organization=" + organization + (week == null ? "" : "&week=" + CoverForm.Chosen.of(week + "/0").day());
        arrange.none(actor, organization, line == null ? List.of() : line);
        return "redirect:" + back;
    }

    private static String back(OrganizationId organization, CoverForm form) {
        var day = form.days().getFirst().day();
        return CoverView.PAGE + "?organization=" + organization + "&from=" + Range.monday(day) + "&week=" + day;
    }
}
