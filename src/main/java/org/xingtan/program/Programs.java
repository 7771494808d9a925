package org.xingtan.program;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Pipeline;
import org.xingtan.platform.persistence.SharedReads;

/**
 * The published programs. A program is read whole and kept; its revision in the database tells whether what is kept is
 * still true. What pages read is checked once a second, what writes rest on is checked each time. What is kept only ever becomes newer: a
 * revision that was read before another one came does not replace it, and what a transaction has not committed is its own.
 */
@Component
public class Programs {

    private static final long FRESH = Duration.ofSeconds(1).toNanos();
    private static final Comparator<ProgramDetail> NEWEST_FIRST = Comparator
        .comparing((ProgramDetail program) -> program.learnWindows().stream().map(Window::opens).max(Comparator.naturalOrder()).orElse(Instant.MIN))
        .reversed().thenComparing(program -> program.id().value());

    /** Somebody knows what people take part in. */
    public interface Taken {

        Set<ProgramId> programs(TeacherId teacher);
    }

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

    Programs(ProgramReader reader) {
        this.reader = reader;
    }

    /**
     * The program as it was at most a second ago.
     *
     * @throws NotFound when there is none, or none that is published
     */
    public ProgramDetail find(ProgramId program) {
        var known = kept.get(program);
        return known != null && known.program != null && System.nanoTime() - known.checkedAt < FRESH ? known.program : current(program);
    }

    /**
     * The program as it is now: for decisions that are written down.
     *
     * @throws NotFound when there is none, or none that is published
     */
    public ProgramDetail current(ProgramId program) {
        var at = System.nanoTime();
        var revision = reader.revision(program).orElseThrow(() -> new NotFound(program));
        return Optional.ofNullable(revised(Map.of(program, revision), at).get(program)).orElseThrow(() -> new NotFound(program));
    }

    /** The same of many: those of them that are there and published. */
    public Map<ProgramId, ProgramDetail> current(Collection<ProgramId> programs) {
        var at = System.nanoTime();
        return revised(reader.revisions(programs), at);
    }

    /** What {@link #find} then says of these is as they are now: for decisions on many people that are written down together. */
    public void check(Collection<ProgramId> programs) {
        var at = System.nanoTime();
        checked(programs, reader.revisions(programs), at);
    }

    /** The same, with other statements. */
    public void check(Collection<ProgramId> programs, Pipeline with) {
        var at = System.nanoTime();
        var revisions = reader.revisions(programs, with);
        with.afterwards(() -> checked(programs, revisions.get(), at));
    }

    private void checked(Collection<ProgramId> programs, Map<ProgramId, Long> revisions, long at) {
        programs.stream().filter(program -> !revisions.containsKey(program)).forEach(kept::remove);
        revised(revisions, at);
    }

    /** Whether there is such a program, published at this moment. */
    public boolean isPublished(ProgramId program) {
        return reader.revision(program).isPresent();
    }

    /** All of them, the newest first, each parent before its children; at most a second old. */
    public List<ProgramDetail> published() {
        var known = listed.get();
        return isFresh(known) ? known.programs : lists.get(Programs.class);
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
            return ordered(programs.values());
        }
        var same = revisions.equals(before.revisions) && programs.size() == before.programs.size();
        var now = new Listed(same ? before.programs : ordered(programs.values()), revisions, change, at);
        kept.keySet().retainAll(revisions.keySet());
        listed.accumulateAndGet(now, Listed::newer);
        return now.programs;
    }

    /** Those that whoever is of the audience simply joins; the others are found where places are chosen or applications made. */
    public List<ProgramDetail> joinable() {
        return published().stream().filter(ProgramDetail::isForAll).toList();
    }

    /** Of these, those in which something can be learned at that instant. */
    public List<ProgramDetail> open(Instant at) {
        return joinable().stream().filter(program -> program.isOpen(at)).toList();
    }

    /** From now on people come into them so; who is in stays in. In the caller's transaction. */
    public void admit(Collection<ProgramId> programs, ProgramDetail.Admission admission) {
        reader.admit(programs, admission).forEach(this::changed);
    }

    /** Of these, those into which people come in the one way: from now on they come in the other. In the caller's transaction. @return which these are */
    public Set<ProgramId> admit(Collection<ProgramId> programs, ProgramDetail.Admission from, ProgramDetail.Admission to) {
        var changed = reader.admit(programs, from, to);
        changed.forEach(this::changed);
        return changed.keySet();
    }

    /** The program that this one is a part of, when that is published. */
    public Optional<ProgramDetail> parent(ProgramDetail program) {
        return published().stream().filter(it -> it.id().equals(program.parent())).findFirst();
    }

    /** The programs that are parts of this one. */
    public List<ProgramDetail> children(ProgramId program) {
        return published().stream().filter(it -> program.equals(it.parent())).toList();
    }

    /** The programs whose hours share the PARENT cap with this one: the parent and its children that count inside; at least itself. */
    public List<UUID> capFamily(ProgramId id) {
        var program = find(id);
        var root = program.parent() != null && program.insideParentCap() ? program.parent() : id;
        return Stream.concat(Stream.of(root), children(root).stream().filter(ProgramDetail::insideParentCap).map(ProgramDetail::id))
            .map(ProgramId::value).toList();
    }

    /** Something of the program changes in this transaction: every node reads it anew. */
    void revise(ProgramId program) {
        changed(program, reader.raiseRevision(program));
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
        var keeps = !isSnapshot();
        revisions.forEach((program, revision) -> {
            var known = kept.get(program);
            if (known != null && known.program != null && known.revision == revision) {
                all.put(program, known.program);
                if (keeps) {
                    kept.merge(program, new Kept(known.program, revision, at), Kept::newer);
                }
            }
        });
        if (all.size() < revisions.size()) {
            var own = Revising.of(this);
            var unknown = new HashMap<>(revisions);
            unknown.keySet().removeAll(all.keySet());
            reader.read(unknown).forEach((program, read) -> {
                all.put(program, read);
                if (keeps && (own == null || !own.revisions.containsKey(program))) {
                    kept.merge(program, new Kept(read, read.revision(), at), Kept::newer);
                }
            });
        }
        return all;
    }

    /** Whether what is read is as it was when the transaction began, and may be older than anybody else is promised. */
    private static boolean isSnapshot() {
        var isolation = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
        return isolation != null && isolation > TransactionDefinition.ISOLATION_READ_COMMITTED;
    }

    private static List<ProgramDetail> ordered(Collection<ProgramDetail> programs) {
        var newest = programs.stream().sorted(NEWEST_FIRST).toList();
        var known = newest.stream().map(ProgramDetail::id).collect(Collectors.toSet());
        var children = newest.stream().filter(it -> it.parent() != null).collect(Collectors.groupingBy(ProgramDetail::parent));
        var ordered = new ArrayList<ProgramDetail>(newest.size());
        newest.stream().filter(it -> it.parent() == null || !known.contains(it.parent())).forEach(root -> append(root, children, ordered));
        return List.copyOf(ordered);
    }

    private static void append(ProgramDetail program, Map<ProgramId, List<ProgramDetail>> children, List<ProgramDetail> ordered) {
        ordered.add(program);
        children.getOrDefault(program.id(), List.of()).forEach(child -> append(child, children, ordered));
    }

    /** What one transaction changes, until it ends: nobody else hears of it before, or at all when it is taken back. */
    private static final class Revising implements TransactionSynchronization {

        private final Programs programs;
        private final Map<ProgramId, Long> revisions = new HashMap<>();

        private Revising(Programs programs) {
            this.programs = programs;
        }

        /** @return null where this transaction has changed none */
        static @Nullable Revising of(Programs programs) {
            return (Revising) TransactionSynchronizationManager.getResource(programs);
        }

        /** @return null without a transaction */
        static @Nullable Revising begun(Programs programs) {
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
