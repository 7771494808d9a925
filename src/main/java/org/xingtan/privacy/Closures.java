package org.xingtan.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.PersonalTrace;
import org.xingtan.platform.TeacherId;

/**
 * Use cases: somebody wants his account closed, thinks better of it, and it is closed once he is in nobody's service: until
 * then his unit owes him hours and the account is where they are.
 */
@Component
class Closures {

    private final JdbcClient db;
    private final List<PersonalTrace> traces;
    private final AuditTrail trail;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Closures(JdbcClient db, List<PersonalTrace> traces, AuditTrail trail, Clock clock, PlatformTransactionManager transactions) {
        this.db = db;
        this.traces = traces;
        this.trail = trail;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** When it was asked for; empty when it was not. */
    Optional<Instant> requested(TeacherId person) {
        return db.sql("select requested_at from privacy.closure where teacher_id = :person").param("person", person.value())
            .query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant);
    }

    /** Again: nothing more. */
    @Transactional
    public void request(Actor actor) {
        var isNew = db.sql("insert into privacy.closure (teacher_id, requested_at) values (:person, :now) on conflict (teacher_id) do nothing")
            .param("person", actor.teacher().value()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update() == 1;
        if (isNew) {
            trail.record(actor, "privacy.closure.request", "teacher:" + actor.teacher(), null, null, null);
        }
    }

    @Transactional
    public void withdraw(Actor actor) {
        var wasThere = db.sql("delete from privacy.closure where teacher_id = :person and closed_at is null")
            .param("person", actor.teacher().value()).update() == 1;
        if (wasThere) {
            trail.record(actor, "privacy.closure.withdraw", "teacher:" + actor.teacher(), null, null, null);
        }
    }

    /** Closes what is due, each in a transaction of its own, on whichever node comes first. */
    @Scheduled(fixedDelay = 600_000, initialDelay = 120_000)
    void closeDue() {
        due().forEach(person -> transaction.executeWithoutResult(_ -> close(person)));
    }

    private List<TeacherId> due() {
        return db.sql("""
                -- all teachers: those few who have asked to go.
                select c.teacher_id
                  from privacy.closure c
                 where c.closed_at is null
                   and not exists (select from directory.person_card p where p.teacher_id = c.teacher_id)
                   and not exists (select from directory.appointment_card a where a.teacher_id = c.teacher_id)
                 order by c.requested_at, c.teacher_id
                 limit 1000
                """)
            .query(UUID.class).list().stream().map(TeacherId::new).toList();
    }

    private void close(TeacherId person) {
        var isMine = db.sql("update privacy.closure set closed_at = :now where teacher_id = :person and closed_at is null")
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("person", person.value()).update() == 1;
        if (isMine) {
            traces.forEach(trace -> trace.forget(person));
            trail.record(null, "privacy.close", "teacher:" + person, null, null, null);
        }
    }
}
