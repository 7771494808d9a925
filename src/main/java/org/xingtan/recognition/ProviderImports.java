package org.xingtan.recognition;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.workbook.Finding;

/** The workbooks of providers, their plans, and where they stand. */
@Repository
class ProviderImports implements Organizations.Heir {

    private static final String SELECT = """
        select i.id, i.provider_id, i.authority_id, i.jurisdiction, i.kind, i.kind_version, i.document_id, i.file_name, i.state, i.done, i.expected,
               i.takes, i.known, i.refused, i.hours, i.reason, i.reason_arguments, i.requested_by, i.requested_by_name, i.requested_at,
               i.decision, i.decision_reason, i.decided_by, i.decided_by_name, i.decided_at
          from recognition.import i
        """;

    private final JdbcClient db;
    private final Organizations organizations;

    ProviderImports(JdbcClient db, Organizations organizations) {
        this.db = db;
        this.organizations = organizations;
    }

    void add(UUID id, OrganizationCard provider, OrganizationCard authority, Kind kind, DocumentId document, String fileName, Actor by, Instant now) {
        db.sql("""
                insert into recognition.import (id, provider_id, authority_id, jurisdiction, kind, kind_version, document_id, file_name, state, waits_since,
                       requested_by, requested_by_name, requested_at)
                values (:id, :provider, :authority, :jurisdiction, :kind, :version, :document, :name, 'READING', :now, :by, :byName, :now)
                """)
            .param("id", id).param("provider", provider.id().value()).param("authority", authority.id().value())
            .param("jurisdiction", kind.jurisdiction().value()).param("kind", kind.code()).param("version", kind.version())
            .param("document", document.value()).param("name", fileName).param("by", by.teacher().value()).param("byName", by.personName())
            .param("now", at(now)).update();
    }

    Optional<ProviderImport> find(UUID id) {
        return db.sql(SELECT + "where i.id = :id").param("id", id).query((row, _) -> read(row)).optional();
    }

    Optional<ProviderImport> lock(UUID id) {
        return db.sql(SELECT + "where i.id = :id for update").param("id", id).query((row, _) -> read(row)).optional();
    }

    /** Whether it is this transaction's to work at: nobody else does until it ends. */
    boolean claim(UUID id) {
        return db.sql("select pg_try_advisory_xact_lock(hashtextextended('import of hours ' || :id, 0))").param("id", id.toString())
            .query(Boolean.class).single();
    }

    /** As those do who make its claims: the workbook first, and then people. */
    @Override
    public void hold(OrganizationId unit) {
        db.sql("""
                select pg_advisory_xact_lock(hashtextextended('import of hours ' || i.id, 0))
                  from (select id from recognition.import where (authority_id = :unit or provider_id = :unit) and state in ('READING', 'PLANNED', 'COMMITTING') order by id) i
                """)
            .param("unit", unit.value()).query(_ -> {});
    }

    /** Whoever a unit goes up in has its workbooks to hand in and to confirm. */
    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        db.sql("""
                update recognition.import
                   set authority_id = case when authority_id = :unit then :into else authority_id end,
                       provider_id = case when provider_id = :unit then :into else provider_id end
                 where (authority_id = :unit or provider_id = :unit) and state not in ('DECIDED', 'DISCARDED')
                """)
            .param("unit", unit.value()).param("into", into.value()).update();
    }

    /** Those of providers in the one scope, or to be confirmed in the other; the newest first. */
    List<ProviderImport> newest(Scope providers, Scope authorities, int limit) {
        return db.sql(SELECT + """
                  join directory.organization_card p on p.id = i.provider_id
                  join directory.organization_card a on a.id = i.authority_id
                 where p.path <@ any (cast(:providers as public.ltree[]))
                    or a.path <@ any (cast(:authorities as public.ltree[])) and i.state in ('COMMITTED', 'DECIDING', 'DECIDED')
                 order by i.requested_at desc, i.id desc
                 limit :limit
                """)
            .param("providers", providers.toArray()).param("authorities", authorities.toArray()).param("limit", limit)
            .query((row, _) -> read(row)).list();
    }

    /** Those at which somebody has to work, who waits longest first. A workbook that is checked for viruses is not read yet. */
    List<UUID> waiting() {
        return db.sql("""
                select i.id
                  from recognition.import i
                  join document.document_card d on d.id = i.document_id
                 where i.state in ('COMMITTING', 'DECIDING') or i.state = 'READING' and d.state <> 'SCANNING'
                 order by i.waits_since, i.id
                """)
            .query(UUID.class).list();
    }

    /** Told to others at once, whatever becomes of the worker's transaction. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void progress(UUID id, int done, int expected) {
        db.sql("""
                update recognition.import set done = :done, expected = :expected
                 where id = :id and state in ('READING', 'COMMITTING', 'DECIDING')
                """)
            .param("id", id).param("done", done).param("expected", expected).update();
    }

    void plan(UUID id, List<ProviderImport.Row> rows, List<ProviderImport.Remark> remarks, CreditHours hours, Instant now) {
        db.sql("delete from recognition.import_row where import_id = :id").param("id", id).update();
        db.sql("delete from recognition.import_finding where import_id = :id").param("id", id).update();
        rows.forEach(row -> db.sql("""
                insert into recognition.import_row (import_id, row_number, decision, person, name, typed)
                values (:id, :number, :fate, :person, :name, :typed)
                """)
            .param("id", id).param("number", row.number()).param("fate", row.fate().name())
            .param("person", row.person() == null ? null : row.person().value(), Types.OTHER).param("name", row.name())
            .param("typed", Json.jsonb(row.typed())).update());
        for (var n = 0; n < remarks.size(); n++) {
            add(id, n, remarks.get(n));
        }
        db.sql("""
                update recognition.import
                   set state = 'PLANNED', waits_since = :now, done = :rows, expected = :rows, takes = :takes, known = :known, refused = :refused, hours = :hours
                 where id = :id and state = 'READING'
                """)
            .param("now", at(now)).param("rows", rows.size()).param("takes", count(rows, ProviderImport.Fate.TAKE))
            .param("known", count(rows, ProviderImport.Fate.KNOWN)).param("refused", count(rows, ProviderImport.Fate.REFUSED))
            .param("hours", hours.value()).param("id", id).update();
    }

    private void add(UUID id, int n, ProviderImport.Remark remark) {
        var finding = remark.finding();
        db.sql("""
                insert into recognition.import_finding (import_id, n, row_number, column_name, code, arguments, refuses)
                values (:id, :n, :row, :column, :code, :arguments, :refuses)
                """)
            .param("id", id).param("n", n).param("row", finding.row()).param("column", finding.column()).param("code", finding.code())
            .param("arguments", finding.arguments().toArray(String[]::new)).param("refuses", remark.refuses()).update();
    }

    private static int count(List<ProviderImport.Row> rows, ProviderImport.Fate fate) {
        return (int) rows.stream().filter(row -> row.fate() == fate).count();
    }

    /** Those that become claims. */
    List<ProviderImport.Row> taken(UUID id) {
        return db.sql("""
                select row_number, decision, person, name, typed from recognition.import_row
                 where import_id = :id and decision = 'TAKE' order by person, row_number
                """)
            .param("id", id)
            .query((row, _) -> new ProviderImport.Row(row.getInt("row_number"), ProviderImport.Fate.valueOf(row.getString("decision")),
                new TeacherId(row.getObject("person", UUID.class)), row.getString("name"), Json.read(row.getString("typed"), ClaimForm.class)))
            .list();
    }

    List<ProviderImport.Remark> remarks(UUID id, int limit) {
        return db.sql("""
                select row_number, column_name, code, arguments, refuses from recognition.import_finding
                 where import_id = :id order by n limit :limit
                """)
            .param("id", id).param("limit", limit)
            .query((row, _) -> new ProviderImport.Remark(new Finding(row.getInt("row_number"), row.getString("column_name"), row.getString("code"),
                List.of((String[]) row.getArray("arguments").getArray())), row.getBoolean("refuses")))
            .list();
    }

    /** Its claims; those that wait first. */
    List<Claim> claims(UUID id, boolean waitingOnly, int limit) {
        return db.sql("""
                -- all teachers: those of the workbook
                select\s""" + Claims.COLUMNS + """
                  from recognition.claim c
                 where c.import_id = :id and (not :waiting or c.state = 'WAITING')
                 order by c.state <> 'WAITING', c.teacher_id, c.id
                 limit :limit
                """)
            .param("id", id).param("waiting", waitingOnly).param("limit", limit).query(Claims::claim).list();
    }

    /** How many of its claims the decision to approve has rejected; what was rejected one by one before it is none of them. */
    int gone(ProviderImport one) {
        return db.sql("""
                -- all teachers: those of the workbook
                select count(*)::int
                  from recognition.import i
                  join recognition.claim c on c.import_id = i.id and c.state = 'REJECTED'
                  join recognition.step s on s.teacher_id = c.teacher_id and s.claim_id = c.id and s.state = 'REJECTED' and s.by = i.decided_by and s.at >= i.decided_at
                 where i.id = :id and i.decision = 'APPROVE'
                """)
            .param("id", one.id()).query(Integer.class).single();
    }

    void move(UUID id, ProviderImport.State state, @Nullable String reason, List<String> arguments, Instant now) {
        db.sql("""
                update recognition.import
                   set state = :state, waits_since = :now, reason = :reason, reason_arguments = :arguments,
                       committed_at = case when :state = 'COMMITTED' then :now else committed_at end
                 where id = :id
                """)
            .param("state", state.name()).param("now", at(now)).param("reason", reason).param("arguments", arguments.toArray(String[]::new))
            .param("id", id).update();
    }

    void decide(UUID id, Claim.Decision decision, String reason, Actor by, Instant now) {
        db.sql("""
                update recognition.import
                   set state = 'DECIDING', waits_since = :now, done = 0, expected = takes, decision = :decision, decision_reason = :reason,
                       decided_by = :by, decided_by_name = :byName, decided_at = :now
                 where id = :id and state = 'COMMITTED'
                """)
            .param("now", at(now)).param("decision", decision.name()).param("reason", reason).param("by", by.teacher().value())
            .param("byName", by.personName()).param("id", id).update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private ProviderImport read(ResultSet row) throws SQLException {
        var requested = new ProviderImport.By(new TeacherId(row.getObject("requested_by", UUID.class)), row.getString("requested_by_name"),
            row.getObject("requested_at", OffsetDateTime.class).toInstant());
        return new ProviderImport(row.getObject("id", UUID.class), unit(row, "provider_id"), unit(row, "authority_id"),
            new OrganizationId(row.getObject("jurisdiction", UUID.class)), row.getString("kind"), row.getInt("kind_version"),
            new DocumentId(row.getObject("document_id", UUID.class)), row.getString("file_name"), ProviderImport.State.valueOf(row.getString("state")),
            row.getInt("done"), row.getInt("expected"), new ProviderImport.Totals(row.getInt("takes"), row.getInt("known"), row.getInt("refused")),
            new CreditHours(row.getObject("hours", BigDecimal.class)), row.getString("reason"), List.of((String[]) row.getArray("reason_arguments").getArray()),
            requested, decided(row));
    }

    private static ProviderImport.@Nullable Decided decided(ResultSet row) throws SQLException {
        var by = row.getObject("decided_by", UUID.class);
        return by == null ? null : new ProviderImport.Decided(Claim.Decision.valueOf(row.getString("decision")), row.getString("decision_reason"),
            new ProviderImport.By(new TeacherId(by), row.getString("decided_by_name"), row.getObject("decided_at", OffsetDateTime.class).toInstant()));
    }

    private OrganizationCard unit(ResultSet row, String column) throws SQLException {
        return organizations.find(new OrganizationId(row.getObject(column, UUID.class))).orElseThrow();
    }
}
