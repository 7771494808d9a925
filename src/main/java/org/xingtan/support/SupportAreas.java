package org.xingtan.support;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's questions, help desks and contacts. */
@Configuration(proxyBeanMethods = false)
class SupportAreas {

    @Bean
    Area questionConsoleArea() {
        return new Area("questions", "support.area.questions", Area.Group.SERVICE, "chat", Task.ANSWER_QUESTIONS, 1);
    }

    @Bean
    Area deskConsoleArea() {
        return new Area("desks", "support.area.desks", Area.Group.SERVICE, "buoy", Task.ANSWER_QUESTIONS, 3);
    }

    @Bean
    Area contactConsoleArea() {
        return new Area("contacts", "support.area.contacts", Area.Group.SERVICE, "mail", Task.ANSWER_QUESTIONS, 4);
    }
}
