package org.xingtan.enrollment;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.program.Programs;
import org.xingtan.program.Windows;

/** The programs, and the page of each where people join. */
@Controller
class ProgramController {

    private final Programs programs;
    private final ProgramPages pages;
    private final TopicPages topics;
    private final JoinProgram join;
    private final Windows windows;

    ProgramController(Programs programs, ProgramPages pages, TopicPages topics, JoinProgram join, Windows windows) {
        this.programs = programs;
        this.pages = pages;
        this.topics = topics;
        this.join = join;
        this.windows = windows;
    }

    @GetMapping("/programs")
    ModelAndView list(@Nullable Actor actor) {
        return new ModelAndView("enrollment/programs", "rows", pages.rows(actor));
    }

    @GetMapping("/programs/{id}")
    ModelAndView program(@Nullable Actor actor, @PathVariable String id, Locale locale) {
        var program = programs.find(ProgramId.of(id));
        return new ModelAndView("enrollment/program", Map.of("page", topics.page(program, actor, locale), "extensions", windows.extensions(program.id())));
    }

    @PostMapping("/programs/{id}/participation")
    String join(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String track) {
        var program = ProgramId.of(id);
        join.join(actor, program, track);
        return "redirect:/programs/" + program;
    }
}
