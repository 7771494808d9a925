package org.xingtan.roster;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.platform.persistence.Patience;

/** Use case: exactly the plan that somebody has decided on comes true, the whole of it or nothing. */
@Component
public class CommitImport {

    /** Somebody has decided otherwise meanwhile: what was done until here is rolled back, and nothing is wrong. */
    static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private final Imports imports;
    private final Subtrees subtrees;
    private final IncomingPeople people;
    private final KeepReport report;
    private final Patience patience;
    private final Clock clock;

    CommitImport(Imports imports, Subtrees subtrees, IncomingPeople people, KeepReport report, Patience patience, Clock clock) {
        this.imports = imports;
        this.subtrees = subtrees;
        this.people = people;
        this.report = report;
        this.patience = patience;
        this.clock = clock;
    }

    /** What has changed under the plan meanwhile makes it be planned again. */
    @Transactional(timeout = PlanImport.SECONDS)
    public void commit(UUID id) {
        if (!subtrees.claim(id)) {
            return;
        }
        var one = imports.find(id).filter(it -> it.is(ImportState.COMMITTING));
        if (one.isEmpty()) {
            return;
        }
        patience.extend();
        subtrees.lock(one.get().unit());
        var kept = report.keep(one.get());
        if (!people.apply(id)) {
            imports.readAgain(id, clock.instant());
            return;
        }
        report.tell(one.get(), kept);
        if (!imports.committed(id, kept, clock.instant())) {
            throw new Overtaken();
        }
    }

    /** Somebody has come first, and only the database has seen it. */
    @Transactional
    public void planAgain(UUID id) {
        imports.readAgain(id, clock.instant());
    }
}
