package org.xingtan.program;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Pipeline;
import org.xingtan.platform.reading.Reading;

/** Gathers what an audience may ask of a person, as the directory has it today. */
@Repository
public class Candidates {

    private static final String SELECT = """
        select p.teacher_id, p.organization_id, p.stage, p.subject, p.posts, p.state, p.organization_path::text, p.organization_kind,
               p.rural_since, p.hired_on, completed.programs
          from directory.person_card p
          left join (select c.teacher_id, array_agg(c.program_id) as programs
                       from program.completion c
                      where c.teacher_id = any (?)
                      group by c.teacher_id) completed on completed.teacher_id = p.teacher_id
         where p.teacher_id = any (?)
        """;

    private record These(Set<TeacherId> teachers) {}

    private final JdbcClient db;
    private final Clock clock;

    Candidates(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public Candidate of(TeacherId teacher) {
        return of(Set.of(teacher)).get(teacher);
    }

    /** Every one of them, also who has no unit. */
    public Map<TeacherId, Candidate> of(Set<TeacherId> teachers) {
        return db.sql(SELECT).params(parameters(teachers)).query(all(teachers));
    }

    /** The same, with other statements. */
    public Supplier<Map<TeacherId, Candidate>> of(Set<TeacherId> teachers, Pipeline with) {
        return with.ask(SELECT, parameters(teachers), all(teachers));
    }

    /** One of several things to be read; asked for by several, it is read once. */
    public Reading<Map<TeacherId, Candidate>> reading(Set<TeacherId> teachers) {
        return others -> others.once(new These(teachers), with -> of(teachers, with));
    }

    private static List<?> parameters(Set<TeacherId> teachers) {
        return Collections.nCopies(2, TeacherId.array(teachers));
    }

    private ResultSetExtractor<Map<TeacherId, Candidate>> all(Set<TeacherId> teachers) {
        var today = LocalDate.now(clock);
        return rows -> {
            var found = new HashMap<TeacherId, Candidate>();
            while (rows.next()) {
                found.put(new TeacherId(rows.getObject(1, UUID.class)), candidate(rows, today));
            }
            teachers.forEach(teacher -> found.computeIfAbsent(teacher, _ -> Candidate.withoutUnit(today)));
            return found;
        };
    }

    private static Candidate candidate(ResultSet row, LocalDate today) throws SQLException {
        var completed = row.getArray(11);
        return new Candidate(new OrganizationId(row.getObject(2, UUID.class)), row.getString(3), row.getString(4),
            List.of((String[]) row.getArray(5).getArray()), row.getString(6), row.getString(7), row.getString(8),
            row.getObject(9, LocalDate.class) != null, row.getObject(10, LocalDate.class),
            completed == null ? Set.of() : Set.of((UUID[]) completed.getArray()), today);
    }
}
