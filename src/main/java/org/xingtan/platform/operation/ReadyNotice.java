package org.xingtan.platform.operation;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells the person at the terminal that everything is there: migrations, demo, port. */
@Component
@ConditionalOnProperty(name = Launch.COMMAND, matchIfMissing = true, havingValue = "none")
class ReadyNotice {

    private final Environment environment;
    private final List<Announcement> announcements;

    ReadyNotice(Environment environment, List<Announcement> announcements) {
        this.environment = environment;
        this.announcements = announcements;
    }

    @EventListener(ApplicationReadyEvent.class)
    void say() {
        var text = new StringBuilder("Xingtan is ready: http://localhost:" + environment.getProperty("local.server.port"));
        announcements.stream().flatMap(announcement -> announcement.lines().stream()).forEach(line -> text.append('\n').append(line));
        System.out.println(text);
    }
}
