package org.xingtan.authoring;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's programs. */
@Configuration(proxyBeanMethods = false)
class AuthoringArea {

    @Bean
    Area authoringConsoleArea() {
        return new Area("programs", "authoring.area", Area.Group.TRAINING, "pen", Task.MANAGE_PROGRAMS, 2);
    }
}
