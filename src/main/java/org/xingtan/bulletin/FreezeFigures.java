package org.xingtan.bulletin;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.Problem;
import org.xingtan.platform.persistence.Patience;

/** Takes figures at one instant: everything a bulletin holds is read from one snapshot of the database, however much changes meanwhile. */
@Component
class FreezeFigures {

    private static final int SECONDS = 600;

    private final JdbcClient db;
    private final ProgramFigures programs;
    private final HoursFigures hours;
    private final BulletinLines lines;
    private final Patience patience;
    private final TransactionTemplate snapshot;

    FreezeFigures(JdbcClient db, ProgramFigures programs, HoursFigures hours, BulletinLines lines, Patience patience, PlatformTransactionManager transactions) {
        this.db = db;
        this.programs = programs;
        this.hours = hours;
        this.lines = lines;
        this.patience = patience;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setTimeout(SECONDS);
    }

    /**
     * Runs work in a transaction of one snapshot.
     *
     * @param work gets the instant of the snapshot
     * @throws Problem 409 when somebody else was changing the same
     */
    <T> T at(Function<Instant, T> work) {
        try {
            return snapshot.execute(_ -> {
                patience.extend();
                return work.apply(db.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant());
            });
        } catch (PessimisticLockingFailureException e) {
            throw new Problem(409, "error.changed-meanwhile");
        }
    }

    /** Within {@link #at}: the lines of a draft, in place of those it had. */
    void freeze(Bulletin draft) {
        lines.clear(draft.id());
        switch (draft.subject()) {
            case Subject.OfProgram(var program) -> programs.freeze(draft.id(), draft.path(), draft.depth(), program);
            case Subject.OfHours(var year) -> hours.freeze(draft.id(), draft.organization(), draft.path(), draft.depth(), year);
        }
    }
}
