package org.xingtan.bulletin;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's bulletins: for everybody they are about, and for those who publish them. */
@Configuration(proxyBeanMethods = false)
class BulletinArea {

    @Bean
    Area bulletinConsoleArea() {
        return new Area("bulletins", "bulletin.area", Area.Group.FIGURES, "notice", Task.VIEW_STATISTICS, 5);
    }
}
