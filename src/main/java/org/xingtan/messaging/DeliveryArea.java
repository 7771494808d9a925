package org.xingtan.messaging;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The operator's look at what goes out. */
@Configuration(proxyBeanMethods = false)
class DeliveryArea {

    @Bean
    Area deliveryConsoleArea() {
        return new Area("messaging", "messaging.delivery", Area.Group.SYSTEM, "mail", Task.OPERATE, 5);
    }
}
