package org.xingtan.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.monitoring.Cursor;
import org.xingtan.monitoring.LearnerSql;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;
import org.xingtan.program.AudienceSql;
import org.xingtan.program.ProgramDetail;

/** The direct people of one unit in one program: who is counted there, and who works there without taking part. */
@Repository
class PeopleQueries {

    private final JdbcClient db;
    private final Clock clock;

    PeopleQueries(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** By name; the cursor is the last one's name and id. */
    Page<PersonProgress> of(OrganizationCard unit, ProgramDetail program, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor);
        var audience = AudienceSql.anyTrack(program, LocalDate.now(clock));
        var rows = db.sql("""
                with here as (
                    select pa.teacher_id, t.name, t.document_masked, pa.track, pa.started_at, true as enrolled, true as eligible
                      from enrollment.participation_card pa
                      join directory.teacher_card t on t.teacher_id = pa.teacher_id
                     where pa.program_id = :program and pa.organization_id = :unit
                     union all
                    select p.teacher_id, p.name, p.document_masked, null, null, false, %s
                      from directory.person_card p
                     where p.organization_id = :unit
                       and not exists (select from enrollment.participation_card pa
                                        where pa.teacher_id = p.teacher_id and pa.program_id = :program)),
                x as (
                    select * from here
                     where cast(:id as uuid) is null or (name, teacher_id) > (:key, cast(:id as uuid))
                     order by name, teacher_id
                     limit :limit)
                select x.*,
                       (select count(*) from learning.lesson_completion_card l
                         where l.teacher_id = x.teacher_id and l.program_id = :program) as lessons,
                       (select coalesce(sum(e.credited), 0) from ledger.entry_card e
                         where e.teacher_id = x.teacher_id and e.program_id = :program) as hours,
                       exists (select from program.completion_card c
                                where c.teacher_id = x.teacher_id and c.program_id = :program) as completed,
                       exists (select from certificate.certificate_card c
                                where c.teacher_id = x.teacher_id and c.program_id = :program and c.state = 'VALID') as certified,
                       exists (select from %s failed) as failed,
                       %s as last_activity
                  from x
                 order by x.name, x.teacher_id
                """.formatted(audience.where(), LearnerSql.FAILED_QUIZZES, LearnerSql.LAST_ACTIVITY))
            .params(audience.params())
            .param("program", program.id().value()).param("unit", unit.id().value())
            .param("key", after == null ? null : after.key()).param("id", after == null ? null : after.id().toString())
            .param("limit", limit + 1)
            .query((row, _) -> row(row)).list();
        return Page.of(rows, limit, row -> Cursor.key(row.name(), row.teacher()));
    }

    /** How many they are. */
    int count(OrganizationCard unit, ProgramDetail program) {
        return db.sql("""
                select (select count(*) from enrollment.participation_card pa where pa.program_id = :program and pa.organization_id = :unit)
                     + (select count(*) from directory.person_card p
                         where p.organization_id = :unit
                           and not exists (select from enrollment.participation_card pa
                                            where pa.teacher_id = p.teacher_id and pa.program_id = :program))
                """)
            .param("program", program.id().value()).param("unit", unit.id().value()).query(Integer.class).single();
    }

    private static PersonProgress row(ResultSet row) throws SQLException {
        var last = row.getObject("last_activity", OffsetDateTime.class);
        return new PersonProgress(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"),
            row.getString("document_masked"), row.getString("track"), state(row), row.getInt("lessons"),
            new CreditHours(row.getBigDecimal("hours")), last == null ? null : last.toInstant());
    }

    private static PersonState state(ResultSet row) throws SQLException {
        if (!row.getBoolean("enrolled")) {
            return row.getBoolean("eligible") ? PersonState.NOT_ENROLLED : PersonState.NOT_IN_AUDIENCE;
        }
        if (row.getBoolean("certified")) {
            return PersonState.CERTIFIED;
        }
        if (row.getBoolean("completed")) {
            return PersonState.COMPLETED;
        }
        if (row.getBoolean("failed")) {
            return PersonState.QUIZ_FAILED;
        }
        return row.getObject("started_at") == null ? PersonState.NOT_STARTED : PersonState.LEARNING;
    }
}
