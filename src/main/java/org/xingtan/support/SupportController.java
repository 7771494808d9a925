package org.xingtan.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Actor;

/** The directory of help, for everybody; who has signed in sees the desks of his own place and segment first. */
@Controller
class SupportController {

    private final HelpDesks desks;
    private final People people;

    SupportController(HelpDesks desks, People people) {
        this.desks = desks;
        this.people = people;
    }

    @GetMapping("/support")
    ModelAndView directory(@Nullable Actor actor, @RequestParam(required = false) @Nullable String segment) {
        var unit = Optional.ofNullable(actor).flatMap(it -> people.find(it.teacher())).map(PersonCard::organization);
        var segments = desks.segments();
        var chosen = segment == null ? unit.flatMap(it -> desks.segment(it.id())).orElse("")
            : segments.stream().map(HelpDesks.Segment::code).filter(segment::equals).findFirst().orElse("");
        var serving = desks.serving(unit.map(it -> it.path()).orElse(null), chosen.isEmpty() ? null : chosen);
        var byKind = new LinkedHashMap<Question.Kind, List<Desk>>();
        for (var kind : Question.Kind.values()) {
            byKind.put(kind, serving.stream().filter(desk -> desk.kinds().contains(kind)).toList());
        }
        return new ModelAndView("support/directory").addObject("segments", segments).addObject("chosen", chosen).addObject("desks", byKind)
            .addObject("asks", unit.isPresent());
    }
}
