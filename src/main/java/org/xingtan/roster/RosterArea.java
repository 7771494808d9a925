package org.xingtan.roster;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's rosters and transfers. */
@Configuration(proxyBeanMethods = false)
class RosterArea {

    @Bean
    Area rosterConsoleArea() {
        return new Area("roster", "roster.area", Area.Group.PEOPLE, "upload", Task.MANAGE_ROSTER, 3);
    }
}
