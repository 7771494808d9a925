package org.xingtan.discussion;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** Discussions for those who run programs: figures of every level, topics, and what people have written. */
@Controller
@RequestMapping("/console/discussions")
class DiscussionConsole {

    private final LookAfterPrograms programs;
    private final LookAfterTopics topics;
    private final OpenTopic open;
    private final ModeratePost moderate;

    DiscussionConsole(LookAfterPrograms programs, LookAfterTopics topics, OpenTopic open, ModeratePost moderate) {
        this.programs = programs;
        this.topics = topics;
        this.open = open;
        this.moderate = moderate;
    }

    @GetMapping
    ModelAndView programs(Actor actor) {
        return new ModelAndView("discussion/programs", "rows", programs.programs(actor));
    }

    @GetMapping("/programs/{id}")
    ModelAndView program(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String organization,
                         @RequestParam(required = false) @Nullable String after, @RequestParam(required = false) @Nullable String before) {
        return new ModelAndView("discussion/console", "talk",
            programs.program(actor, ProgramId.of(id), organization == null ? null : OrganizationId.of(organization), after, before));
    }

    @GetMapping("/topics/new")
    ModelAndView form(Actor actor, @RequestParam String program, @RequestParam String organization) {
        var place = topics.place(actor, ProgramId.of(program), OrganizationId.of(organization));
        return new ModelAndView("discussion/open-topic").addObject("program", place.program()).addObject("unit", place.unit()).addObject("id", Uuids.next());
    }

    @PostMapping("/topics")
    String open(Actor actor, @RequestParam String id, @RequestParam String program, @RequestParam OrganizationId organization,
                @RequestParam(defaultValue = "") String phase, @RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String text,
                @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate first,
                @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate last) {
        open.open(actor, new OpenTopic.Order(Uuids.parse(id), ProgramId.of(program), phase.isEmpty() ? null : Uuids.parse(phase), organization, title, text,
            first, last));
        return page(id);
    }

    @GetMapping("/topics/{topic}")
    ModelAndView topic(Actor actor, @PathVariable String topic, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("discussion/console-topic", "view", topics.topic(actor, Uuids.parse(topic), after));
    }

    @GetMapping("/topics/{topic}/threads/{author}/{id}")
    ModelAndView thread(Actor actor, @PathVariable String topic, @PathVariable String author, @PathVariable String id,
                        @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("discussion/console-topic", "view", topics.thread(actor, Uuids.parse(topic), TeacherId.of(author), Uuids.parse(id), after));
    }

    @PostMapping("/topics/{topic}/closing")
    String close(Actor actor, @PathVariable String topic) {
        open.close(actor, Uuids.parse(topic));
        return page(topic);
    }

    @GetMapping("/reports")
    ModelAndView reports(Actor actor, @RequestParam(required = false) @Nullable String after) {
        return new ModelAndView("discussion/reports", "page", topics.reported(actor, after));
    }

    @PostMapping("/posts/{author}/{id}/hiding")
    String hide(Actor actor, @PathVariable String author, @PathVariable String id, @RequestParam(defaultValue = "") String reason,
                @RequestParam(defaultValue = "") String topic) {
        moderate.hide(actor, TeacherId.of(author), Uuids.parse(id), reason);
        return back(topic);
    }

    @PostMapping("/posts/{author}/{id}/showing")
    String show(Actor actor, @PathVariable String author, @PathVariable String id, @RequestParam(defaultValue = "") String topic) {
        moderate.show(actor, TeacherId.of(author), Uuids.parse(id));
        return back(topic);
    }

    @PostMapping("/posts/{author}/{id}/leaving")
    String leave(Actor actor, @PathVariable String author, @PathVariable String id) {
        moderate.leave(actor, TeacherId.of(author), Uuids.parse(id));
        return back("");
    }

    /** Where it was asked for: the topic, or else what was reported. */
    private static String back(String topic) {
        return topic.isEmpty() ? "redirect:/console/discussions/reports" : page(topic);
    }

    private static String page(String topic) {
        return "redirect:/console/discussions/topics/" + Uuids.parse(topic);
    }
}
