package org.xingtan.recognition;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xingtan.ledger.ProvenSource;

/** The module's hours, which its audit proves. */
@Configuration(proxyBeanMethods = false)
class Proven {

    @Bean
    ProvenSource recognitionSource() {
        return new ProvenSource(PostHours.SOURCE);
    }
}
