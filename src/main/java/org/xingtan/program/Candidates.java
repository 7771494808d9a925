package org.xingtan.program;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** Gathers what an audience may ask of a person, as the directory has it today. */
@Repository
public class Candidates {

    private final JdbcClient db;
    private final Clock clock;

    Candidates(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public Candidate of(TeacherId teacher) {
        var today = LocalDate.now(clock);
        return db.sql("""
                select p.organization_id, p.stage, p.subject, p.posts, p.state, p.organization_path::text as path, p.organization_kind,
                       p.rural_since, p.hired_on,
                       (select coalesce(array_agg(c.program_id), '{}') from program.completion c where c.teacher_id = :teacher) as completed
                  from directory.person_card p
                 where p.teacher_id = :teacher
                """)
            .param("teacher", teacher.value())
            .query((row, _) -> candidate(row, today)).optional().orElseGet(() -> Candidate.withoutUnit(today));
    }

    private static Candidate candidate(ResultSet row, LocalDate today) throws SQLException {
        return new Candidate(new OrganizationId(row.getObject("organization_id", UUID.class)), row.getString("stage"),
            row.getString("subject"), List.of((String[]) row.getArray("posts").getArray()), row.getString("state"),
            row.getString("path"), row.getString("organization_kind"), row.getObject("rural_since", LocalDate.class) != null,
            row.getObject("hired_on", LocalDate.class), Set.of((UUID[]) row.getArray("completed").getArray()), today);
    }
}
