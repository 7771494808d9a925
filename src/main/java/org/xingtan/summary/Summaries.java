package org.xingtan.summary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Uuids;

/** The reports of the units, with how they came to where they are. */
@Repository
class Summaries {

    private static final String SELECT = """
        select s.call_id, s.organization_id, o.path::text as path, o.code, o.name, o.name_en, s.state, s.practice, s.effects, s.experience, s.problems,
               s.submitted_at, s.submitted_by, s.version
          from summary.summary s
          join directory.organization_card o on o.id = s.organization_id
        """;

    private final JdbcClient db;

    Summaries(JdbcClient db) {
        this.db = db;
    }

    /** Every unit that was asked, by code. */
    List<Summary> of(SummaryCall call) {
        return db.sql(SELECT + "where s.call_id = :call order by o.code, o.id").param("call", call.id()).query((row, _) -> summary(row)).list();
    }

    /** @throws NotFound when the unit was not asked */
    Summary find(SummaryCall call, OrganizationId unit) {
        return db.sql(SELECT + "where s.call_id = :call and s.organization_id = :unit").param("call", call.id()).param("unit", unit.value())
            .query((row, _) -> summary(row)).optional().orElseThrow(() -> new NotFound(unit));
    }

    /** @throws Problem 409 when somebody has changed it meanwhile */
    void write(Summary summary, SummaryText text, Summary.State state) {
        changed(db.sql("""
                update summary.summary
                   set practice = :practice, effects = :effects, experience = :experience, problems = :problems, state = :state, version = version + 1
                 where call_id = :call and organization_id = :unit and version = :version
                """)
            .param("practice", text.practice()).param("effects", text.effects()).param("experience", text.experience())
            .param("problems", text.problems()).param("state", state.name()).param("call", summary.call())
            .param("unit", summary.organization().value()).param("version", summary.version()).update());
    }

    /** @throws Problem 409 when somebody has changed it meanwhile */
    void submit(Summary summary, Actor by, Instant at) {
        changed(db.sql("""
                update summary.summary set state = 'SUBMITTED', submitted_at = :at, submitted_by = :by, version = version + 1
                 where call_id = :call and organization_id = :unit and version = :version
                """)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value()).param("call", summary.call())
            .param("unit", summary.organization().value()).param("version", summary.version()).update());
    }

    /** @throws Problem 409 when somebody has changed it meanwhile */
    void move(Summary summary, Summary.State state) {
        changed(db.sql("""
                update summary.summary set state = :state, version = version + 1
                 where call_id = :call and organization_id = :unit and version = :version
                """)
            .param("state", state.name()).param("call", summary.call()).param("unit", summary.organization().value())
            .param("version", summary.version()).update());
    }

    void addStep(Summary summary, Summary.State state, String reason, Actor by, Instant at) {
        db.sql("""
                insert into summary.step (call_id, organization_id, id, state, reason, moved_by, moved_by_name, moved_at)
                values (:call, :unit, :id, :state, :reason, :by, :byName, :at)
                """)
            .param("call", summary.call()).param("unit", summary.organization().value()).param("id", Uuids.next()).param("state", state.name())
            .param("reason", reason).param("by", by.teacher().value()).param("byName", by.personName()).param("at", at.atOffset(ZoneOffset.UTC))
            .update();
    }

    /** The newest first. */
    List<SummaryStep> steps(Summary summary) {
        return db.sql("""
                select state, reason, moved_by_name, moved_at from summary.step
                 where call_id = :call and organization_id = :unit
                 order by id desc
                """)
            .param("call", summary.call()).param("unit", summary.organization().value())
            .query((row, _) -> new SummaryStep(Summary.State.valueOf(row.getString("state")), row.getString("reason"), row.getString("moved_by_name"),
                row.getObject("moved_at", OffsetDateTime.class).toInstant())).list();
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw new Problem(409, "error.changed-meanwhile");
        }
    }

    private static Summary summary(ResultSet row) throws SQLException {
        var at = row.getObject("submitted_at", OffsetDateTime.class);
        return new Summary(row.getObject("call_id", UUID.class), new OrganizationId(row.getObject("organization_id", UUID.class)), row.getString("path"),
            row.getString("code"), new Localized(row.getString("name"), row.getString("name_en")), Summary.State.valueOf(row.getString("state")),
            new SummaryText(row.getString("practice"), row.getString("effects"), row.getString("experience"), row.getString("problems")),
            at == null ? null : at.toInstant(), row.getObject("submitted_by", UUID.class), row.getInt("version"));
    }
}
