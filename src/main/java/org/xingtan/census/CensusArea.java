package org.xingtan.census;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's census. */
@Configuration(proxyBeanMethods = false)
class CensusArea {

    @Bean
    Area censusConsoleArea() {
        return new Area("census", "census.area", Area.Group.PEOPLE, "list", Task.MANAGE_CENSUS, 5);
    }
}
