package org.xingtan.qualification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Masks;
import org.xingtan.directory.PersonalValues;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.TeacherId;
import org.xingtan.qualification.Qualification.Claim;
import org.xingtan.qualification.Qualification.State;

/** What has been entered. Nothing is deleted; numbers lie encrypted. */
@Repository
class Qualifications {

    private static final String COLUMNS = """
        select teacher_id, id, kind, number_hash, number_masked, authority, issued_on, valid_until, state, reason, document_id, entered_at
          from qualification.qualification
        """;

    private final JdbcClient db;
    private final PersonalValues values;

    Qualifications(JdbcClient db, PersonalValues values) {
        this.db = db;
        this.values = values;
    }

    /** The newest first. */
    List<Qualification> of(TeacherId teacher) {
        return db.sql(COLUMNS + "where teacher_id = :teacher order by entered_at desc, id desc").param("teacher", teacher.value())
            .query((row, _) -> read(row)).list();
    }

    Optional<Qualification> find(TeacherId teacher, UUID id) {
        return of(teacher).stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /** The same, locked until the transaction ends. */
    Optional<Qualification> lock(Claim claim) {
        return db.sql(COLUMNS + "where teacher_id = :teacher and id = :id for update").param("teacher", claim.teacher().value())
            .param("id", claim.id()).query((row, _) -> read(row)).optional();
    }

    /** What is typed of somebody. */
    record Wanted(TeacherId teacher, QualificationForm.Typed typed) {}

    /** The certificate with that number and day, if it is recorded or confirmed. */
    Optional<Qualification> find(TeacherId teacher, QualificationForm.Typed typed) {
        return find(List.of(new Wanted(teacher, typed))).values().stream().findFirst();
    }

    /** The same for many. */
    Map<Wanted, Qualification> find(List<Wanted> all) {
        var asked = all.stream().collect(Collectors.groupingBy(it -> key(it.teacher().value(), hash(it.typed()), it.typed().issuedOn())));
        var found = new HashMap<Wanted, Qualification>();
        db.sql(COLUMNS + "where teacher_id = any (:teachers) and number_hash = any (:hashes::bytea[]) and state in ('RECORDED', 'CONFIRMED')")
            .param("teachers", all.stream().map(it -> it.teacher().value()).distinct().toArray(UUID[]::new))
            .param("hashes", all.stream().map(it -> hash(it.typed())).toArray(byte[][]::new))
            .query(row -> {
                var key = key(row.getObject("teacher_id", UUID.class), row.getBytes("number_hash"), row.getObject("issued_on", LocalDate.class));
                for (var wanted : asked.getOrDefault(key, List.of())) {
                    found.put(wanted, read(row));
                }
            });
        return found;
    }

    /** The hash has the kind in it. */
    private static String key(UUID teacher, byte[] hash, LocalDate issuedOn) {
        return teacher + " " + HexFormat.of().formatHex(hash) + " " + issuedOn;
    }

    /** Whoever has locked the teacher adds what he has not found. */
    void add(TeacherId teacher, UUID id, QualificationForm.Typed typed, @Nullable DocumentId evidence, TeacherId by, Instant now) {
        db.sql("""
                insert into qualification.qualification (teacher_id, id, kind, number_hash, number_encrypted, number_masked, authority, issued_on,
                       valid_until, state, document_id, entered_at, entered_by)
                values (:teacher, :id, :kind, :hash, :sealed, :masked, :authority, :issuedOn, cast(:validUntil as date), 'RECORDED',
                       cast(:evidence as uuid), :now, :by)
                """)
            .param("teacher", teacher.value()).param("id", id).param("kind", typed.kind().code()).param("hash", hash(typed))
            .param("sealed", values.seal(teacher, typed.number())).param("masked", Masks.document(typed.number()))
            .param("authority", typed.authority()).param("issuedOn", typed.issuedOn()).param("validUntil", typed.validUntil())
            .param("evidence", evidence == null ? null : evidence.toString()).param("now", now.atOffset(ZoneOffset.UTC)).param("by", by.value())
            .update();
    }

    /** Gives a picture to what has none. @return false when it has one, or is decided about */
    boolean show(Claim claim, DocumentId evidence) {
        return db.sql("""
                update qualification.qualification
                   set document_id = :evidence
                 where teacher_id = :teacher and id = :id and state = 'RECORDED' and document_id is null
                """)
            .param("evidence", evidence.value()).param("teacher", claim.teacher().value()).param("id", claim.id()).update() == 1;
    }

    /** Whether another one with its number and day is recorded or confirmed. */
    boolean isEnteredAgain(Claim claim) {
        return db.sql("""
                select exists (select from qualification.qualification q
                                 join qualification.qualification again on again.teacher_id = q.teacher_id and again.kind = q.kind
                                      and again.number_hash = q.number_hash and again.issued_on = q.issued_on and again.id <> q.id
                                where q.teacher_id = :teacher and q.id = :id and again.state in ('RECORDED', 'CONFIRMED'))
                """)
            .param("teacher", claim.teacher().value()).param("id", claim.id()).query(Boolean.class).single();
    }

    void decide(Claim claim, State state, String reason, TeacherId by, Instant now) {
        db.sql("""
                update qualification.qualification
                   set state = :state, reason = :reason, decided_at = :now, decided_by = :by
                 where teacher_id = :teacher and id = :id
                """)
            .param("state", state.name()).param("reason", reason).param("now", now.atOffset(ZoneOffset.UTC)).param("by", by.value())
            .param("teacher", claim.teacher().value()).param("id", claim.id()).update();
    }

    void withdraw(Claim claim) {
        db.sql("update qualification.qualification set state = 'WITHDRAWN' where teacher_id = :teacher and id = :id")
            .param("teacher", claim.teacher().value()).param("id", claim.id()).update();
    }

    /** One certificate, one person. @return false when the number is confirmed of somebody else */
    boolean takeNumber(Claim claim) {
        db.sql("""
                insert into qualification.number (hash, teacher_id)
                select q.number_hash, q.teacher_id
                  from qualification.qualification q
                 where q.teacher_id = :teacher and q.id = :id and q.number_hash is not null
                on conflict (hash) do nothing
                """)
            .param("teacher", claim.teacher().value()).param("id", claim.id()).update();
        return db.sql("""
                select not exists (select from qualification.qualification q
                                     join qualification.number n on n.hash = q.number_hash and n.teacher_id <> q.teacher_id
                                    where q.teacher_id = :teacher and q.id = :id)
                """)
            .param("teacher", claim.teacher().value()).param("id", claim.id()).query(Boolean.class).single();
    }

    /** Unless another confirmed certificate of the person has it as well. */
    void giveNumberBack(Claim claim) {
        db.sql("""
                delete from qualification.number n
                 where n.teacher_id = :teacher
                   and n.hash = (select q.number_hash from qualification.qualification q where q.teacher_id = :teacher and q.id = :id)
                   and not exists (select from qualification.qualification other
                                    where other.teacher_id = :teacher and other.number_hash = n.hash and other.state = 'CONFIRMED')
                """)
            .param("teacher", claim.teacher().value()).param("id", claim.id()).update();
    }

    private byte[] hash(QualificationForm.Typed typed) {
        return values.hash("qualification." + typed.kind().code(), typed.number());
    }

    static Qualification read(ResultSet row) throws SQLException {
        var evidence = row.getObject("document_id", UUID.class);
        return new Qualification(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getObject("id", UUID.class), row.getString("kind"),
            row.getString("number_masked"), row.getString("authority"), row.getObject("issued_on", LocalDate.class),
            row.getObject("valid_until", LocalDate.class), State.valueOf(row.getString("state")), row.getString("reason"),
            evidence == null ? null : new DocumentId(evidence), row.getObject("entered_at", OffsetDateTime.class).toInstant());
    }
}
