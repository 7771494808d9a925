package org.xingtan.demo;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.persistence.Patience;

/** Loads the demo, where it is wanted, into an empty database inside the start: the application is ready when the demo is. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DemoStart implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoStart.class);

    private final boolean wanted;
    private final DemoOnce once;
    private final DemoBulletins bulletins;
    private final Patience patience;
    private final TransactionTemplate transaction;

    DemoStart(Environment environment, DemoOnce once, DemoBulletins bulletins, Patience patience, PlatformTransactionManager transactions) {
        this.wanted = isWanted(environment);
        this.once = once;
        this.bulletins = bulletins;
        this.patience = patience;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Nothing but that word loads accounts whose password everybody knows. */
    static boolean isWanted(Environment environment) {
        return "true".equalsIgnoreCase(environment.getProperty("xingtan.demo"));
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!wanted) {
            return;
        }
        if (!load()) {
            LOG.info("Another node is loading the demo; this one waits for it");
            while (!load()) {
                LockSupport.parkNanos(500_000_000L);
            }
        }
        once.countEligible();
        bulletins.publish();
    }

    /** Nobody waits for a page yet: a slow machine may take its minutes. */
    private boolean load() {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            patience.extend();
            patience.repeat();
            return once.load();
        }));
    }
}
