package org.xingtan.unit;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.SheetTable;
import org.xingtan.platform.workbook.UploadedWorkbook;

/** Use case: somebody uploads a workbook of units and learns, cell by cell, what it would do. Nothing is done yet. */
@Service
class PlanUnits {

    static final int MOST_ROWS = 50_000;
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final UnitScope scope;
    private final UnitWords words;
    private final UnitImports imports;
    private final AuditTrail trail;
    private final Texts texts;
    private final Clock clock;

    PlanUnits(UnitScope scope, UnitWords words, UnitImports imports, AuditTrail trail, Texts texts, Clock clock) {
        this.scope = scope;
        this.words = words;
        this.imports = imports;
        this.trail = trail;
        this.texts = texts;
        this.clock = clock;
    }

    /** @throws Problem 413 or 415 for what is no workbook of ours, 422 when it has more than {@value #MOST_ROWS} rows */
    @Transactional
    public UUID plan(Actor actor, OrganizationId organization, String fileName, Path file) {
        var top = scope.require(actor, organization);
        try (var workbook = UploadedWorkbook.open(file); var table = new SheetTable(workbook, UnitColumn.headings(texts, Locale.SIMPLIFIED_CHINESE))) {
            var rows = new ArrayList<UnitRow>();
            var findings = new ArrayList<UnitFinding>();
            var meanings = words.read();
            for (var row : table) {
                if (rows.size() == MOST_ROWS) {
                    throw new Problem(422, "unit.too-many", MOST_ROWS);
                }
                var reading = new ReadUnitRow(meanings, row);
                rows.add(reading.read());
                findings.addAll(reading.findings());
            }
            var policy = new UnitPolicy(scope.ground(actor, top, rows.stream().map(UnitRow::code).toList()), findings);
            var plan = policy.decide(rows);
            var remarks = new ArrayList<>(table.findings().stream().map(finding -> new UnitReport.Remark(finding, false)).toList());
            policy.findings().forEach(finding -> remarks.add(finding.as(finding.column() == null ? null : table.nameOf(finding.column().key()))));
            return keep(actor, top, fileName, file, plan, remarks);
        }
    }

    private UUID keep(Actor actor, KnownUnit top, String fileName, Path file, List<Decision> plan, List<UnitReport.Remark> remarks) {
        var id = Uuids.next();
        var document = imports.keep(fileName, file);
        imports.add(new UnitReport(id, top.id(), document, fileName, UnitReport.State.PLANNED, UnitReport.Totals.of(plan), remarks,
            actor.personName(), clock.instant(), null), actor.teacher().value(), plan);
        trail.record(actor, "unit.import.upload", "organization:" + top.id(), top.path(), null,
            Map.of("import", id.toString(), "file", fileName, "document", document.toString(), "rows", plan.size()));
        return id;
    }
}
