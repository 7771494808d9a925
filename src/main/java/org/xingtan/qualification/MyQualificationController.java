package org.xingtan.qualification;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;

/** One's own qualifications: what the posts need, what is there, and a form to enter more. */
@Controller
@RequestMapping("/me/qualifications")
class MyQualificationController {

    private final LookAtPerson look;
    private final EnterQualification enter;

    MyQualificationController(LookAtPerson look, EnterQualification enter) {
        this.look = look;
        this.enter = enter;
    }

    @GetMapping
    ModelAndView mine(Actor actor) {
        return new ModelAndView("qualification/mine", "view", look.own(actor));
    }

    @PostMapping
    ModelAndView enter(Actor actor, @ModelAttribute QualificationForm form, @RequestParam(required = false) @Nullable MultipartFile file) {
        var view = look.typed(look.own(actor), form);
        if (view.isMistaken()) {
            return new ModelAndView("qualification/mine", HttpStatus.UNPROCESSABLE_CONTENT).addObject("view", view);
        }
        enter.own(actor, form, file);
        return new ModelAndView("redirect:/me/qualifications");
    }

    @PostMapping("/{id}/withdrawal")
    String withdraw(Actor actor, @PathVariable String id) {
        enter.withdraw(actor, Uuids.parse(id));
        return "redirect:/me/qualifications";
    }

    @GetMapping("/{id}/evidence")
    ResponseEntity<Resource> evidence(Actor actor, @PathVariable String id, @RequestHeader HttpHeaders request) {
        return look.evidence(actor, actor.teacher(), Uuids.parse(id), request);
    }
}
