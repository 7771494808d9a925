package org.xingtan.standing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.TeacherId;

/** The rows of {@code standing.exemption}. */
@Repository
class Exemptions {

    private static final String SELECT = """
        select id, teacher_id, year, lower(months) as first, upper(months) - 1 as last, kind, reason, granted_at, ended_at, ended_why
          from standing.exemption
         where teacher_id = :teacher""";

    private final JdbcClient db;

    Exemptions(JdbcClient db) {
        this.db = db;
    }

    List<Exemption> inForce(TeacherId teacher, int year) {
        return db.sql(SELECT + " and year = :year and ended_at is null order by months, id").param("teacher", teacher.value()).param("year", year)
            .query((row, _) -> exemption(row)).list();
    }

    /** Ended ones too, the newest year first. */
    List<Exemption> all(TeacherId teacher) {
        return db.sql(SELECT + " order by year desc, months, granted_at, id").param("teacher", teacher.value()).query((row, _) -> exemption(row)).list();
    }

    Optional<Exemption> find(TeacherId teacher, UUID id) {
        return db.sql(SELECT + " and id = :id").param("teacher", teacher.value()).param("id", id).query((row, _) -> exemption(row)).optional();
    }

    /** @throws org.springframework.dao.DataIntegrityViolationException when one in force has a month of it */
    void add(Exemption exemption, TeacherId by) {
        db.sql("""
                insert into standing.exemption (teacher_id, id, year, months, kind, reason, granted_at, granted_by)
                values (:teacher, :id, :year, int4range(:first, :last, '[]'), :kind, :reason, :at, :by)
                """)
            .param("teacher", exemption.teacher().value()).param("id", exemption.id()).param("year", exemption.year())
            .param("first", exemption.first()).param("last", exemption.last()).param("kind", exemption.kind().name())
            .param("reason", exemption.reason()).param("at", exemption.grantedAt().atOffset(ZoneOffset.UTC)).param("by", by.value())
            .update();
    }

    /** @return false when it has ended already */
    boolean end(Exemption exemption, String why, Instant at, TeacherId by) {
        return db.sql("""
                update standing.exemption set ended_at = :at, ended_by = :by, ended_why = :why
                 where teacher_id = :teacher and id = :id and ended_at is null
                """)
            .param("teacher", exemption.teacher().value()).param("id", exemption.id()).param("why", why)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.value())
            .update() > 0;
    }

    private static Exemption exemption(ResultSet row) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Exemption(row.getObject("id", UUID.class), new TeacherId(row.getObject("teacher_id", UUID.class)), row.getInt("year"),
            row.getInt("first"), row.getInt("last"), Exemption.Kind.valueOf(row.getString("kind")), row.getString("reason"),
            row.getObject("granted_at", OffsetDateTime.class).toInstant(), ended == null ? null : ended.toInstant(), row.getString("ended_why"));
    }
}
