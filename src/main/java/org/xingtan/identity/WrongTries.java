package org.xingtan.identity;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.TeacherId;

/**
 * Wrong passwords and codes, counted for each person and each place they come from, so that whoever errs or attacks holds up
 * himself and not the owner; and counted together, against an attack from many places. All nodes count in one table.
 */
@Component
public class WrongTries {

    private static final String ALL = "all";

    /** What somebody got wrong here, and what everybody got wrong everywhere. */
    record Counted(LockOut here, LockOut all) {

        boolean none() {
            return here.failures() == 0 && all.failures() == 0;
        }
    }

    private final JdbcClient db;
    private final Clock clock;

    WrongTries(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    Counted counted(UUID teacher, String source) {
        var bySource = db.sql("select source, failures, last_at from identity.wrong_try where teacher_id = :teacher and source in (:here, :all)")
            .param("teacher", teacher).param("here", source).param("all", ALL)
            .query((row, _) -> Map.entry(row.getString("source"),
                new LockOut(row.getInt("failures"), row.getObject("last_at", OffsetDateTime.class).toInstant())))
            .list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Counted(bySource.getOrDefault(source, LockOut.NONE), bySource.getOrDefault(ALL, LockOut.NONE));
    }

    /** One more, here and in all. Everybody takes the rows in the same order. */
    void count(UUID teacher, String source, Instant now) {
        db.sql("""
                insert into identity.wrong_try (teacher_id, source, failures, last_at)
                values (:teacher, :all, 1, :now), (:teacher, :here, 1, :now)
                on conflict (teacher_id, source) do update
                   set failures = case when wrong_try.last_at < excluded.last_at - interval '1 hour' then 1 else wrong_try.failures + 1 end,
                       last_at = excluded.last_at
                """)
            .param("teacher", teacher).param("all", ALL).param("here", source).param("now", now.atOffset(UTC))
            .update();
    }

    void forget(UUID teacher, String source) {
        db.sql("delete from identity.wrong_try where teacher_id = :teacher and source in (:here, :all)")
            .param("teacher", teacher).param("here", source).param("all", ALL)
            .update();
    }

    /** One guess of a code after another from one address, however many come at once. In the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Duration leftForCode(TeacherId teacher, String address, Instant now) {
        db.sql("""
                insert into identity.wrong_try (teacher_id, source, failures, last_at) values (:teacher, :here, 0, :now)
                on conflict (teacher_id, source) do nothing
                """)
            .param("teacher", teacher.value()).param("here", code(address)).param("now", now.atOffset(UTC))
            .update();
        return db.sql("select failures, last_at from identity.wrong_try where teacher_id = :teacher and source = :here for update")
            .param("teacher", teacher.value()).param("here", code(address))
            .query((row, _) -> new LockOut(row.getInt("failures"), row.getObject("last_at", OffsetDateTime.class).toInstant()))
            .single().left(now, LockOut.FREE_HERE);
    }

    /** A wrong code. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void countCode(TeacherId teacher, String address, Instant now) {
        db.sql("""
                update identity.wrong_try
                   set failures = case when last_at < :forgotten then 1 else failures + 1 end, last_at = :now
                 where teacher_id = :teacher and source = :here
                """)
            .param("teacher", teacher.value()).param("here", code(address)).param("now", now.atOffset(UTC))
            .param("forgotten", now.minus(LockOut.FORGOTTEN).atOffset(UTC))
            .update();
    }

    private static String code(String address) {
        return "code " + Addresses.network(address);
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 400_000)
    void deleteForgotten() {
        db.sql("delete from identity.wrong_try where last_at < :forgotten -- all teachers: by time")
            .param("forgotten", clock.instant().minus(LockOut.FORGOTTEN).atOffset(UTC))
            .update();
    }
}
