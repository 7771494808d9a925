package org.xingtan.directory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's units and people. */
@Configuration(proxyBeanMethods = false)
class DirectoryArea {

    @Bean
    Area directoryConsoleArea() {
        return new Area("organizations", "directory.area", Area.Group.PEOPLE, "people", Task.VIEW_TEACHERS, 1);
    }
}
