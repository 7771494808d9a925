package org.xingtan.discussion;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.safety.Checklists;

/** Activities for those who keep them: announce one, enter who was there, write down what came of it. */
@Controller
@RequestMapping("/console/discussions/activities")
class ActivityConsole {

    private final LookAfterTopics topics;
    private final LookAtActivities look;
    private final KeepActivity keep;
    private final EnterAttendance enter;
    private final Checklists safety;

    ActivityConsole(LookAfterTopics topics, LookAtActivities look, KeepActivity keep, EnterAttendance enter, Checklists safety) {
        this.topics = topics;
        this.look = look;
        this.keep = keep;
        this.enter = enter;
        this.safety = safety;
    }

    @GetMapping("/new")
    ModelAndView form(Actor actor, @RequestParam String program, @RequestParam String organization) {
        var place = topics.place(actor, ProgramId.of(program), OrganizationId.of(organization));
        return new ModelAndView("discussion/open-activity").addObject("program", place.program()).addObject("unit", place.unit())
            .addObject("id", Uuids.next());
    }

    @PostMapping
    String open(Actor actor, @RequestParam String id, @RequestParam String program, @RequestParam OrganizationId organization,
                @RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String about, @RequestParam(defaultValue = "") String place,
                @RequestParam(defaultValue = "") String leader, @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate heldOn) {
        keep.open(actor, Uuids.parse(id), ProgramId.of(program), organization, new KeepActivity.Facts(title, about, place, leader, heldOn, ""));
        return page(id);
    }

    @GetMapping("/{id}")
    ModelAndView activity(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String q,
                          @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("discussion/console-activity", "view", look.keep(actor, Uuids.parse(id), q, after))
            .addObject("safety", safety.state(Uuids.parse(id)).orElse(null));
    }

    @PostMapping("/{id}")
    String change(Actor actor, @PathVariable String id, @RequestParam int version,
                  @RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String about, @RequestParam(defaultValue = "") String place,
                  @RequestParam(defaultValue = "") String leader, @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate heldOn,
                  @RequestParam(defaultValue = "") String record, @RequestParam(required = false) @Nullable List<MultipartFile> files) {
        keep.change(actor, Uuids.parse(id), version, new KeepActivity.Facts(title, about, place, leader, heldOn, record), files == null ? List.of() : files);
        return page(id);
    }

    @PostMapping("/{id}/attendance")
    String enter(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable List<String> was,
                 @RequestParam(required = false) @Nullable List<String> there) {
        enter.enter(actor, Uuids.parse(id), people(was), people(there));
        return page(id);
    }

    @PostMapping("/{id}/files/{document}/removal")
    String detach(Actor actor, @PathVariable String id, @PathVariable String document) {
        keep.detach(actor, Uuids.parse(id), DocumentId.of(document));
        return page(id);
    }

    private static Set<TeacherId> people(@Nullable List<String> ids) {
        return ids == null ? Set.of() : ids.stream().map(TeacherId::of).collect(Collectors.toSet());
    }

    private static String page(String id) {
        return "redirect:/console/discussions/activities/" + Uuids.parse(id);
    }
}
