package org.xingtan.notice;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's notices. */
@Configuration(proxyBeanMethods = false)
class NoticeArea {

    @Bean
    Area noticeConsoleArea() {
        return new Area("notices", "notice.area", Area.Group.TRAINING, "notice", Task.MANAGE_PROGRAMS, 1);
    }
}
