package org.xingtan.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.certificate.IssueCertificate;
import org.xingtan.enrollment.ParticipationsMoved;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.TypedId;
import org.xingtan.tally.Delta;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/** What people have reached in a program counts where they count: completions, hours and certificates move with them. */
@Component
class MoveFigures implements ParticipationsMoved {

    private final JdbcClient db;
    private final Tally tally;
    private final IssueCertificate certificates;

    MoveFigures(JdbcClient db, Tally tally, IssueCertificate certificates) {
        this.db = db;
        this.tally = tally;
        this.certificates = certificates;
    }

    @Override
    public void moved(List<Move> moves) {
        var deltas = new ArrayList<Delta>();
        count(moves, Measure.COMPLETED, """
            select m.*, 1 as n
              from moved m
              join program.completion_card c on c.teacher_id = m.teacher_id and c.program_id = m.program_id
            """, deltas);
        count(moves, Measure.HOURS, """
            select m.*, (sum(e.credited) * 100)::bigint as n
              from moved m
              join ledger.entry_card e on e.teacher_id = m.teacher_id and e.program_id = m.program_id
             group by m.teacher_id, m.program_id, m.origin, m.target
            """, deltas);
        tally.addAll(deltas);
        moves.stream().filter(move -> move.to() != null).forEach(move -> certificates.countIn(Objects.requireNonNull(move.to()), move.teacher(), move.program()));
    }

    private void count(List<Move> moves, Measure measure, String counted, List<Delta> deltas) {
        db.sql("""
                with moved as materialized (
                    select * from unnest(:teachers::uuid[], :programs::uuid[], :origins::uuid[], :targets::uuid[])
                        as m (teacher_id, program_id, origin, target))
                """ + counted)
            .param("teachers", ids(moves, Move::teacher)).param("programs", ids(moves, Move::program))
            .param("origins", ids(moves, Move::from)).param("targets", ids(moves, Move::to))
            .query(row -> {
                var teacher = new TeacherId(row.getObject("teacher_id", UUID.class));
                var program = new ProgramId(row.getObject("program_id", UUID.class));
                deltas.add(new Delta(teacher, program, new OrganizationId(row.getObject("origin", UUID.class)), measure, -row.getLong("n")));
                var target = row.getObject("target", UUID.class);
                if (target != null) {
                    deltas.add(new Delta(teacher, program, new OrganizationId(target), measure, row.getLong("n")));
                }
            });
    }

    private static @Nullable UUID[] ids(List<Move> moves, Function<Move, @Nullable TypedId> id) {
        return moves.stream().map(id).map(it -> it == null ? null : it.value()).toArray(UUID[]::new);
    }
}
