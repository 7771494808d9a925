package org.xingtan.home;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.xingtan.directory.Organizations;
import org.xingtan.notice.Notices;
import org.xingtan.platform.Actor;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** The front page for everybody, and the teacher's start. */
@Controller
class HomeController {

    private static final int LATEST = 4;

    private final Programs programs;
    private final Notices notices;
    private final Desks desks;
    private final TodoList todo;
    private final Organizations organizations;
    private final Clock clock;

    HomeController(Programs programs, Notices notices, Desks desks, TodoList todo, Organizations organizations, Clock clock) {
        this.programs = programs;
        this.notices = notices;
        this.desks = desks;
        this.todo = todo;
        this.organizations = organizations;
        this.clock = clock;
    }

    @GetMapping("/")
    String front(Model model) {
        if (organizations.areNone()) {
            return "home/empty";
        }
        var now = clock.instant();
        model.addAttribute("programs", programs.published().stream().filter(program -> !isOver(program, now)).toList());
        model.addAttribute("notices", notices.latest(LATEST));
        return "home/front";
    }

    @GetMapping("/home")
    String home(Actor actor, Model model) {
        var desk = desks.of(actor.teacher());
        model.addAttribute("items", todo.of(desk));
        model.addAttribute("takings", desk.takings());
        model.addAttribute("standing", desk.standing());
        return "home/home";
    }

    /** The learning manual: questions people have, in the order in which they come up. */
    @GetMapping("/help")
    String help() {
        return "home/help";
    }

    @GetMapping("/me")
    String me() {
        return "home/me";
    }

    private static boolean isOver(ProgramDetail program, Instant now) {
        return program.learnWindows().stream().allMatch(window -> window.isOver(now));
    }
}
