package org.xingtan.roster;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;

/**
 * Works off what is to be read and committed, on whichever node comes first; what a node leaves undone when it dies, another
 * one begins anew.
 */
@Component
class RunImports {

    private static final Logger LOG = LoggerFactory.getLogger(RunImports.class);
    /** How many at once on one node, so that they fit into its memory. */
    private static final int AT_ONCE = 2;
    private static final int TRIES = 3;

    private final Imports imports;
    private final PlanImport plan;
    private final CommitImport commit;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ConcurrentHashMap<UUID, Integer> tried = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UUID, Boolean> busy = new ConcurrentHashMap<>();

    RunImports(Imports imports, PlanImport plan, CommitImport commit, TransactionOperations transactions, Clock clock) {
        this.imports = imports;
        this.plan = plan;
        this.commit = commit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 400, initialDelay = 1000)
    void look() {
        for (var id : imports.waiting()) {
            if (!busy.containsKey(id) && places.tryAcquire()) {
                busy.put(id, true);
                Thread.ofVirtual().name("roster-" + id).start(() -> workAndLeave(id));
            }
        }
    }

    private void workAndLeave(UUID id) {
        try {
            work(id);
        } finally {
            busy.remove(id);
            places.release();
        }
    }

    /** What is wrong with the workbook is its end; what is wrong with the world is tried again. */
    void work(UUID id) {
        try {
            plan.plan(id);
            commit.commit(id);
            tried.remove(id);
        } catch (Problem e) {
            fail(id, e.code(), e.arguments());
        } catch (Refused e) {
            var condition = e.verdict().unmet().getFirst();
            fail(id, "verdict." + condition.code(), condition.arguments());
        } catch (DataIntegrityViolationException e) {
            LOG.info("The plan of import {} was overtaken and is made again", id);
            commit.planAgain(id);
        } catch (CommitImport.Overtaken e) {
            LOG.debug("Import {} was decided on meanwhile", id);
        } catch (RuntimeException e) {
            LOG.warn("Import {} was interrupted", id, e);
            if (tried.merge(id, 1, Integer::sum) >= TRIES) {
                fail(id, "roster.unexpected", List.of());
            }
        }
    }

    private void fail(UUID id, String reason, List<?> arguments) {
        var texts = arguments.stream().map(it -> it instanceof List<?> many ? String.join(", ", many.stream().map(Object::toString).toList())
            : it.toString()).toList();
        transactions.executeWithoutResult(_ -> imports.failed(id, reason, texts, clock.instant()));
    }
}
