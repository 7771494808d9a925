package org.xingtan.qualification;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.Actor;

/** Which qualifications there are and who needs them; the operator changes what may change. */
@Controller
@RequestMapping("/console/qualifications/kinds")
class KindConsole {

    private final QualificationUnits units;
    private final Kinds kinds;
    private final ChangeKind change;
    private final Vocabulary vocabulary;

    KindConsole(QualificationUnits units, Kinds kinds, ChangeKind change, Vocabulary vocabulary) {
        this.units = units;
        this.kinds = kinds;
        this.change = change;
        this.vocabulary = vocabulary;
    }

    @GetMapping
    ModelAndView list(Actor actor, @RequestParam(required = false) @Nullable String organization) {
        var unit = units.get(actor, QualificationUnits.LOOK, organization);
        return new ModelAndView("qualification/kinds", "kinds", kinds.all()).addObject("vocabulary", vocabulary).addObject("may", change.may(actor))
            .addObject("unit", unit).addObject("keeps", units.keeps(actor, unit.path()));
    }

    @PostMapping("/{code}")
    String change(Actor actor, @PathVariable String code, @ModelAttribute ChangeKind.Form form) {
        change.change(actor, code, form);
        return "redirect:/console/qualifications/kinds";
    }
}
