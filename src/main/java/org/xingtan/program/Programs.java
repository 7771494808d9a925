package org.xingtan.program;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Pipeline;

/**
 * The published programs. A program is read whole and kept; its revision in the database tells whether what is kept is
 * still true. What pages read is checked once a second, what writes rest on is checked each time.
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

    private record Kept(ProgramDetail program, long checkedAt) {}

    private record Listed(List<ProgramDetail> programs, long checkedAt) {}

    private final ProgramReader reader;
    private final Cache<ProgramId, Kept> kept = Caffeine.newBuilder().maximumSize(2_000).build();
    private volatile Listed listed = new Listed(List.of(), System.nanoTime() - 2 * FRESH);

    Programs(ProgramReader reader) {
        this.reader = reader;
    }

    /**
     * The program as it was at most a second ago.
     *
     * @throws NotFound when there is none, or none that is published
     */
    public ProgramDetail find(ProgramId program) {
        var known = kept.getIfPresent(program);
        return known != null && System.nanoTime() - known.checkedAt() < FRESH ? known.program() : current(program);
    }

    /**
     * The program as it is now: for decisions that are written down.
     *
     * @throws NotFound when there is none, or none that is published
     */
    public ProgramDetail current(ProgramId program) {
        var at = System.nanoTime();
        var revision = reader.revision(program).orElseThrow(() -> new NotFound(program));
        return revised(program, revision, at).orElseThrow(() -> new NotFound(program));
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
        programs.stream().filter(program -> !revisions.containsKey(program)).forEach(kept::invalidate);
        revisions.forEach((program, revision) -> revised(program, revision, at));
    }

    /** Whether there is such a program, published at this moment. */
    public boolean isPublished(ProgramId program) {
        return reader.revision(program).isPresent();
    }

    /** All of them, the newest first, each parent before its children; at most a second old. */
    public List<ProgramDetail> published() {
        var current = listed;
        var at = System.nanoTime();
        if (at - current.checkedAt() < FRESH) {
            return current.programs();
        }
        var programs = reader.revisions().entrySet().stream()
            .map(entry -> revised(entry.getKey(), entry.getValue(), at)).flatMap(Optional::stream).sorted(NEWEST_FIRST).toList();
        var ordered = List.copyOf(parentsFirst(programs));
        listed = new Listed(ordered, at);
        return ordered;
    }

    /** Those that whoever is of the audience simply joins; the others are found where places are chosen or applications made. */
    public List<ProgramDetail> joinable() {
        return published().stream().filter(ProgramDetail::isForAll).toList();
    }

    /** Of these, those in which something can be learned at that instant. */
    public List<ProgramDetail> open(Instant at) {
        return joinable().stream().filter(program -> program.isOpen(at)).toList();
    }

    /** From now on people come into it so; who is in stays in. In the caller's transaction. */
    public void admit(ProgramId program, ProgramDetail.Admission admission) {
        reader.admit(program, admission);
        revise(program);
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
        reader.raiseRevision(program);
        changed();
    }

    /** What this node has changed it shows at once; other nodes see it within a second. */
    void changed() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    forget();
                }
            });
        } else {
            forget();
        }
    }

    private void forget() {
        kept.invalidateAll();
        listed = new Listed(List.of(), System.nanoTime() - 2 * FRESH);
    }

    private Optional<ProgramDetail> revised(ProgramId program, long revision, long at) {
        var known = kept.getIfPresent(program);
        if (known != null && known.program().revision() == revision) {
            kept.put(program, new Kept(known.program(), at));
            return Optional.of(known.program());
        }
        var read = reader.read(program);
        read.ifPresent(it -> kept.asMap().merge(program, new Kept(it, at), (one, other) -> other.program().revision() < one.program().revision() ? one : other));
        return read;
    }

    private static List<ProgramDetail> parentsFirst(List<ProgramDetail> programs) {
        var known = programs.stream().collect(java.util.stream.Collectors.toMap(ProgramDetail::id, it -> it));
        var ordered = new ArrayList<ProgramDetail>();
        programs.stream().filter(it -> it.parent() == null || !known.containsKey(it.parent())).forEach(root -> append(root, programs, ordered));
        return ordered;
    }

    private static void append(ProgramDetail program, List<ProgramDetail> all, List<ProgramDetail> ordered) {
        ordered.add(program);
        all.stream().filter(it -> program.id().equals(it.parent())).forEach(child -> append(child, all, ordered));
    }
}
