package org.xingtan.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;

/** The certificates that were ever issued. */
@Repository
public class Certificates {

    static final String SELECT = """
        select c.teacher_id, c.id, c.program_id, c.organization_id, c.number, c.code, c.facts, c.issued_at, c.state,
               c.ended_at, c.ended_by, c.reason, c.superseded_by
          from certificate.certificate c
        """;

    /** Rows of one statement. */
    private static final int AT_ONCE = 500;

    private final JdbcClient db;
    private final CertificateSeals seals;

    Certificates(JdbcClient db, CertificateSeals seals) {
        this.db = db;
        this.seals = seals;
    }

    /** The one that counts now: the valid one, else the newest. */
    public Optional<CertificateCard> of(TeacherId teacher, ProgramId program) {
        return db.sql(SELECT + """
                 where c.teacher_id = :teacher and c.program_id = :program
                 order by (c.state = 'VALID') desc, c.issued_at desc, c.id desc
                 limit 1
                """)
            .param("teacher", teacher.value()).param("program", program.value())
            .query((row, _) -> card(row)).optional();
    }

    /** All of a person, newest first. */
    public List<CertificateCard> ofTeacher(TeacherId teacher) {
        return db.sql(SELECT + " where c.teacher_id = :teacher order by c.issued_at desc, c.id desc")
            .param("teacher", teacher.value())
            .query((row, _) -> card(row)).list();
    }

    /**
     * Lets the valid certificate of a person count in another unit. Its facts keep the unit it was issued in.
     *
     * @return how many certificates move with the person: the change of CERTIFIED that the caller books
     */
    public int countIn(OrganizationId organization, TeacherId teacher, ProgramId program) {
        return db.sql("""
                update certificate.certificate set organization_id = :organization
                 where teacher_id = :teacher and program_id = :program and state = 'VALID' and organization_id <> :organization
                """)
            .param("organization", organization.value()).param("teacher", teacher.value()).param("program", program.value())
            .update();
    }

    Optional<CertificateCard> find(TeacherId teacher, UUID id) {
        return db.sql(SELECT + " where c.teacher_id = :teacher and c.id = :id")
            .param("teacher", teacher.value()).param("id", id)
            .query((row, _) -> card(row)).optional();
    }

    /** By its code, through the registry: the one look-up that does not know the person. */
    Optional<CertificateCard> find(VerificationCode code) {
        return db.sql("select teacher_id, certificate_id from certificate.verification where code = :code")
            .param("code", code.value())
            .query((row, _) -> find(new TeacherId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class)))
            .optional().flatMap(it -> it);
    }

    Optional<CertificateCard> findByNumber(String number) {
        return db.sql("select teacher_id, certificate_id from certificate.number where number = :number")
            .param("number", number)
            .query((row, _) -> find(new TeacherId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class)))
            .optional().flatMap(it -> it);
    }

    long nextNumber() {
        return nextNumbers(1).getFirst();
    }

    List<Long> nextNumbers(int n) {
        return db.sql("select nextval('certificate.number_seq') from generate_series(1, :n)").param("n", n).query(Long.class).list();
    }

    /** @return false when the person has a valid certificate of this program already */
    boolean add(CertificateCard card) {
        return !addAll(List.of(card)).isEmpty();
    }

    /** @return those that were added: all but the ones of people who have a valid certificate of the program already */
    List<CertificateCard> addAll(List<CertificateCard> cards) {
        var added = new ArrayList<CertificateCard>(cards.size());
        for (var start = 0; start < cards.size(); start += AT_ONCE) {
            var part = cards.subList(start, Math.min(cards.size(), start + AT_ONCE));
            var ids = insert(part);
            added.addAll(part.stream().filter(card -> ids.contains(card.id())).toList());
            register(added.subList(added.size() - ids.size(), added.size()));
        }
        return added;
    }

    boolean countIn(OrganizationId unit, CertificateCard card) {
        return db.sql("update certificate.certificate set organization_id = :unit where teacher_id = :teacher and id = :id and state = 'VALID'")
            .param("unit", unit.value()).param("teacher", card.teacher().value()).param("id", card.id()).update() == 1;
    }

    private Set<UUID> insert(List<CertificateCard> cards) {
        var values = new ArrayList<Object>(cards.size() * 9);
        for (var card : cards) {
            Collections.addAll(values, card.teacher().value(), card.id(), card.program().value(), card.number(), card.code().value(),
                Json.jsonb(card.facts()), card.issuedAt().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC), card.organization().value(), seals.of(card));
        }
        return Set.copyOf(db.sql("""
                insert into certificate.certificate (teacher_id, id, program_id, number, code, facts, issued_at, organization_id, seal)
                values %s
                on conflict (teacher_id, program_id) where state = 'VALID' do nothing
                returning id
                """.formatted(rows("(?, ?, ?, ?, ?, ?, ?, ?, ?)", cards.size())))
            .params(values).query(UUID.class).list());
    }

    private void register(List<CertificateCard> cards) {
        register("insert into certificate.number (number, teacher_id, certificate_id) values ", cards, CertificateCard::number);
        register("insert into certificate.verification (code, teacher_id, certificate_id) values ", cards, card -> card.code().value());
    }

    private void register(String insert, List<CertificateCard> cards, Function<CertificateCard, String> unique) {
        if (!cards.isEmpty()) {
            db.sql(insert + rows("(?, ?, ?)", cards.size()))
                .params(cards.stream().flatMap(card -> Stream.<Object>of(unique.apply(card), card.teacher().value(), card.id())).toList())
                .update();
        }
    }

    private static String rows(String row, int n) {
        return String.join(", ", Collections.nCopies(n, row));
    }

    /** @return the unit it has counted in; empty when it was not valid any more */
    Optional<OrganizationId> end(CertificateCard card, CertificateCard.State state, @Nullable UUID by, String reason, @Nullable String supersededBy, Instant at) {
        return db.sql("""
                update certificate.certificate
                   set state = :state, ended_at = :at, ended_by = cast(:by as uuid), reason = :reason, superseded_by = :supersededBy
                 where teacher_id = :teacher and id = :id and state = 'VALID'
                returning organization_id
                """)
            .param("state", state.name()).param("at", at.atOffset(ZoneOffset.UTC))
            .param("by", by == null ? null : by.toString()).param("reason", reason).param("supersededBy", supersededBy)
            .param("teacher", card.teacher().value()).param("id", card.id())
            .query((row, _) -> new OrganizationId(row.getObject(1, UUID.class))).optional();
    }

    static CertificateCard card(ResultSet row) throws SQLException {
        var endedAt = row.getObject("ended_at", OffsetDateTime.class);
        return new CertificateCard(row.getObject("id", UUID.class), new TeacherId(row.getObject("teacher_id", UUID.class)),
            new ProgramId(row.getObject("program_id", UUID.class)), new OrganizationId(row.getObject("organization_id", UUID.class)),
            row.getString("number"), new VerificationCode(row.getString("code")), Json.read(row.getString("facts"), CertificateFacts.class),
            row.getObject("issued_at", OffsetDateTime.class).toInstant(), CertificateCard.State.valueOf(row.getString("state")),
            endedAt == null ? null : endedAt.toInstant(), row.getObject("ended_by", UUID.class), row.getString("reason"),
            row.getString("superseded_by"));
    }
}
