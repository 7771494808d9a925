package org.xingtan.unit;

import static java.time.ZoneOffset.UTC;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.document.Confidential;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.persistence.Json;
import tools.jackson.core.type.TypeReference;

/** The table of workbooks, each with its plan. */
@Repository
class UnitImports implements Confidential {

    private static final String READ = """
        select i.id, i.organization_id, i.document_id, i.file_name, i.state, i.findings, i.creates, i.changes, i.moves, i.unchanged, i.refused,
               i.requested_by_name, i.planned_at, i.answered_at
          from unit.import i
          join directory.organization_card o on o.id = i.organization_id
         where o.path <@ any (:scope::public.ltree[])
        """;

    private final JdbcClient db;
    private final Documents documents;

    UnitImports(JdbcClient db, Documents documents) {
        this.db = db;
        this.documents = documents;
    }

    DocumentId keep(String fileName, Path workbook) {
        return documents.seal(fileName, PlanUnits.XLSX, workbook);
    }

    DocumentCard workbook(UnitReport report) {
        return documents.find(report.document()).orElseThrow();
    }

    void add(UnitReport report, UUID by, List<Decision> plan) {
        var totals = report.totals();
        db.sql("""
                insert into unit.import (id, organization_id, document_id, file_name, plan, findings, creates, changes, moves, unchanged, refused,
                    requested_by, requested_by_name, planned_at)
                values (:id, :unit, :document, :name, :plan, :findings, :creates, :changes, :moves, :unchanged, :refused, :by, :byName, :now)
                """)
            .param("id", report.id()).param("unit", report.unit().value()).param("document", report.document().value())
            .param("name", report.fileName()).param("plan", Json.jsonb(plan)).param("findings", Json.jsonb(report.remarks()))
            .param("creates", totals.create()).param("changes", totals.change()).param("moves", totals.move())
            .param("unchanged", totals.unchanged()).param("refused", totals.refused())
            .param("by", by).param("byName", report.requestedBy()).param("now", report.plannedAt().atOffset(UTC)).update();
    }

    /** The tree has changed since: another plan in the place of the one before. */
    void planAgain(UUID id, List<Decision> plan, List<UnitReport.Remark> remarks, Instant now) {
        var totals = UnitReport.Totals.of(plan);
        db.sql("""
                update unit.import
                   set plan = :plan, findings = :findings, creates = :creates, changes = :changes, moves = :moves, unchanged = :unchanged,
                       refused = :refused, planned_at = :now
                 where id = :id
                """)
            .param("id", id).param("plan", Json.jsonb(plan)).param("findings", Json.jsonb(remarks)).param("creates", totals.create())
            .param("changes", totals.change()).param("moves", totals.move()).param("unchanged", totals.unchanged())
            .param("refused", totals.refused()).param("now", now.atOffset(UTC)).update();
    }

    @Override
    public List<DocumentId> confidential() {
        return db.sql("select document_id from unit.import").query((row, _) -> new DocumentId(row.getObject(1, UUID.class))).list();
    }

    Optional<UnitReport> find(Scope scope, UUID id) {
        return db.sql(READ + " and i.id = :id").param("scope", scope.toArray()).param("id", id).query((row, _) -> report(row, true)).optional();
    }

    /** The latest ones for a unit, without their findings. */
    List<UnitReport> latest(Scope scope, OrganizationId unit, int limit) {
        return db.sql(READ + " and i.organization_id = :unit order by i.planned_at desc, i.id desc limit :limit")
            .param("scope", scope.toArray()).param("unit", unit.value()).param("limit", limit).query((row, _) -> report(row, false)).list();
    }

    List<Decision> plan(UUID id) {
        return Json.read(db.sql("select plan from unit.import where id = :id").param("id", id).query(String.class).single(),
            new TypeReference<List<Decision>>() {});
    }

    void answer(UUID id, UnitReport.State state, Instant now) {
        db.sql("update unit.import set state = :state, answered_at = :now where id = :id")
            .param("id", id).param("state", state.name()).param("now", now.atOffset(UTC)).update();
    }

    private static UnitReport report(ResultSet row, boolean withFindings) throws SQLException {
        var answered = row.getObject("answered_at", OffsetDateTime.class);
        var totals = new UnitReport.Totals(row.getInt("creates"), row.getInt("changes"), row.getInt("moves"), row.getInt("unchanged"),
            row.getInt("refused"));
        List<UnitReport.Remark> remarks = withFindings ? Json.read(row.getString("findings"), new TypeReference<List<UnitReport.Remark>>() {}) : List.of();
        return new UnitReport(row.getObject("id", UUID.class), new OrganizationId(row.getObject("organization_id", UUID.class)),
            new DocumentId(row.getObject("document_id", UUID.class)), row.getString("file_name"), UnitReport.State.valueOf(row.getString("state")),
            totals, remarks, row.getString("requested_by_name"), row.getObject("planned_at", OffsetDateTime.class).toInstant(),
            answered == null ? null : answered.toInstant());
    }
}
