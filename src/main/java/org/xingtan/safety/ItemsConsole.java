package org.xingtan.safety;

import org.jspecify.annotations.Nullable;
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
import org.xingtan.platform.OrganizationId;

/** What an authority asks of whoever holds something in person. */
@Controller
@RequestMapping("/console/safety/items")
class ItemsConsole {

    private static final String PAGE = "redirect:/console/safety/items";

    private final KeepItems keep;

    ItemsConsole(KeepItems keep) {
        this.keep = keep;
    }

    @GetMapping
    ModelAndView items(Actor actor, @RequestParam(required = false) @Nullable OrganizationId organization) {
        return new ModelAndView("safety/items").addObject("view", keep.of(actor, organization)).addObject("form", ItemForm.EMPTY);
    }

    @PostMapping
    ModelAndView add(Actor actor, @RequestParam OrganizationId organization, @ModelAttribute ItemForm form) {
        var view = keep.of(actor, organization);
        var verdict = keep.verdict(view, form);
        if (!verdict.met()) {
            var again = new ModelAndView("safety/items").addObject("view", view).addObject("form", form).addObject("wrong", verdict);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        keep.add(actor, organization, form);
        return new ModelAndView(PAGE + "?organization=" + organization);
    }

    @PostMapping("/{code}/retirement")
    String retire(Actor actor, @PathVariable String code, @RequestParam OrganizationId organization) {
        keep.retire(actor, code);
        return PAGE + "?organization=" + organization;
    }

    @PostMapping("/{code}/position")
    String move(Actor actor, @PathVariable String code, @RequestParam OrganizationId organization, @RequestParam int position) {
        keep.move(actor, code, position);
        return PAGE + "?organization=" + organization;
    }
}
