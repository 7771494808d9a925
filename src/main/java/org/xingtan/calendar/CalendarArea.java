package org.xingtan.calendar;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's calendar. */
@Configuration(proxyBeanMethods = false)
class CalendarArea {

    @Bean
    Area calendarConsoleArea() {
        return new Area("calendar", "calendar.area", Area.Group.SYSTEM, "clock", Task.OPERATE, 5);
    }
}
