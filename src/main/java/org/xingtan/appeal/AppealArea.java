package org.xingtan.appeal;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's appeals. */
@Configuration(proxyBeanMethods = false)
class AppealArea {

    @Bean
    Area appealConsoleArea() {
        return new Area("appeals", "appeal.area", Area.Group.SERVICE, "scales", Task.DECIDE_APPEALS, 2);
    }
}
