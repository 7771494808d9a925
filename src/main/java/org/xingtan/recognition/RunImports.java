package org.xingtan.recognition;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.web.Texts;
import org.xingtan.recognition.AlreadyClaimed.Asked;

/**
 * Works off the workbooks of providers on whichever node comes first: plans them, makes exactly the planned claims, and carries out
 * the one decision on them, a claim at a time. What a node leaves undone when it dies, another one goes on with.
 */
@Component
class RunImports {

    private static final Logger LOG = LoggerFactory.getLogger(RunImports.class);
    private static final int TRIES = 3;
    private static final int AT_ONCE = 100;
    private static final long PAUSE = 50_000_000;

    /** Somebody has come first: what was planned is not true any more. */
    private static final class Overtaken extends RuntimeException {

        Overtaken() {
            super("The plan is not true any more");
        }
    }

    /** What claims are made with. */
    @Component
    record Making(Claims claims, ClaimRules rules, FileClaim.Ground ground, ReviewMany many, AuditTrail audit, Texts words) {}

    private final ProviderImports imports;
    private final PlanImport plan;
    private final Making making;
    private final TransactionOperations transactions;
    private final Patience patience;
    private final Clock clock;
    private final ConcurrentHashMap<UUID, Integer> tried = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UUID, Boolean> busy = new ConcurrentHashMap<>();

    RunImports(ProviderImports imports, PlanImport plan, Making making, TransactionOperations transactions, Patience patience, Clock clock) {
        this.imports = imports;
        this.plan = plan;
        this.making = making;
        this.transactions = transactions;
        this.patience = patience;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 500, initialDelay = 1500)
    void look() {
        for (var id : imports.waiting()) {
            if (busy.putIfAbsent(id, true) == null) {
                Thread.ofVirtual().name("recognition-" + id).start(() -> {
                    try {
                        work(id);
                    } finally {
                        busy.remove(id);
                    }
                });
            }
        }
    }

    /** Until nothing is left of it to do: the round may have come first, and have it for a moment. */
    void workOff(UUID id) {
        work(id);
        while (imports.waiting().contains(id)) {
            LockSupport.parkNanos(PAUSE);
            work(id);
        }
    }

    /** What is wrong with the workbook is its end; what is wrong with the world is tried again. */
    void work(UUID id) {
        try {
            plan.plan(id);
            transactions.executeWithoutResult(_ -> commit(id));
            decide(id);
            tried.remove(id);
        } catch (Problem e) {
            fail(id, e.code(), e.arguments());
        } catch (Refused e) {
            var condition = e.verdict().unmet().getFirst();
            fail(id, "verdict." + condition.code(), condition.arguments());
        } catch (Overtaken | DataIntegrityViolationException e) {
            LOG.info("The plan of import {} was overtaken and is made again", id);
            transactions.executeWithoutResult(_ -> move(id, ProviderImport.State.READING, "recognition.import.stale", List.of()));
        } catch (RuntimeException e) {
            LOG.warn("Import {} was interrupted", id, e);
            if (tried.merge(id, 1, Integer::sum) >= TRIES) {
                fail(id, "recognition.import.unexpected", List.of());
            }
        }
    }

    private void fail(UUID id, String reason, List<?> arguments) {
        var texts = arguments.stream().map(it -> it instanceof List<?> many ? String.join(", ", many.stream().map(Object::toString).toList())
            : it.toString()).toList();
        transactions.executeWithoutResult(_ -> move(id, ProviderImport.State.FAILED, reason, texts));
    }

    /** Only what is not over yet. */
    private void move(UUID id, ProviderImport.State state, String reason, List<String> arguments) {
        imports.lock(id).filter(it -> it.is(ProviderImport.State.READING) || it.is(ProviderImport.State.COMMITTING))
            .ifPresent(_ -> imports.move(id, state, reason, arguments, clock.instant()));
    }

    /**
     * All of the plan, or nothing and another plan. The workbook is held, and then its people, as by those whose unit goes up in another one; certificates
     * come last, by their numbers: another workbook may name the same.
     */
    private void commit(UUID id) {
        var found = imports.claim(id) ? imports.find(id).filter(it -> it.is(ProviderImport.State.COMMITTING)) : java.util.Optional.<ProviderImport>empty();
        if (found.isEmpty()) {
            return;
        }
        patience.extend();
        patience.repeat();
        var one = found.get();
        var kind = making.ground.kinds().get(one.jurisdiction(), one.kind(), one.kindVersion());
        var rows = imports.taken(id).stream()
            .sorted(Comparator.comparing(row -> PlanImport.typed(row.typed(), kind).numberKey(), Comparator.nullsFirst(Comparator.naturalOrder()))).toList();
        making.claims.hold(rows.stream().map(ProviderImport.Row::person).collect(Collectors.toSet()));
        for (var i = 0; i < rows.size(); i += AT_ONCE) {
            imports.progress(id, i, rows.size());
            make(one, kind, rows.subList(i, Math.min(i + AT_ONCE, rows.size())));
        }
        imports.move(id, ProviderImport.State.COMMITTED, null, List.of(), clock.instant());
        making.audit.record(actor(one.requested()), "recognition.import.commit", "organization:" + one.provider().id(), one.provider().path(), null,
            Map.of("import", id.toString(), "file", one.fileName(), "count", rows.size(), "refused", one.totals().refused()));
    }

    /** What one of them takes another one does not ask for: the plan has seen to that. */
    private void make(ProviderImport one, Kind kind, List<ProviderImport.Row> rows) {
        var asked = rows.stream().map(row -> new Asked(java.util.Objects.requireNonNull(row.person()), null, kind, PlanImport.typed(row.typed(), kind))).toList();
        if (!making.rules.reported(asked).stream().allMatch(it -> it.verdict().met())) {
            throw new Overtaken();
        }
        asked.forEach(it -> make(one, kind, it.teacher(), it.typed()));
    }

    private void make(ProviderImport one, Kind kind, TeacherId person, ClaimForm.Typed typed) {
        var unit = making.ground.people().find(person).flatMap(it -> java.util.Optional.ofNullable(it.organization())).orElseThrow(Overtaken::new);
        var steps = making.ground.chain().confirmation(one.authority(), making.ground.kinds().policy(kind.jurisdiction()), making.rules.today());
        var now = clock.instant();
        var claim = new Claim(person, Uuids.next(), kind.jurisdiction(), kind.code(), kind.version(), typed.category(), typed.theme(), null, typed.title(), typed.number(),
            typed.from(), typed.to(), typed.hours(), unit.id(), one.id(), Claim.State.WAITING, steps.getFirst().unit(), steps.getFirst().dueOn(), null, 0, now, now);
        if (!making.claims.add(claim, typed, kind.needsPresence()) || !making.ground.claimed().holdsNumber(claim, kind)) {
            throw new Overtaken();
        }
        making.claims.setSteps(claim, steps);
        making.claims.addAct(claim, Uuids.next(), "FILED", null, actor(one.requested()), "", Map.of("import", one.id().toString(), "provider", one.provider().name()), now);
    }

    /**
     * Whoever has left the confirming authority is refused with that reason; what cannot be decided with the others for another one waits for
     * somebody to look at it. Whatever goes wrong with one of them, the others are decided, and the end comes after some tries.
     */
    private void decide(UUID id) {
        var found = imports.find(id).filter(it -> it.is(ProviderImport.State.DECIDING));
        if (found.isEmpty()) {
            return;
        }
        var waiting = imports.claims(id, true, ImportSheet.MOST);
        var before = found.get().totals().takes() - waiting.size();
        RuntimeException wrong = null;
        for (var i = 0; i < waiting.size(); i++) {
            try {
                decide(found.get(), waiting.get(i));
            } catch (RuntimeException e) {
                wrong = e;
            }
            if (i % AT_ONCE == 0) {
                imports.progress(id, before + i + 1, found.get().totals().takes());
            }
        }
        if (wrong != null && tried.getOrDefault(id, 0) + 1 < TRIES) {
            throw new IllegalStateException("Not everything of it is decided", wrong);
        }
        imports.progress(id, found.get().totals().takes() - imports.claims(id, true, ImportSheet.MOST).size(), found.get().totals().takes());
        transactions.executeWithoutResult(_ -> finish(id));
    }

    private void decide(ProviderImport one, Claim claim) {
        var decided = java.util.Objects.requireNonNull(one.decided());
        var by = actor(decided.by());
        try {
            making.many.problem(by, new ReviewMany.Key(claim.teacher(), claim.id(), null), decided.decision(), decided.reason());
        } catch (NotFound e) {
            if (!making.ground.chain().isBelow(claim.unit(), one.authority()) && !by.teacher().equals(claim.teacher())) {
                making.many.drop(by, claim, making.words.get("recognition.import.gone.reason", Locale.SIMPLIFIED_CHINESE));
            }
        }
    }

    /** Once; what is said of it is what has become of the claims, on whatever node and in however many tries. */
    private void finish(UUID id) {
        imports.lock(id).filter(it -> it.is(ProviderImport.State.DECIDING)).ifPresent(one -> {
            var left = imports.claims(id, true, ImportSheet.MOST).size();
            var gone = imports.gone(one);
            imports.move(id, ProviderImport.State.DECIDED, gone > 0 ? "recognition.import.gone" : left > 0 ? "recognition.import.left" : null,
                gone > 0 ? List.of(String.valueOf(gone), String.valueOf(left)) : left > 0 ? List.of(String.valueOf(left)) : List.of(), clock.instant());
        });
    }

    /** Who asked for it; at work without him. */
    private static Actor actor(ProviderImport.By by) {
        return new Actor(new TeacherId(by.person().value()), by.name(), new UUID(0, 0), "", false, false);
    }
}
