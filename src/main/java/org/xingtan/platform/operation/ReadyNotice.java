package org.xingtan.platform.operation;

import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells the person at the terminal that everything is there: migrations, demo, port. A command has words of its own. */
@Component
class ReadyNotice {

    private final Environment environment;
    private final List<Announcement> announcements;

    ReadyNotice(Environment environment, List<Announcement> announcements) {
        this.environment = environment;
        this.announcements = announcements;
    }

    @EventListener(ApplicationReadyEvent.class)
    void say() {
        if (environment.getProperty(Launch.COMMAND) != null) {
            return;
        }
        var text = new StringBuilder("Xingtan is ready: http://localhost:" + environment.getProperty("local.server.port"));
        announcements.stream().flatMap(announcement -> announcement.lines().stream()).forEach(line -> text.append('\n').append(line));
        System.out.println(text);
    }
}
