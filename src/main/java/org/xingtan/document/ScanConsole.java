package org.xingtan.document;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The operator's look at how far the scanner for viruses is and what it has found. */
@Controller
class ScanConsole {

    /** Where the console offers it. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area scanConsoleArea() {
            return new Area("files", "document.scans", Area.Group.SYSTEM, "shield", Task.OPERATE, 6);
        }
    }

    private final Access access;
    private final Scanner scanner;
    private final Scans scans;

    ScanConsole(Access access, Scanner scanner, Scans scans) {
        this.access = access;
        this.scanner = scanner;
        this.scans = scans;
    }

    @GetMapping("/console/files")
    ModelAndView look(Actor actor) {
        if (access.scope(actor, Task.OPERATE).isEmpty()) {
            throw new NotFound("files");
        }
        return new ModelAndView("document/scans").addObject("scanner", scanner.isNamed() ? scanner.name() : "")
            .addObject("counts", scans.counts()).addObject("found", scans.found());
    }
}
