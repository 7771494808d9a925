package org.xingtan.showcase;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's typical cases. */
@Configuration(proxyBeanMethods = false)
class ShowcaseArea {

    @Bean
    Area showcaseConsoleArea() {
        return new Area("cases", "showcase.area", Area.Group.TRAINING, "eye", Task.MANAGE_PROGRAMS, 9);
    }
}
