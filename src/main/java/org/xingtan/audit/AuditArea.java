package org.xingtan.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's trail. */
@Configuration(proxyBeanMethods = false)
class AuditArea {

    @Bean
    Area auditConsoleArea() {
        return new Area("audit", "audit.area", Area.Group.SYSTEM, "list", Task.VIEW_AUDIT, 1);
    }
}
