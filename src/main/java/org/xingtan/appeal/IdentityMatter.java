package org.xingtan.appeal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.census.Claim;
import org.xingtan.census.DecideClaims;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.Programs;

/** An identity that the unit refused. Granted, it is confirmed, and what hung on it is judged again. */
@Component
class IdentityMatter implements Matter {

    private static final String SELECT = """
        select d.id, d.program_id, d.track, d.reason, d.decided_at, d.decided_by
          from census.decision_card d
          join enrollment.participation_card p on p.teacher_id = d.teacher_id and p.program_id = d.program_id and p.track = d.track
         where d.teacher_id = :teacher and d.state = 'REFUSED'
        """;

    private final JdbcClient db;
    private final Programs programs;
    private final DecideClaims claims;

    IdentityMatter(JdbcClient db, Programs programs, DecideClaims claims) {
        this.db = db;
        this.programs = programs;
        this.claims = claims;
    }

    @Override
    public Appeal.Kind kind() {
        return Appeal.Kind.IDENTITY;
    }

    @Override
    public List<Subject> of(TeacherId teacher) {
        return db.sql(SELECT + " order by d.decided_at desc, d.id desc limit :limit").param("teacher", teacher.value()).param("limit", OFFERED)
            .query((row, _) -> subject(row)).list();
    }

    /** Empty also when the unit has taken its word back, or the person another track: then there is nothing left to confirm. */
    @Override
    public Optional<Subject> find(TeacherId teacher, UUID reference) {
        return db.sql(SELECT + " and d.id = :id").param("teacher", teacher.value()).param("id", reference)
            .query((row, _) -> subject(row)).optional();
    }

    /** Every word that units have said to one identity. */
    @Override
    public Set<UUID> same(TeacherId teacher, UUID reference) {
        return db.sql("""
                select b.id from census.decided_card a
                  join census.decided_card b on b.teacher_id = a.teacher_id and b.program_id = a.program_id and b.track = a.track
                 where a.teacher_id = :teacher and a.id = :id
                """)
            .param("teacher", teacher.value()).param("id", reference).query(UUID.class).set();
    }

    @Override
    public void grant(Actor actor, Appeal appeal, Remedy remedy) {
        db.sql(SELECT + " and d.id = :id").param("teacher", appeal.teacher().value()).param("id", appeal.reference())
            .query((row, _) -> new Refused(new ProgramId(row.getObject("program_id", UUID.class)), row.getString("track"))).optional()
            .ifPresent(it -> claims.confirm(actor, it.program, List.of(new Claim(appeal.teacher(), it.track))));
    }

    private record Refused(ProgramId program, String track) {}

    private Subject subject(ResultSet row) throws SQLException {
        var program = new ProgramId(row.getObject("program_id", UUID.class));
        var track = programs.find(program).track(row.getString("track"));
        return new Subject(kind(), row.getObject("id", UUID.class), program, track.title(), List.of(track.name(), row.getString("reason")),
            row.getObject("decided_at", OffsetDateTime.class).toInstant(), null, new TeacherId(row.getObject("decided_by", UUID.class)), true);
    }
}
