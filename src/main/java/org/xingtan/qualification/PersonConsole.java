package org.xingtan.qualification;

import java.util.List;
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
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** The qualifications of one person before whoever is in charge of him: looked at, entered, decided about. */
@Controller
@RequestMapping("/console/qualifications/people/{teacher}")
class PersonConsole {

    private final LookAtPerson look;
    private final DecideQualifications decide;

    PersonConsole(LookAtPerson look, DecideQualifications decide) {
        this.look = look;
        this.decide = decide;
    }

    @GetMapping
    ModelAndView person(Actor actor, @PathVariable TeacherId teacher) {
        return new ModelAndView("qualification/person", "view", look.at(actor, teacher));
    }

    @PostMapping
    ModelAndView enter(Actor actor, @PathVariable TeacherId teacher, @ModelAttribute QualificationForm form,
                       @RequestParam(required = false) @Nullable MultipartFile file) {
        var view = look.typed(look.at(actor, teacher), form);
        if (view.isMistaken()) {
            return new ModelAndView("qualification/person", HttpStatus.UNPROCESSABLE_CONTENT).addObject("view", view);
        }
        decide.enter(actor, teacher, form, file);
        return new ModelAndView("redirect:/console/qualifications/people/" + teacher);
    }

    @PostMapping("/{id}/confirmation")
    String confirm(Actor actor, @PathVariable TeacherId teacher, @PathVariable String id) {
        decide.confirm(actor, List.of(teacher + "." + id));
        return "redirect:/console/qualifications/people/" + teacher;
    }

    @PostMapping("/{id}/refusal")
    String refuse(Actor actor, @PathVariable TeacherId teacher, @PathVariable String id, @RequestParam(defaultValue = "") String reason) {
        decide.refuse(actor, List.of(teacher + "." + id), reason);
        return "redirect:/console/qualifications/people/" + teacher;
    }

    @GetMapping("/{id}/evidence")
    ResponseEntity<Resource> evidence(Actor actor, @PathVariable TeacherId teacher, @PathVariable String id, @RequestHeader HttpHeaders request) {
        return look.evidence(actor, teacher, Uuids.parse(id), request);
    }
}
