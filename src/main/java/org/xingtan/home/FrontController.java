package org.xingtan.home;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.xingtan.directory.Organizations;
import org.xingtan.notice.Notices;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** The pages for everybody: what is open now, and the learning manual. */
@Controller
class FrontController {

    private static final int LATEST = 4;

    private final Programs programs;
    private final Notices notices;
    private final Organizations organizations;
    private final Clock clock;

    FrontController(Programs programs, Notices notices, Organizations organizations, Clock clock) {
        this.programs = programs;
        this.notices = notices;
        this.organizations = organizations;
        this.clock = clock;
    }

    @GetMapping("/")
    String front(Model model) {
        if (organizations.areNone()) {
            return "home/empty";
        }
        var now = clock.instant();
        model.addAttribute("programs", programs.joinable().stream().filter(program -> !isOver(program, now)).toList());
        model.addAttribute("notices", notices.latest(LATEST));
        return "home/front";
    }

    /** Questions people have, in the order in which they come up. */
    @GetMapping("/help")
    String help() {
        return "home/help";
    }

    private static boolean isOver(ProgramDetail program, Instant now) {
        return program.learnWindows().stream().allMatch(window -> window.isOver(now));
    }
}
