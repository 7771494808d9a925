package org.xingtan.program;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Pipeline;

/** The published programs. What pages read of them is checked once a second, what writes rest on is checked each time. */
@Component
public class Programs {

    /** Somebody knows what people take part in. */
    public interface Taken {

        Set<ProgramId> programs(TeacherId teacher);
    }

    /** Somebody keeps windows of programs beside those that they have themselves. */
    public interface MoreWindows {

        List<Window> windows(ProgramId program);
    }

    private final ProgramReader reader;
    private final KeptPrograms kept;

    Programs(ProgramReader reader) {
        this.reader = reader;
        this.kept = new KeptPrograms(reader);
    }

    /**
     * The program as it was at most a second ago.
     *
     * @throws NotFound when there is none, or none that is published
     */
    public ProgramDetail find(ProgramId program) {
        return kept.find(program);
    }

    /**
     * The program as it is now: for decisions that are written down.
     *
     * @throws NotFound when there is none, or none that is published
     */
    public ProgramDetail current(ProgramId program) {
        return kept.current(program);
    }

    /** The same of many: those of them that are there and published. */
    public Map<ProgramId, ProgramDetail> current(Collection<ProgramId> programs) {
        return kept.current(programs);
    }

    /** What {@link #find} then says of these is as they are now: for decisions on many people that are written down together. */
    public void check(Collection<ProgramId> programs) {
        kept.check(programs);
    }

    /** The same, with other statements. */
    public void check(Collection<ProgramId> programs, Pipeline with) {
        kept.check(programs, with);
    }

    /** Whether there is such a program, published at this moment. */
    public boolean isPublished(ProgramId program) {
        return reader.revision(program).isPresent();
    }

    /** All of them, the newest first, each parent before its children; at most a second old. */
    public List<ProgramDetail> published() {
        return kept.published();
    }

    /** Those that whoever is of the audience simply joins; the others are found where places are chosen or applications made. */
    public List<ProgramDetail> joinable() {
        return published().stream().filter(ProgramDetail::isForAll).toList();
    }

    /** Of those that whoever is of the audience joins, those in which something can be learned at that instant. */
    public List<ProgramDetail> open(Instant at) {
        return published().stream().filter(program -> program.isForAll() && program.isOpen(at)).toList();
    }

    /**
     * Until the caller's transaction ends nobody else who holds them too goes on. For whoever is about to refer to programs and then changes how people
     * come into them: two of them would wait for each other.
     */
    public void hold(Collection<ProgramId> programs) {
        reader.lock(programs);
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
        kept.changed(program, revision);
    }
}
