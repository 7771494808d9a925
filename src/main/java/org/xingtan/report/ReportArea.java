package org.xingtan.report;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's figures. */
@Configuration(proxyBeanMethods = false)
class ReportArea {

    @Bean
    Area reportConsoleArea() {
        return new Area("statistics", "report.area", Area.Group.FIGURES, "chart", Task.VIEW_STATISTICS, 1);
    }
}
