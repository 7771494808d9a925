package org.xingtan.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.xingtan.document.Confidential;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.roster.RosterImport.By;

/** The imports and where they stand. */
@Repository
class Imports implements Confidential {

    private static final String SELECT = """
        select i.*, o.code, o.name, o.name_en, o.kind, o.parent_id, o.path::text as path, o.stages
          from roster.import i
          join directory.organization_card o on o.id = i.organization_id
        """;

    private final JdbcClient db;

    Imports(JdbcClient db) {
        this.db = db;
    }

    void add(UUID id, OrganizationId unit, DocumentId document, String fileName, Actor by, Instant now) {
        db.sql("""
                insert into roster.import (id, organization_id, document_id, file_name, state, waits_since, requested_by, requested_by_name, requested_at)
                values (:id, :unit, :document, :name, 'READING', :now, :by, :byName, :now)
                """)
            .param("id", id).param("unit", unit.value()).param("document", document.value()).param("name", fileName)
            .param("by", by.teacher().value()).param("byName", by.personName()).param("now", at(now)).update();
    }

    /** The workbooks as they came, and the reports of what was done. */
    @Override
    public List<DocumentId> confidential() {
        return db.sql("select document_id from roster.import union all select report_id from roster.import where report_id is not null")
            .query((row, _) -> new DocumentId(row.getObject(1, UUID.class))).list();
    }

    Optional<RosterImport> find(UUID id) {
        return db.sql(SELECT + "where i.id = :id").param("id", id).query((row, _) -> read(row)).optional();
    }

    /** The same, not to be changed by anybody else until the transaction ends. */
    Optional<RosterImport> lock(UUID id) {
        return db.sql(SELECT + "where i.id = :id for update of i").param("id", id).query((row, _) -> read(row)).optional();
    }

    /** The newest of the units in the scope. */
    List<RosterImport> newest(Scope scope, int limit) {
        return db.sql(SELECT + "where o.path <@ any (:scope::public.ltree[]) order by i.requested_at desc, i.id desc limit :limit")
            .param("scope", scope.toArray()).param("limit", limit).query((row, _) -> read(row)).list();
    }

    /** Those at which somebody has to work, who waits longest first. A workbook that is checked for viruses is not read yet. */
    List<UUID> waiting() {
        return db.sql("""
                select i.id
                  from roster.import i
                  join document.document_card d on d.id = i.document_id
                 where i.state = 'COMMITTING' or i.state = 'READING' and d.state <> 'SCANNING'
                 order by i.waits_since, i.id
                """)
            .query(UUID.class).list();
    }

    /** Whether another import in or over this subtree is being committed, or has been since. */
    boolean isOvertaken(RosterImport one) {
        return db.sql("""
                select exists (
                    select from roster.import other
                      join directory.organization_card o on o.id = other.organization_id
                     where other.id <> :id and (o.path <@ :path::public.ltree or o.path @> :path::public.ltree)
                       and (other.state = 'COMMITTING' or other.committed_at > :since))
                """)
            .param("id", one.id()).param("path", one.unit().path()).param("since", at(one.plannedAt())).query(Boolean.class).single();
    }

    /** How far the reading is; told to others at once, whatever becomes of the reader's transaction. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void progress(UUID id, int done, int expected) {
        db.sql("update roster.import set done = :done, expected = :expected where id = :id and state = 'READING'")
            .param("id", id).param("done", done).param("expected", expected).update();
    }

    /** @return false when it is not being read any more */
    boolean planned(UUID id, Totals totals, Instant now) {
        return db.sql("""
                update roster.import
                   set state = 'PLANNED', waits_since = :now, planned_at = :now, done = :rows, expected = :rows, creates = :create, changes = :change,
                       transfers = :transfer, retires = :retire, unchanged = :unchanged, refused = :refused
                 where id = :id and state = 'READING'
                """)
            .param("id", id).param("rows", totals.rows()).param("create", totals.create()).param("change", totals.change())
            .param("transfer", totals.transfer()).param("retire", totals.retire()).param("unchanged", totals.unchanged())
            .param("refused", totals.refused()).param("now", at(now)).update() == 1;
    }

    /** To be read again: what it was planned on has changed. */
    void readAgain(UUID id, Instant now) {
        db.sql("""
                update roster.import set state = 'READING', waits_since = :now, done = 0, reason = 'roster.stale', reason_arguments = '{}'
                 where id = :id and state in ('PLANNED', 'COMMITTING')
                """)
            .param("id", id).param("now", at(now)).update();
    }

    void committing(UUID id, Actor by, Instant now) {
        db.sql("""
                update roster.import set state = 'COMMITTING', waits_since = :now, committed_by = :by, committed_by_name = :byName
                 where id = :id and state = 'PLANNED'
                """)
            .param("id", id).param("by", by.teacher().value()).param("byName", by.personName()).param("now", at(now)).update();
    }

    boolean committed(UUID id, DocumentId report, Instant now) {
        return db.sql("""
                update roster.import set state = 'COMMITTED', waits_since = :now, committed_at = :now, report_id = :report, reason = null
                 where id = :id and state = 'COMMITTING'
                """)
            .param("id", id).param("report", report.value()).param("now", at(now)).update() == 1;
    }

    void discarded(UUID id, Instant now) {
        db.sql("update roster.import set state = 'DISCARDED', waits_since = :now where id = :id").param("id", id).param("now", at(now)).update();
    }

    void failed(UUID id, String reason, List<String> arguments, Instant now) {
        db.sql("""
                update roster.import set state = 'FAILED', waits_since = :now, reason = :reason, reason_arguments = :arguments
                 where id = :id and state in ('READING', 'COMMITTING')
                """)
            .param("id", id).param("reason", reason).param("arguments", arguments.toArray(String[]::new)).param("now", at(now)).update();
    }

    private static OffsetDateTime at(@Nullable Instant instant) {
        return (instant == null ? Instant.EPOCH : instant).atOffset(ZoneOffset.UTC);
    }

    private static RosterImport read(ResultSet row) throws SQLException {
        var totals = Totals.of(row.getInt("creates"), row.getInt("changes"), row.getInt("transfers"), row.getInt("retires"),
            row.getInt("unchanged"), row.getInt("refused"));
        var requested = new By(new TeacherId(row.getObject("requested_by", UUID.class)), row.getString("requested_by_name"),
            row.getObject("requested_at", OffsetDateTime.class).toInstant());
        var report = row.getObject("report_id", UUID.class);
        return new RosterImport(row.getObject("id", UUID.class), unit(row), new DocumentId(row.getObject("document_id", UUID.class)),
            row.getString("file_name"), ImportState.valueOf(row.getString("state")), row.getInt("done"), row.getInt("expected"), totals,
            row.getString("reason"), List.of((String[]) row.getArray("reason_arguments").getArray()), requested, instant(row, "planned_at"),
            committed(row), instant(row, "committed_at"), report == null ? null : new DocumentId(report));
    }

    private static @Nullable By committed(ResultSet row) throws SQLException {
        var by = row.getObject("committed_by", UUID.class);
        return by == null ? null : new By(new TeacherId(by), row.getString("committed_by_name"),
            row.getObject("waits_since", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OrganizationCard unit(ResultSet row) throws SQLException {
        var parent = row.getObject("parent_id", UUID.class);
        return new OrganizationCard(new OrganizationId(row.getObject("organization_id", UUID.class)), row.getString("code"), row.getString("name"),
            row.getString("name_en"), row.getString("kind"), parent == null ? null : new OrganizationId(parent), row.getString("path"),
            List.of((String[]) row.getArray("stages").getArray()));
    }
}
