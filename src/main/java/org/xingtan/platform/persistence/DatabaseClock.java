package org.xingtan.platform.persistence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The clock of the database, read from every node: time that one node begins to measure another may finish, and the
 * nodes' own clocks may be minutes apart. Asked again every ten seconds; in between the processor's counter carries it on.
 * A request waits for the answer only when nobody has asked for a minute.
 */
final class DatabaseClock extends Clock {

    private static final Duration REFRESH = Duration.ofSeconds(10);
    private static final Duration STALE = Duration.ofMinutes(1);
    /** A reading is as wrong as half the way to the database and back; who is further behind than that has been set anew. */
    private static final long UNCERTAIN = Duration.ofSeconds(2).toNanos() / 1_000;

    private record Reading(Instant instant, long nanos) {}

    private final JdbcClient db;
    private final ZoneId zone;
    private volatile Reading reading;
    private final AtomicLong latest = new AtomicLong(Long.MIN_VALUE);

    DatabaseClock(DataSource dataSource, ZoneId zone) {
        this.db = JdbcClient.create(dataSource);
        this.zone = zone;
        this.reading = read();
    }

    @Override
    public Instant instant() {
        var current = reading;
        var age = System.nanoTime() - current.nanos;
        if (age > REFRESH.toNanos()) {
            refresh(current, age > STALE.toNanos());
            current = reading;
            age = System.nanoTime() - current.nanos;
        }
        var micros = ChronoUnit.MICROS.between(Instant.EPOCH, current.instant.plusNanos(age));
        return Instant.EPOCH.plus(latest.updateAndGet(last -> next(last, micros)), ChronoUnit.MICROS);
    }

    /** What came later on this node is not earlier: a new reading that lies behind is waited for. */
    static long next(long last, long micros) {
        return micros < last && micros >= last - UNCERTAIN ? last : micros;
    }

    /** One thread asks the database; the others go on with what they have, and so does this one while it is away. */
    private void refresh(Reading old, boolean wait) {
        synchronized (this) {
            if (reading != old) {
                return;
            }
            reading = new Reading(old.instant.plusNanos(System.nanoTime() - old.nanos), System.nanoTime());
        }
        if (wait) {
            ask();
        } else {
            Thread.startVirtualThread(this::ask);
        }
    }

    private void ask() {
        try {
            reading = read();
        } catch (org.springframework.dao.DataAccessException e) {
            // The last known offset stays in force until the database is back.
            return;
        }
    }

    private Reading read() {
        var before = System.nanoTime();
        var instant = db.sql("select clock_timestamp()").query(java.time.OffsetDateTime.class).single().toInstant();
        var after = System.nanoTime();
        return new Reading(instant, before + (after - before) / 2);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return Clock.fixed(instant(), other);
    }
}
