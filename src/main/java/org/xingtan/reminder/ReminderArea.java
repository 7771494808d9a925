package org.xingtan.reminder;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's reminders. */
@Configuration(proxyBeanMethods = false)
class ReminderArea {

    @Bean
    Area reminderConsoleArea() {
        return new Area("reminders", "reminder.area", Area.Group.FIGURES, "bell", Task.REMIND, 5);
    }
}
