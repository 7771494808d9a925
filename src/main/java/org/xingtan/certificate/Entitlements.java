package org.xingtan.certificate;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/**
 * Who of a unit's people is entitled to a certificate of a program and has none: those of whom {@link CertificateStandings} says
 * PENDING, as SQL for a population. The completion is the recorded one: what it was judged by stays decided.
 */
@Repository
class Entitlements {

    private static final String ENTITLED = """
              -- all teachers: a unit's people, many at a time
              from enrollment.participation_card p
              join program.completion_card d on d.teacher_id = p.teacher_id and d.program_id = p.program_id and d.track = p.track
              join directory.organization_card u on u.id = p.organization_id
              join directory.teacher_card t on t.teacher_id = p.teacher_id
              left join lateral (select c.state, c.ended_by from certificate.certificate c
                                  where c.teacher_id = p.teacher_id and c.program_id = p.program_id
                                  order by (c.state = 'VALID') desc, c.issued_at desc, c.id desc
                                  limit 1) held on true
             where p.program_id = :program and p.track = any (:tracks) and u.path <@ cast(:unit as public.ltree)
               and (held.state is null or held.state = 'SUPERSEDED' or held.state = 'REVOKED' and held.ended_by is null)
        """;

    /**
     * Somebody to issue to.
     *
     * @param unit  the unit the person counts in for this program
     * @param hours credited in the program
     */
    record Entitled(TeacherId teacher, OrganizationId unit, String track, Holders.Holder holder, CreditHours hours, Instant completedAt) {}

    /**
     * Some of them, in the order of their ids.
     *
     * @param program as it is now
     * @param last    up to whom everybody has been looked at; null when nobody is left
     */
    record Batch(ProgramDetail program, List<Entitled> people, @Nullable TeacherId last) {}

    private final JdbcClient db;
    private final Programs programs;
    private final Patience patience;

    Entitlements(JdbcClient db, Programs programs, Patience patience) {
        this.db = db;
        this.programs = programs;
        this.patience = patience;
    }

    /** Nobody is entitled to anything of a program that is not. */
    boolean isPublished(ProgramId program) {
        return programs.isPublished(program);
    }

    /** How many there are, counted up to {@code most}. */
    int count(ProgramId program, String unit, int most) {
        return db.sql("select count(*) from (select 1 " + ENTITLED + " limit :most) counted")
            .params(params(programs.find(program), unit)).param("most", most).query(Integer.class).single();
    }

    /** How many there are, however many; in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int countAll(ProgramId program, String unit) {
        patience.extend();
        return count(program, unit, Integer.MAX_VALUE);
    }

    /**
     * The next ones. Their participations are locked until the transaction ends, as by whoever judges one of them; what
     * they are entitled to is read once that is so, so that nobody who has been served meanwhile is among them.
     *
     * @param after the last one of the batch before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Batch next(ProgramId id, String unit, @Nullable TeacherId after, int size) {
        patience.extend();
        var program = programs.current(id);
        var teachers = lock(program, unit, after, size);
        return new Batch(program, read(program, unit, teachers), teachers.isEmpty() ? null : new TeacherId(teachers.getLast()));
    }

    private List<UUID> lock(ProgramDetail program, String unit, @Nullable TeacherId after, int size) {
        return db.sql("select p.teacher_id " + ENTITLED + """
                   and p.teacher_id > :after
                 order by p.teacher_id
                 limit :size
                   for update of p
                """)
            .params(params(program, unit)).param("after", after == null ? new UUID(0, 0) : after.value()).param("size", size)
            .query(UUID.class).list();
    }

    private List<Entitled> read(ProgramDetail program, String unit, List<UUID> teachers) {
        return db.sql("""
                select p.teacher_id, p.organization_id, p.track, t.name, t.document_masked, u.name as unit, u.path, d.completed_at,
                       (select coalesce(sum(e.credited), 0) from ledger.entry_card e
                         where e.teacher_id = p.teacher_id and e.program_id = p.program_id) as hours
                """ + ENTITLED + """
                   and p.teacher_id = any (:teachers)
                 order by p.teacher_id
                """)
            .params(params(program, unit)).param("teachers", teachers.toArray(UUID[]::new))
            .query((row, _) -> new Entitled(new TeacherId(row.getObject("teacher_id", UUID.class)),
                new OrganizationId(row.getObject("organization_id", UUID.class)), row.getString("track"),
                new Holders.Holder(row.getString("name"), row.getString("document_masked"), row.getString("unit"), row.getString("path")),
                new CreditHours(row.getBigDecimal("hours")), row.getObject("completed_at", OffsetDateTime.class).toInstant()))
            .list();
    }

    private static Map<String, Object> params(ProgramDetail program, String unit) {
        return Map.of("program", program.id().value(), "unit", unit, "tracks", program.rules().certificate().tracks().toArray(String[]::new));
    }
}
