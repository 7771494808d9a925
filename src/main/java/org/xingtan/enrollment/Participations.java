package org.xingtan.enrollment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.Programs;
import org.xingtan.tally.Delta;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/** Who takes part in what. */
@Repository
public class Participations implements Programs.Taken {

    private static final String SELECT = """
        select id, teacher_id, program_id, track, organization_id, joined_at, started_at
          from enrollment.participation
         where teacher_id = :teacher
        """;

    private final JdbcClient db;
    private final Tally tally;

    Participations(JdbcClient db, Tally tally) {
        this.db = db;
        this.tally = tally;
    }

    public Optional<Participation> find(TeacherId teacher, ProgramId program) {
        return db.sql(SELECT + " and program_id = :program").param("teacher", teacher.value()).param("program", program.value())
            .query((row, _) -> participation(row)).optional();
    }

    @Override
    public Set<ProgramId> programs(TeacherId teacher) {
        return ofTeacher(teacher).stream().map(Participation::program).collect(Collectors.toSet());
    }

    /** The newest first. */
    public List<Participation> ofTeacher(TeacherId teacher) {
        return db.sql(SELECT + " order by joined_at desc, id desc").param("teacher", teacher.value())
            .query((row, _) -> participation(row)).list();
    }

    /** @throws Refused when the person does not take part */
    public Participation require(TeacherId teacher, ProgramId program) {
        return find(teacher, program).orElseThrow(() -> new Refused("enrollment.not-joined"));
    }

    /**
     * The first lesson was opened. Counted once, whoever tells it how often.
     *
     * @return whether this was the first time
     */
    @Transactional
    public boolean markStarted(Participation participation, Instant at) {
        var unit = db.sql("""
                update enrollment.participation set started_at = :at
                 where teacher_id = :teacher and program_id = :program and started_at is null
                returning organization_id
                """)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .param("teacher", participation.teacher().value())
            .param("program", participation.program().value())
            .query(UUID.class).optional();
        unit.ifPresent(it -> tally.add(participation.teacher(), participation.program(), new OrganizationId(it), Measure.STARTED, 1));
        return unit.isPresent();
    }

    /** Many have begun at once, without opening a lesson: they were there in person. Who had begun before is not counted again. */
    @Transactional
    public void markStarted(Collection<TeacherId> teachers, ProgramId program, Instant at) {
        db.sql("""
                select 1 from enrollment.participation
                 where teacher_id = any (:teachers) and program_id = :program and started_at is null
                 order by teacher_id for update
                """)
            .param("teachers", TeacherId.array(teachers)).param("program", program.value()).query(_ -> {});
        tally.addAll(db.sql("""
                update enrollment.participation set started_at = :at
                 where teacher_id = any (:teachers) and program_id = :program and started_at is null
                returning teacher_id, organization_id
                """)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("teachers", TeacherId.array(teachers)).param("program", program.value())
            .query((row, _) -> new Delta(new TeacherId(row.getObject("teacher_id", UUID.class)), program, new OrganizationId(row.getObject("organization_id", UUID.class)),
                Measure.STARTED, 1)).list());
    }

    /** @return false when the person takes part already; then somebody else's row is committed and can be locked */
    boolean insert(Participation participation) {
        return db.sql("""
                insert into enrollment.participation (teacher_id, program_id, id, track, organization_id, joined_at)
                values (:teacher, :program, :id, :track, :organization, :at)
                on conflict (teacher_id, program_id) do nothing
                """)
            .param("teacher", participation.teacher().value())
            .param("program", participation.program().value())
            .param("id", participation.id())
            .param("track", participation.track())
            .param("organization", participation.organization().value())
            .param("at", participation.joinedAt().atOffset(ZoneOffset.UTC))
            .update() == 1;
    }

    /**
     * The same, locked until the transaction ends: what follows from progress is judged one after another.
     *
     * @throws Refused when the person does not take part any more
     */
    public Participation lock(TeacherId teacher, ProgramId program) {
        return db.sql(SELECT + " and program_id = :program for update")
            .param("teacher", teacher.value()).param("program", program.value())
            .query((row, _) -> participation(row)).optional().orElseThrow(() -> new Refused("enrollment.not-joined"));
    }

    Participation changeTrack(Participation participation, String track) {
        db.sql("""
                update enrollment.participation set track = :track, version = version + 1
                 where teacher_id = :teacher and program_id = :program
                """)
            .param("track", track)
            .param("teacher", participation.teacher().value())
            .param("program", participation.program().value())
            .update();
        return new Participation(participation.id(), participation.teacher(), participation.program(), track,
            participation.organization(), participation.joinedAt(), participation.startedAt());
    }

    private static Participation participation(ResultSet row) throws SQLException {
        var started = row.getObject("started_at", OffsetDateTime.class);
        return new Participation(row.getObject("id", UUID.class), new TeacherId(row.getObject("teacher_id", UUID.class)),
            new ProgramId(row.getObject("program_id", UUID.class)), row.getString("track"),
            new OrganizationId(row.getObject("organization_id", UUID.class)),
            row.getObject("joined_at", OffsetDateTime.class).toInstant(), started == null ? null : started.toInstant());
    }
}
