package org.xingtan.recognition;

import java.util.List;
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
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;

/** What is recognized, and by which rule: to look at for all who review, to change for the authority that asks for the hours. */
@Controller
@RequestMapping("/console/recognition/kinds")
public class KindConsole {

    /** @param keeps whether the reader may change them @param day how many hours a day of this year holds */
    public record View(OrganizationCard authority, boolean keeps, List<Kind> kinds, Kind.Policy policy, CreditHours day, Map<String, Localized> categories) {

        public String href() {
            return "/console/recognition/kinds/" + authority.id();
        }
    }

    private final KeepKinds keep;
    private final Kinds kinds;
    private final ClaimRules rules;

    KindConsole(KeepKinds keep, Kinds kinds, ClaimRules rules) {
        this.keep = keep;
        this.kinds = kinds;
        this.rules = rules;
    }

    @GetMapping
    ModelAndView list(Actor actor, @RequestParam(required = false) @Nullable OrganizationId organization) {
        return new ModelAndView("recognition/kinds", "view", view(actor, keep.authority(actor, organization)));
    }

    /** @param code {@code new} for one that there is not yet */
    @GetMapping("/{authority}/{code}")
    ModelAndView form(Actor actor, @PathVariable OrganizationId authority, @PathVariable String code) {
        var unit = keep.authority(actor, authority);
        var versions = kinds.versions(unit.id(), code);
        if (versions.isEmpty() && !code.equals("new")) {
            throw new NotFound(code);
        }
        var form = versions.isEmpty() ? new KeepKinds.KindForm("", "", "", "CLAIMED", "", "", List.of(), "1", "", null, null, "on", "")
            : KeepKinds.KindForm.of(versions.getFirst());
        return new ModelAndView("recognition/kind").addObject("view", view(actor, unit)).addObject("form", form).addObject("versions", versions);
    }

    @PostMapping("/{authority}")
    ModelAndView set(Actor actor, @PathVariable OrganizationId authority, @ModelAttribute KeepKinds.KindForm form) {
        var wrong = form.verdict();
        if (!wrong.met()) {
            var unit = keep.authority(actor, authority);
            var again = new ModelAndView("recognition/kind").addObject("view", view(actor, unit)).addObject("form", form)
                .addObject("versions", kinds.versions(unit.id(), ClaimForm.text(form.code()))).addObject("wrong", wrong);
            again.setStatus(org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        keep.set(actor, authority, form);
        return new ModelAndView("redirect:/console/recognition/kinds?organization=" + authority);
    }

    @PostMapping("/{authority}/adoption")
    String adopt(Actor actor, @PathVariable OrganizationId authority, @RequestParam(defaultValue = "") String basis) {
        keep.adopt(actor, authority, basis);
        return "redirect:/console/recognition/kinds?organization=" + authority;
    }

    @PostMapping("/{authority}/policy")
    String policy(Actor actor, @PathVariable OrganizationId authority, @ModelAttribute KeepKinds.PolicyForm form) {
        keep.set(actor, authority, form);
        return "redirect:/console/recognition/kinds?organization=" + authority;
    }

    @PostMapping("/{authority}/{code}/retirement")
    String retire(Actor actor, @PathVariable OrganizationId authority, @PathVariable String code) {
        keep.retire(actor, authority, code);
        return "redirect:/console/recognition/kinds?organization=" + authority;
    }

    private View view(Actor actor, OrganizationCard authority) {
        var year = rules.today().getYear();
        return new View(authority, keep.keeps(actor, authority), kinds.all(authority.id()), kinds.policy(authority.id()), kinds.day(authority.id(), year),
            kinds.categories(authority.id(), year));
    }
}
