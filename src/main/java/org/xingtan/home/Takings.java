package org.xingtan.home;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.Programs;

/** What a person takes part in and how far he is, in one statement over what the modules publish. */
@Repository
class Takings {

    private static final String SQL = """
        select p.program_id, p.track, done.completed_at, held.id as certificate_id, held.number, held.issued_at,
               array(select l.lesson_id
                       from learning.lesson_completion_card l
                      where l.teacher_id = :teacher and l.program_id = p.program_id) as lessons,
               array(select distinct a.lesson_id
                       from quiz.attempt_card a
                      where a.teacher_id = :teacher and a.program_id = p.program_id and a.passed) as passed,
               array(select s.lesson_id || ' ' || public.seconds(range_agg(s.covered))
                       from learning.session_card s
                      where s.teacher_id = :teacher and s.program_id = p.program_id
                        and not exists (select from learning.lesson_completion_card l
                                         where l.teacher_id = :teacher and l.program_id = p.program_id and l.lesson_id = s.lesson_id)
                      group by s.lesson_id) as covered,
               (select s.lesson_id
                  from learning.session_card s
                 where s.teacher_id = :teacher and s.program_id = p.program_id
                 order by s.opened_at desc
                 limit 1) as latest,
               (select coalesce(sum(e.credited), 0)
                  from ledger.entry_card e
                 where e.teacher_id = :teacher and e.program_id = p.program_id) as credited
          from enrollment.participation_card p
          left join program.completion_card done on done.teacher_id = :teacher and done.program_id = p.program_id
          left join certificate.certificate_card held
            on held.teacher_id = :teacher and held.program_id = p.program_id and held.state = 'VALID'
         where p.teacher_id = :teacher
         order by p.joined_at desc, p.id desc
        """;

    private final JdbcClient db;
    private final Programs programs;

    Takings(JdbcClient db, Programs programs) {
        this.db = db;
        this.programs = programs;
    }

    /** The newest first. */
    List<Taking> of(TeacherId teacher) {
        return db.sql(SQL).param("teacher", teacher.value()).query((row, _) -> taking(row)).list();
    }

    /** @throws NotFound never for a participation: what somebody has joined stays published */
    private Taking taking(ResultSet row) throws SQLException {
        return new Taking(programs.find(new ProgramId(row.getObject("program_id", UUID.class))), row.getString("track"),
            instant(row, "completed_at"), ids(row, "lessons"), ids(row, "passed"), seconds(row), row.getObject("latest", UUID.class),
            new CreditHours(row.getBigDecimal("credited")), certificate(row));
    }

    private static Taking.@Nullable Held certificate(ResultSet row) throws SQLException {
        var issued = instant(row, "issued_at");
        return issued == null ? null : new Taking.Held(row.getObject("certificate_id", UUID.class), row.getString("number"), issued);
    }

    private static Set<UUID> ids(ResultSet row, String column) throws SQLException {
        return Set.of((UUID[]) row.getArray(column).getArray());
    }

    private static Map<UUID, Integer> seconds(ResultSet row) throws SQLException {
        var result = new HashMap<UUID, Integer>();
        for (var pair : (String[]) row.getArray("covered").getArray()) {
            result.put(UUID.fromString(pair.substring(0, 36)), Integer.valueOf(pair.substring(37)));
        }
        return result;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
