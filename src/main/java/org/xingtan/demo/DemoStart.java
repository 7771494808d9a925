package org.xingtan.demo;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Loads the demo into an empty database inside the start: the application is ready when the demo is. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnProperty(name = "xingtan.demo", havingValue = "true")
class DemoStart implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoStart.class);

    private final DemoOnce once;

    DemoStart(DemoOnce once) {
        this.once = once;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!once.load()) {
            LOG.info("Another node is loading the demo; this one waits for it");
            while (!once.load()) {
                LockSupport.parkNanos(500_000_000L);
            }
        }
        once.countEligible();
    }
}
