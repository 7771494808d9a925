package org.xingtan.validation;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;

/** What an authority does: calls for a year, extends it, validates it, and says what another system reads. */
@Controller
@RequestMapping("/console/validation")
class CallConsole {

    private final KeepCall keep;
    private final ValidateAll validate;
    private final LookAtUnit look;
    private final KeepMapping mapping;

    CallConsole(KeepCall keep, ValidateAll validate, LookAtUnit look, KeepMapping mapping) {
        this.keep = keep;
        this.validate = validate;
        this.look = look;
        this.mapping = mapping;
    }

    @GetMapping("/calls")
    ModelAndView calls(Actor actor, @RequestParam(required = false) @Nullable String organization) {
        var authority = keep.authority(actor, organization);
        return new ModelAndView("validation/calls").addObject("authority", authority).addObject("calls", keep.of(authority)).addObject("years", keep.years(authority));
    }

    @PostMapping("/calls")
    String define(Actor actor, @ModelAttribute CallForm form) {
        return back(keep.define(actor, form));
    }

    @PostMapping("/calls/{id}/publication")
    String publish(Actor actor, @PathVariable String id) {
        return back(keep.publish(actor, Uuids.parse(id)));
    }

    @PostMapping("/calls/{id}/windows/{stage}")
    String extend(Actor actor, @PathVariable String id, @PathVariable String stage, @RequestParam(required = false) @Nullable String last,
                  @RequestParam(required = false) @Nullable String reason) {
        return back(keep.extend(actor, Uuids.parse(id), stage, last, reason));
    }

    private static String back(Call call) {
        return "redirect:/console/validation/calls?organization=" + call.owner().id();
    }

    /** What was asked for stays here, and how far it has come. */
    @GetMapping("/calls/{id}/batches")
    ModelAndView batches(Actor actor, @PathVariable String id) {
        var call = validate.call(actor, Uuids.parse(id));
        return new ModelAndView("validation/batches").addObject("call", call).addObject("batches", validate.of(call))
            .addObject("left", validate.leftOut(call))
            .addObject("view", look.at(actor, call.owner().id().toString(), call.year()));
    }

    @PostMapping("/calls/{id}/batches")
    String validate(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String organization,
                    @RequestParam(required = false) @Nullable String covers, @RequestParam(required = false) @Nullable String reason) {
        validate.ask(actor, Uuids.parse(id), organization, "EVERYBODY".equals(covers), reason);
        return "redirect:/console/validation/calls/" + Uuids.parse(id) + "/batches";
    }

    @GetMapping("/mapping")
    ModelAndView mapping(Actor actor, @RequestParam(required = false) @Nullable String organization, java.util.Locale locale) {
        var authority = keep.authority(actor, organization);
        return new ModelAndView("validation/mapping").addObject("authority", authority).addObject("mapping", mapping.of(authority, locale))
            .addObject("fields", mapping.fields(authority));
    }

    @PostMapping("/mapping")
    String keep(Actor actor, @RequestParam(required = false) @Nullable String organization, @RequestParam org.springframework.util.MultiValueMap<String, String> typed) {
        var authority = keep.authority(actor, organization);
        mapping.keep(actor, authority, typed);
        return "redirect:/console/validation/mapping?organization=" + authority.id();
    }
}
