package org.xingtan.platform.persistence;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.xingtan.platform.Window;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class PersistenceConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(PersistenceConfiguration.class);
    /** Of a job; they work in short transactions. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(5);
    /** More than there are; a thread that waits costs next to nothing. */
    private static final int MOST_JOBS = 64;
    /** For those who asked before; then the pool has one or makes one. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** Before there is anybody who could write a file. */
    @Bean
    static BeanFactoryPostProcessor temporaryFiles(Environment environment) {
        return _ -> TemporaryFiles.open(DataFolder.of(Path.of(environment.getRequiredProperty("xingtan.data")))).use();
    }

    /** Without an address of a database, Xingtan brings its own. */
    @Bean
    JdbcConnectionDetails database(Environment environment) {
        return environment.getProperty(ExternalDatabase.URL, "").isEmpty()
            ? EmbeddedDatabase.open(DataFolder.of(Path.of(environment.getRequiredProperty("xingtan.data")))) : ExternalDatabase.details(environment);
    }

    @Bean
    static BeanPostProcessor fairConnections() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool
                    ? new FairConnections(pool, pool.getMaximumPoolSize() - Durable.LINES, LONGEST_WAIT) : bean;
            }
        };
    }

    /**
     * Each job has a thread of its own: however long one takes, no other waits for it, and its own next turn begins after it. A job
     * that found no database, or lost it on the way, says so in a line and comes again; what else goes wrong is a bug with its
     * trace. A stop waits for the step a job is in: it would find the database gone.
     */
    @Bean
    static ThreadPoolTaskScheduler taskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler() {
            /** Whoever waits because all were paused learns of the end and is not waited for. */
            @Override
            public void shutdown() {
                initiateShutdown();
                start();
                super.shutdown();
            }
        };
        scheduler.setVirtualThreads(true);
        scheduler.setThreadNamePrefix("job-");
        scheduler.setPoolSize(MOST_JOBS);
        scheduler.setErrorHandler(PersistenceConfiguration::failed);
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setAwaitTerminationMillis(LONGEST_STEP.toMillis());
        return scheduler;
    }

    /** What this throws would be the job's end: a cause need not have a message. */
    private static void failed(Throwable failure) {
        if (DatabaseAway.is(failure)) {
            LOG.warn("A job waits for the database: {}", NestedExceptionUtils.getMostSpecificCause(failure).toString().lines().findFirst().orElse(""));
        } else {
            LOG.error("A job failed", failure);
        }
    }

    @Bean
    Clock clock(DataSource dataSource) {
        return new DatabaseClock(dataSource, Window.ZONE);
    }
}
