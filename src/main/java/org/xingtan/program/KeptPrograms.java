package org.xingtan.program;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.persistence.Pipeline;
import org.xingtan.platform.persistence.SharedReads;

/**
 * What a node keeps of the published programs. A program is read whole and kept; its revision in the database tells whether what is kept is
 * still true. What is kept only ever becomes newer: a revision that was read before another one came does not replace it, and what a transaction
 * has not committed is its own.
 */
final class KeptPrograms {

    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    /**
     * What a node knows of one program.
     *
     * @param program   null when it is older than the revision, and has to be read again
     * @param revision  the newest that this node has heard of
     * @param checkedAt when it was the newest of all, in nanoseconds
     */
    private record Kept(@Nullable ProgramDetail program, long revision, long checkedAt) {

        Kept newer(Kept other) {
            return other.revision > revision || other.revision == revision && other.program != null && (program == null || other.checkedAt - checkedAt > 0) ? other : this;
        }
    }

    /**
     * All of them at one time.
     *
     * @param change how many revisions of this node it has heard of
     */
    private record Listed(List<ProgramDetail> programs, Map<ProgramId, Long> revisions, long change, long checkedAt) {

        Listed newer(Listed other) {
            return other.change > change || other.change == change && other.checkedAt - checkedAt > 0 ? other : this;
        }
    }

    private final ProgramReader reader;
    /** Whatever is published: the list of all holds it anyway. */
    private final Map<ProgramId, Kept> kept = new ConcurrentHashMap<>();
    private final AtomicReference<Listed> listed = new AtomicReference<>(new Listed(List.of(), Map.of(), 0, System.nanoTime() - 2 * FRESH));
    private final AtomicLong changes = new AtomicLong();
    /** Whoever finds the list too old waits for the one who reads it anew. */
    private final SharedReads<Class<?>, List<ProgramDetail>> lists = new SharedReads<>(1, asked -> asked.stream().collect(Collectors.toMap(it -> it, _ -> fresh())));

    KeptPrograms(ProgramReader reader) {
        this.reader = reader;
    }

    /** As it was at most a second ago. @throws NotFound when there is none, or none that is published */
    ProgramDetail find(ProgramId program) {
        var known = kept.get(program);
        return known != null && known.program != null && System.nanoTime() - known.checkedAt < FRESH ? known.program : current(program);
    }

    /** As it is now. @throws NotFound when there is none, or none that is published */
    ProgramDetail current(ProgramId program) {
        var at = System.nanoTime();
        var revision = reader.revision(program).orElseThrow(() -> new NotFound(program));
        return Optional.ofNullable(revised(Map.of(program, revision), at).get(program)).orElseThrow(() -> new NotFound(program));
    }

    /** The same of many: those of them that are there and published. */
    Map<ProgramId, ProgramDetail> current(Collection<ProgramId> programs) {
        var at = System.nanoTime();
        return revised(reader.revisions(programs), at);
    }

    /** What {@link #find} then says of these is as they are now. */
    void check(Collection<ProgramId> programs) {
        var at = System.nanoTime();
        checked(programs, reader.revisions(programs), at);
    }

    /** The same, with other statements. */
    void check(Collection<ProgramId> programs, Pipeline with) {
        var at = System.nanoTime();
        var revisions = reader.revisions(programs, with);
        with.afterwards(() -> checked(programs, revisions.get(), at));
    }

    private void checked(Collection<ProgramId> programs, Map<ProgramId, Long> revisions, long at) {
        programs.stream().filter(program -> !revisions.containsKey(program)).forEach(kept::remove);
        revised(revisions, at);
    }

    /** All of them, the newest first, each parent before its children; at most a second old. */
    List<ProgramDetail> published() {
        var known = listed.get();
        return isFresh(known) ? known.programs : lists.get(KeptPrograms.class);
    }

    private boolean isFresh(Listed known) {
        return known.change == changes.get() && System.nanoTime() - known.checkedAt < FRESH;
    }

    /** Of those who have waited together only the first reads. */
    private List<ProgramDetail> fresh() {
        var known = listed.get();
        return isFresh(known) ? known.programs : list(known);
    }

    private List<ProgramDetail> list(Listed before) {
        var change = changes.get();
        var at = System.nanoTime();
        var revisions = reader.revisions();
        var programs = revised(revisions, at);
        if (Revising.of(this) != null || isSnapshot()) {
            return ProgramDetail.inOrder(programs.values());
        }
        var same = revisions.equals(before.revisions) && programs.size() == before.programs.size();
        var now = new Listed(same ? before.programs : ProgramDetail.inOrder(programs.values()), revisions, change, at);
        kept.keySet().retainAll(revisions.keySet());
        listed.accumulateAndGet(now, Listed::newer);
        return now.programs;
    }

    /** What this node has changed it shows at once, when the transaction has been committed; other nodes see it within a second. */
    void changed(ProgramId program, long revision) {
        var changing = Revising.begun(this);
        if (changing == null) {
            forget(Map.of(program, revision));
        } else {
            changing.revisions.put(program, revision);
        }
    }

    private void forget(Map<ProgramId, Long> revisions) {
        revisions.forEach((program, revision) -> kept.merge(program, new Kept(null, revision, System.nanoTime()), Kept::newer));
        changes.incrementAndGet();
    }

    /** What of these is not known as it is by now is read together. */
    private Map<ProgramId, ProgramDetail> revised(Map<ProgramId, Long> revisions, long at) {
        var all = HashMap.<ProgramId, ProgramDetail>newHashMap(revisions.size());
        var own = Revising.of(this);
        revisions.forEach((program, revision) -> {
            var known = known(program, revision, own);
            if (known != null) {
                all.put(program, known);
                keep(known, at, own);
            }
        });
        if (all.size() < revisions.size()) {
            var unknown = new HashMap<>(revisions);
            unknown.keySet().removeAll(all.keySet());
            reader.read(unknown).forEach((program, read) -> {
                all.put(program, read);
                keep(read, at, own);
            });
        }
        return all;
    }

    private @Nullable ProgramDetail known(ProgramId program, long revision, @Nullable Revising own) {
        var mine = own == null ? null : own.read.get(program);
        if (mine != null && mine.revision() == revision) {
            return mine;
        }
        var known = kept.get(program);
        return known != null && known.revision == revision ? known.program : null;
    }

    private void keep(ProgramDetail read, long at, @Nullable Revising own) {
        if (own != null && own.revisions.containsKey(read.id())) {
            own.read.put(read.id(), read);
        } else if (!isSnapshot()) {
            kept.merge(read.id(), new Kept(read, read.revision(), at), Kept::newer);
        }
    }

    /** Whether what is read is as it was when the transaction began, and may be older than anybody else is promised. */
    private static boolean isSnapshot() {
        var isolation = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
        return isolation != null && isolation > TransactionDefinition.ISOLATION_READ_COMMITTED;
    }

    /** What one transaction changes, until it ends: nobody else hears of it before, or at all when it is taken back. */
    private static final class Revising implements TransactionSynchronization {

        private final KeptPrograms programs;
        private final Map<ProgramId, Long> revisions = new HashMap<>();
        private final Map<ProgramId, ProgramDetail> read = new HashMap<>();

        private Revising(KeptPrograms programs) {
            this.programs = programs;
        }

        /** @return null where this transaction has changed none */
        static @Nullable Revising of(KeptPrograms programs) {
            return (Revising) TransactionSynchronizationManager.getResource(programs);
        }

        /** @return null without a transaction */
        static @Nullable Revising begun(KeptPrograms programs) {
            var known = of(programs);
            if (known != null || !TransactionSynchronizationManager.isSynchronizationActive()) {
                return known;
            }
            var begun = new Revising(programs);
            TransactionSynchronizationManager.bindResource(programs, begun);
            TransactionSynchronizationManager.registerSynchronization(begun);
            return begun;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(programs);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(programs, this);
        }

        @Override
        public void afterCommit() {
            TransactionSynchronizationManager.unbindResourceIfPossible(programs);
            programs.forget(revisions);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(programs);
        }
    }
}
