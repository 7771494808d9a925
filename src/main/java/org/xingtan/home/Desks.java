package org.xingtan.home;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.ledger.Standing;
import org.xingtan.ledger.Standings;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.SharedReads;
import org.xingtan.program.Candidate;
import org.xingtan.program.Candidates;

/** Everything the start page of a person rests on, read together for all who open theirs at the same moment. */
@Component
class Desks {

    /** One processor of two reads while the other one draws. */
    private static final int LANES = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /**
     * The facts of one person.
     *
     * @param takings   what he takes part in, the newest first
     * @param candidate what audiences may ask of him
     * @param standing  in the current year
     */
    record Desk(List<Taking> takings, Candidate candidate, Standing standing) {}

    private final Takings takings;
    private final Candidates candidates;
    private final Standings standings;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SharedReads<TeacherId, Desk> reads = new SharedReads<>(LANES, this::read);

    Desks(Takings takings, Candidates candidates, Standings standings, JdbcClient db, PlatformTransactionManager transactions, Clock clock) {
        this.takings = takings;
        this.candidates = candidates;
        this.standings = standings;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
        this.clock = clock;
    }

    Desk of(TeacherId teacher) {
        return reads.get(teacher);
    }

    /**
     * On one connection, by plans made once: for a few people the planner believes that a plan of their own would be worth it,
     * and making it takes ten times as long as reading.
     */
    private Map<TeacherId, Desk> read(Set<TeacherId> teachers) {
        return transaction.execute(_ -> {
            db.sql("set local plan_cache_mode = force_generic_plan").update();
            return desks(teachers);
        });
    }

    private Map<TeacherId, Desk> desks(Set<TeacherId> teachers) {
        var year = clock.instant().atZone(Window.ZONE).getYear();
        var taking = takings.of(teachers);
        var people = candidates.of(teachers);
        var paths = new HashMap<TeacherId, String>();
        people.forEach((teacher, person) -> {
            if (person.organizationPath() != null) {
                paths.put(teacher, person.organizationPath());
            }
        });
        var standing = standings.of(teachers, paths, year);
        var desks = new HashMap<TeacherId, Desk>();
        teachers.forEach(it -> desks.put(it, new Desk(List.copyOf(taking.get(it)), people.get(it), standing.get(it))));
        return desks;
    }
}
