package org.xingtan.enrollment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.enrollment.ParticipationsMoved.Move;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.program.ExtendWindow;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.tally.Delta;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/**
 * Lets people who have changed their unit count in the new one, in every program that can still be learned; and those who changed it
 * while one was over, when it is opened once more.
 */
@Component
class MoveParticipations implements IncomingPeople.Follower {

    /** Taken by who opens a program again, and shared by those who move: each sees what the other has done. */
    private static final long LOCK = 0x7061_7274_6963_6970L;

    private record Moved(Move move, boolean started) {}

    private final JdbcClient db;
    private final Programs programs;
    private final Tally tally;
    private final List<ParticipationsMoved> listeners;
    private final Patience patience;
    private final Clock clock;

    MoveParticipations(JdbcClient db, Programs programs, Tally tally, List<ParticipationsMoved> listeners, Patience patience, Clock clock) {
        this.db = db;
        this.programs = programs;
        this.tally = tally;
        this.listeners = listeners;
        this.patience = patience;
        this.clock = clock;
    }

    /** Programs as they are now: what has just been opened again is open. */
    @Override
    public Runnable before(UUID[] people) {
        db.sql("select pg_advisory_xact_lock_shared(:lock)").param("lock", LOCK).query(_ -> {});
        var now = clock.instant();
        var open = programs.current(programs.published().stream().map(ProgramDetail::id).toList()).values().stream()
            .filter(it -> !it.isFrozen(now)).map(ProgramDetail::id).toList();
        return () -> follow(move("pa.teacher_id = any (:whose::uuid[])", people, open));
    }

    @EventListener
    void on(ExtendWindow.Extended extended) {
        if (!programs.current(extended.program()).isFrozen(clock.instant())) {
            patience.extend();
            db.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query(_ -> {});
            follow(move("cardinality(:whose::uuid[]) = 0", new UUID[0], List.of(extended.program())));
        }
    }

    private void follow(List<Moved> moved) {
        if (moved.isEmpty()) {
            return;
        }
        var deltas = new ArrayList<Delta>();
        for (var one : moved) {
            count(one.move(), Measure.ENROLLED, deltas);
            if (one.started()) {
                count(one.move(), Measure.STARTED, deltas);
            }
        }
        tally.addAll(deltas);
        var moves = moved.stream().map(Moved::move).toList();
        listeners.forEach(listener -> listener.moved(moves));
    }

    private static void count(Move move, Measure measure, List<Delta> deltas) {
        deltas.add(new Delta(move.teacher(), move.program(), move.from(), measure, -1));
        deltas.add(new Delta(move.teacher(), move.program(), move.to(), measure, 1));
    }

    private List<Moved> move(String whose, UUID[] people, List<ProgramId> programs) {
        return db.sql("""
                update enrollment.participation pa
                   set organization_id = p.organization_id, version = pa.version + 1
                  from directory.person_card p
                 where %s and p.teacher_id = pa.teacher_id
                   and pa.organization_id <> p.organization_id and pa.program_id = any (:programs::uuid[])
                returning pa.teacher_id, pa.program_id, pa.started_at, old.organization_id as before, new.organization_id as after
                """.formatted(whose))
            .param("whose", people)
            .param("programs", programs.stream().map(ProgramId::value).toArray(UUID[]::new))
            .query((row, _) -> moved(row)).list();
    }

    private static Moved moved(ResultSet row) throws SQLException {
        return new Moved(new Move(new TeacherId(row.getObject("teacher_id", UUID.class)), new ProgramId(row.getObject("program_id", UUID.class)),
            new OrganizationId(row.getObject("before", UUID.class)), new OrganizationId(row.getObject("after", UUID.class))),
            row.getObject("started_at") != null);
    }
}
