package org.xingtan.qualification;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.web.Area;

/** The console's qualifications. */
@Configuration(proxyBeanMethods = false)
class QualificationArea {

    @Bean
    Area qualificationConsoleArea() {
        return new Area("qualifications", "qualification.area", Area.Group.PEOPLE, "certificate", QualificationUnits.LOOK, 6);
    }
}
