package org.xingtan.summary;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's summary reports. */
@Configuration(proxyBeanMethods = false)
class SummaryArea {

    @Bean
    Area summaryConsoleArea() {
        return new Area("summaries", "summary.area", Area.Group.FIGURES, "upload", Task.PUBLISH_BULLETINS, 6);
    }
}
