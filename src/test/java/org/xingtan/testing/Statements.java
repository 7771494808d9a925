package org.xingtan.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Collections;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the database is asked, heard from the log. */
public final class Statements {

    private static final String BEGIN = "Executing prepared SQL statement";

    private Statements() {}

    /**
     * Those that many ask oftener than few. What is asked a single time is not among them: it may be an answer that is kept for a moment, like that about who is in office, and had to be read again in the
     * midst of one of the two.
     */
    public static List<String> oftener(List<String> many, List<String> few) {
        return many.stream().distinct().filter(it -> Collections.frequency(many, it) > Math.max(1, Collections.frequency(few, it))).toList();
    }

    /** Those of this thread alone, in their order. */
    public static List<String> of(Runnable asking) {
        var logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        var heard = new Mine(Thread.currentThread());
        var before = logger.getLevel();
        heard.start();
        logger.addAppender(heard);
        logger.setAdditive(false);
        logger.setLevel(Level.DEBUG);
        try {
            asking.run();
        } finally {
            logger.setLevel(before);
            logger.setAdditive(true);
            logger.detachAppender(heard);
        }
        return heard.list.stream().map(ILoggingEvent::getFormattedMessage).filter(it -> it.startsWith(BEGIN)).map(it -> it.substring(BEGIN.length())).toList();
    }

    /** An event that is asked for its thread afterwards names whoever asks: it is looked at while it is written. */
    private static final class Mine extends ListAppender<ILoggingEvent> {

        private final Thread thread;

        Mine(Thread thread) {
            this.thread = thread;
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (Thread.currentThread() == thread) {
                super.append(event);
            }
        }
    }
}
