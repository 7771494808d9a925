package org.xingtan.census;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.enrollment.Participation;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.program.Completions;

/** What units decided about identities: written once, and ended when it is taken back. */
@Repository
class Decisions {

    enum State { CONFIRMED, REFUSED }

    /** @param completion the one that went with a refusal; null when there was none */
    record Decision(UUID id, State state, String reason, Completions.@Nullable Completion completion) {}

    private final JdbcClient db;

    Decisions(JdbcClient db) {
        this.db = db;
    }

    Optional<Decision> inForce(TeacherId teacher, ProgramId program, String track) {
        return db.sql("""
                select id, state, reason, completed_at, rule_version
                  from census.decision
                 where teacher_id = :teacher and program_id = :program and track = :track and ended_at is null
                """)
            .param("teacher", teacher.value()).param("program", program.value()).param("track", track)
            .query((row, _) -> {
                var completed = row.getObject("completed_at", OffsetDateTime.class);
                return new Decision(row.getObject("id", UUID.class), State.valueOf(row.getString("state")), row.getString("reason"),
                    completed == null ? null : new Completions.Completion(track, completed.toInstant(), row.getInt("rule_version")));
            }).optional();
    }

    void add(Participation participation, Decision decision, TeacherId by, Instant at) {
        var completion = decision.completion;
        db.sql("""
                insert into census.decision (teacher_id, program_id, id, track, organization_id, state, reason, completed_at, rule_version,
                                             decided_at, decided_by)
                values (:teacher, :program, :id, :track, :organization, :state, :reason, cast(:completed as timestamptz), cast(:version as int), :at, :by)
                """)
            .param("teacher", participation.teacher().value()).param("program", participation.program().value())
            .param("id", decision.id).param("track", participation.track()).param("organization", participation.organization().value())
            .param("state", decision.state.name()).param("reason", decision.reason)
            .param("completed", completion == null ? null : completion.at().atOffset(ZoneOffset.UTC))
            .param("version", completion == null ? null : completion.version())
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.value()).update();
    }

    void end(TeacherId teacher, ProgramId program, Decision decision, TeacherId by, Instant at) {
        db.sql("""
                update census.decision set ended_at = :at, ended_by = :by
                 where teacher_id = :teacher and program_id = :program and id = :id and ended_at is null
                """)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.value())
            .param("teacher", teacher.value()).param("program", program.value()).param("id", decision.id).update();
    }

    static Decision decision(State state, String reason, Completions.@Nullable Completion completion) {
        return new Decision(Uuids.next(), state, reason, completion);
    }
}
