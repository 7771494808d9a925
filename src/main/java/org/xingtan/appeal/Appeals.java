package org.xingtan.appeal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.application.ApplicationFiles;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/** Appeals and their history. Every move is one statement that holds its own condition. */
@Repository
class Appeals implements Organizations.Heir {

    private static final String SELECT = """
        select teacher_id, id, kind, reference, program_id, subject, statement, contested_by, unit_id, first_id, second_id, level, state,
               filed_at, due_on, decided_at
          from appeal.appeal
         where teacher_id = :teacher
        """;

    private final JdbcClient db;

    Appeals(JdbcClient db) {
        this.db = db;
    }

    /** Whoever a unit goes up in decides what waits there, and what can still be brought there. */
    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        db.sql("""
                -- all teachers: those whose appeals lie there
                update appeal.appeal
                   set first_id = case when first_id = :unit then :into else first_id end,
                       second_id = case when second_id = :unit then :into else second_id end
                 where (first_id = :unit and state = 'WAITING' and level = 1) or (second_id = :unit and state in ('WAITING', 'REJECTED'))
                """)
            .param("unit", unit.value()).param("into", into.value()).update();
    }

    /** The newest first. */
    List<Appeal> of(TeacherId teacher) {
        return db.sql(SELECT + " order by filed_at desc, id desc").param("teacher", teacher.value()).query(Appeals::appeal).list();
    }

    Optional<Appeal> find(TeacherId teacher, UUID id) {
        return db.sql(SELECT + " and id = :id").param("teacher", teacher.value()).param("id", id).query(Appeals::appeal).optional();
    }

    /** The same, locked until the transaction ends: moves come one after another. */
    Optional<Appeal> lock(TeacherId teacher, UUID id) {
        return db.sql(SELECT + " and id = :id for update").param("teacher", teacher.value()).param("id", id).query(Appeals::appeal).optional();
    }

    /** What was filed before it under any of these references, the newest first. */
    List<Appeal> earlier(Appeal appeal, Set<UUID> references) {
        return db.sql(SELECT + " and kind = :kind and reference = any (:references) and (filed_at, id) < (:at, :id) order by filed_at desc, id desc")
            .param("teacher", appeal.teacher().value()).param("kind", appeal.kind().name()).param("references", references.toArray(UUID[]::new))
            .param("at", appeal.filedAt().atOffset(ZoneOffset.UTC)).param("id", appeal.id()).query(Appeals::appeal).list();
    }

    /** The one against this, unless it was withdrawn. */
    Optional<Appeal> against(TeacherId teacher, Appeal.Kind kind, UUID reference) {
        return db.sql(SELECT + " and kind = :kind and reference = :reference and state <> 'WITHDRAWN'")
            .param("teacher", teacher.value()).param("kind", kind.name()).param("reference", reference).query(Appeals::appeal).optional();
    }

    /** How many about an application for a training can still come to something: the rejection stands, and they wait, or may yet go to the second level. */
    ApplicationFiles.Appeals.Open open(ProgramId program, LocalDate today) {
        return db.sql("""
                -- all teachers: those whose applications for one training were rejected
                select count(*) filter (where a.state = 'WAITING')::int as waiting, count(*) filter (where a.state = 'REJECTED')::int as further
                  from appeal.appeal a
                  join application.rejection_card r on r.teacher_id = a.teacher_id and r.id = a.reference and r.stands
                 where a.program_id = :program and a.kind = 'APPLICATION' and a.state in ('WAITING', 'REJECTED')
                   and (a.state = 'WAITING' or a.level = 1 and a.second_id is not null and a.due_on >= :today)
                """)
            .param("program", program.value()).param("today", today).query((row, _) -> new ApplicationFiles.Appeals.Open(row.getInt("waiting"), row.getInt("further"))).single();
    }

    /** @return false when there is one with this id, or against the same */
    boolean add(Appeal appeal) {
        return db.sql("""
                insert into appeal.appeal (teacher_id, id, kind, reference, program_id, subject, statement, contested_by, unit_id, first_id, second_id,
                       filed_at, due_on)
                values (:teacher, :id, :kind, :reference, :program, :subject, :statement, :contestedBy, :unit, :first, :second, :at, :due)
                on conflict do nothing
                """)
            .param("teacher", appeal.teacher().value()).param("id", appeal.id()).param("kind", appeal.kind().name())
            .param("reference", appeal.reference()).param("program", appeal.program() == null ? null : appeal.program().value(), java.sql.Types.OTHER)
            .param("subject", appeal.subject()).param("statement", appeal.statement())
            .param("contestedBy", appeal.contestedBy() == null ? null : appeal.contestedBy().value(), java.sql.Types.OTHER)
            .param("unit", appeal.unit().value()).param("first", appeal.first().value())
            .param("second", appeal.second() == null ? null : appeal.second().value(), java.sql.Types.OTHER)
            .param("at", appeal.filedAt().atOffset(ZoneOffset.UTC)).param("due", appeal.dueOn())
            .update() == 1;
    }

    /** @param due how long the second level may be asked after a rejection at the first */
    void decide(Appeal appeal, Appeal.State state, TeacherId by, Instant at, LocalDate due) {
        db.sql("""
                update appeal.appeal set state = :state, decided_by = :by, decided_at = :at, due_on = :due
                 where teacher_id = :teacher and id = :id and state = 'WAITING'
                """)
            .param("state", state.name()).param("by", by.value()).param("at", at.atOffset(ZoneOffset.UTC)).param("due", due)
            .param("teacher", appeal.teacher().value()).param("id", appeal.id()).update();
    }

    void withdraw(Appeal appeal) {
        db.sql("update appeal.appeal set state = 'WITHDRAWN' where teacher_id = :teacher and id = :id and state = 'WAITING'")
            .param("teacher", appeal.teacher().value()).param("id", appeal.id()).update();
    }

    void escalate(Appeal appeal, LocalDate due) {
        db.sql("""
                update appeal.appeal set level = 2, state = 'WAITING', decided_at = null, decided_by = null, due_on = :due
                 where teacher_id = :teacher and id = :id and level = 1
                """)
            .param("due", due).param("teacher", appeal.teacher().value()).param("id", appeal.id()).update();
    }

    List<Appeal.Step> steps(TeacherId teacher, UUID appeal) {
        return db.sql("""
                select act, level, at, by, by_name, reason, late from appeal.step
                 where teacher_id = :teacher and appeal_id = :appeal
                 order by n
                """)
            .param("teacher", teacher.value()).param("appeal", appeal)
            .query((row, _) -> new Appeal.Step(Appeal.Act.valueOf(row.getString("act")), row.getInt("level"),
                row.getObject("at", OffsetDateTime.class).toInstant(), new TeacherId(row.getObject("by", UUID.class)), row.getString("by_name"),
                row.getString("reason"), row.getString("late")))
            .list();
    }

    /** What is said with a decision. @param late why nothing came of it; null where something did */
    record Word(String reason, @Nullable String late) {}

    void addStep(Appeal appeal, Appeal.Act act, int level, Actor by, String reason, Instant at) {
        addStep(appeal, act, level, by, new Word(reason, null), at);
    }

    void addStep(Appeal appeal, Appeal.Act act, int level, Actor by, Word word, Instant at) {
        db.sql("""
                insert into appeal.step (teacher_id, appeal_id, n, act, level, at, by, by_name, reason, late)
                select :teacher, :appeal, count(*) + 1, :act, :level, :at, :by, :name, :reason, :late
                  from appeal.step where teacher_id = :teacher and appeal_id = :appeal
                """)
            .param("teacher", appeal.teacher().value()).param("appeal", appeal.id()).param("act", act.name()).param("level", level)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value()).param("name", by.personName()).param("reason", word.reason)
            .param("late", word.late, java.sql.Types.VARCHAR).update();
    }

    static Appeal appeal(ResultSet row, int number) throws SQLException {
        var program = row.getObject("program_id", UUID.class);
        var contestedBy = row.getObject("contested_by", UUID.class);
        var second = row.getObject("second_id", UUID.class);
        return new Appeal(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getObject("id", UUID.class),
            Appeal.Kind.valueOf(row.getString("kind")), row.getObject("reference", UUID.class), program == null ? null : new ProgramId(program),
            row.getString("subject"), row.getString("statement"), contestedBy == null ? null : new TeacherId(contestedBy),
            organization(row, "unit_id"), organization(row, "first_id"), second == null ? null : new OrganizationId(second), row.getInt("level"),
            Appeal.State.valueOf(row.getString("state")), row.getObject("filed_at", OffsetDateTime.class).toInstant(),
            row.getObject("due_on", LocalDate.class), instant(row));
    }

    private static OrganizationId organization(ResultSet row, String column) throws SQLException {
        return new OrganizationId(row.getObject(column, UUID.class));
    }

    private static @Nullable Instant instant(ResultSet row) throws SQLException {
        var at = row.getObject("decided_at", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
