package org.xingtan.certificate;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Area;

/** The console's certificates. */
@Configuration(proxyBeanMethods = false)
class CertificateArea {

    @Bean
    Area certificateConsoleArea() {
        return new Area("certificates", "certificate.area", Area.Group.HOURS, "certificate", Task.PRINT_CERTIFICATES, 5);
    }
}
