package org.xingtan.testing;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** An application that was paused for others to be tested has its jobs running again before its next tests begin. */
final class JobsGoOn extends AbstractTestExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(JobsGoOn.class);

    @Override
    public void beforeTestClass(TestContext test) {
        var jobs = test.getApplicationContext().getBean(ThreadPoolTaskScheduler.class);
        if (!jobs.isRunning()) {
            LOG.warn("The jobs were still paused before {}", test.getTestClass().getSimpleName());
            jobs.start();
        }
    }
}
