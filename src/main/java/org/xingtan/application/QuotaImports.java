package org.xingtan.application;

import static java.time.ZoneOffset.UTC;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.document.Confidential;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.persistence.TemporaryFiles;
import org.xingtan.platform.workbook.Finding;
import tools.jackson.core.type.TypeReference;

/** Use cases: a workbook becomes a plan of what it would make of the quota table; exactly that is done, or thrown away. */
@Repository
public class QuotaImports implements Confidential {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final String SELECT = """
        select id, program_id, document_id, file_name, state, findings, requested_by_name, planned_at, answered_at from application.import
        """;

    /** What became of it. */
    public enum State { PLANNED, COMMITTED, DISCARDED }

    /** What is kept: the lines of the workbook, and how the table was when somebody looked at it. */
    record Plan(List<QuotaSheet.Typed> lines, List<QuotaSheet.Typed> base) {}

    /** How a line changes. @param before null for a new one @param after null for one that goes */
    public record Change(QuotaTable.Row row, @Nullable Integer before, @Nullable Integer after) {}

    /**
     * A workbook and what it would do, or has done.
     *
     * @param changes  empty when it is answered
     * @param verdict  whether the table would add up
     */
    public record Report(UUID id, ProgramId program, DocumentId document, String fileName, State state, List<Finding> findings, String requestedBy,
                         Instant plannedAt, @Nullable Instant answeredAt, List<Change> changes, Verdict verdict) {

        public boolean isPlanned() {
            return state == State.PLANNED;
        }

        /** Whether something in it cannot be taken; a column that nobody knows is only said. */
        public boolean isRefused() {
            return findings.stream().anyMatch(it -> !it.code().startsWith("platform.workbook."));
        }

        /** Whether it can be committed. */
        public boolean isSound() {
            return isPlanned() && !isRefused() && verdict.met() && changes.stream().anyMatch(it -> !Objects.equals(it.before(), it.after()));
        }
    }

    private final JdbcClient db;
    private final KeepQuotas keep;
    private final KeepCall look;
    private final Reading reading;
    private final AuditTrail trail;
    private final Clock clock;

    QuotaImports(JdbcClient db, KeepQuotas keep, KeepCall look, Reading reading, AuditTrail trail, Clock clock) {
        this.db = db;
        this.keep = keep;
        this.look = look;
        this.reading = reading;
        this.trail = trail;
        this.clock = clock;
    }

    /** What a plan is read and made from. */
    @Component
    record Reading(QuotaSheet sheet, Quotas quotas, Calls calls, Documents documents) {}

    /** @throws NotFound unless the actor divides places of the call @throws Problem 413 or 415 for what is no workbook of ours */
    @Transactional
    public UUID plan(Actor actor, ProgramId program, String fileName, Path file) {
        var call = require(actor, program);
        var read = reading.sheet.read(file, codes -> units(actor, call, codes));
        var id = Uuids.next();
        var document = reading.documents.seal(fileName, XLSX, file);
        db.sql("""
                insert into application.import (id, program_id, document_id, file_name, plan, findings, requested_by, requested_by_name, planned_at)
                values (:id, :program, :document, :name, :plan, :findings, :by, :byName, :at)
                """)
            .param("id", id).param("program", program.value()).param("document", document.value()).param("name", fileName)
            .param("plan", Json.jsonb(new Plan(read.lines(), base(actor, call)))).param("findings", Json.jsonb(read.findings()))
            .param("by", actor.teacher().value()).param("byName", actor.personName()).param("at", clock.instant().atOffset(UTC)).update();
        trail.record(actor, "application.import.upload", "program:" + program, call.owner().path(), null,
            Map.of("import", id.toString(), "file", fileName, "document", document.toString(), "rows", read.lines().size()));
        return id;
    }

    private Map<String, QuotaTable.Unit> units(Actor actor, Call call, List<String> codes) {
        var units = new HashMap<String, QuotaTable.Unit>();
        reading.quotas.units(call.owner().path(), codes).stream().filter(unit -> keep.keeps(actor, call, unit)).forEach(unit -> units.put(unit.code(), unit));
        return units;
    }

    private Call require(Actor actor, ProgramId program) {
        var call = look.look(actor, program);
        if (!keep.keepsAny(actor, call)) {
            throw new NotFound(program);
        }
        return call;
    }

    /** What the actor divides, as it is now. */
    private List<QuotaSheet.Typed> base(Actor actor, Call call) {
        return reading.quotas.table(call).rows().stream().filter(row -> keep.keeps(actor, call, row.unit()))
            .map(row -> new QuotaSheet.Typed(0, row.unit().code(), row.subject(), row.eachSchool(), row.places())).toList();
    }

    /** The table as it would be: what the actor divides from the workbook, the rest as it is. */
    private QuotaTable wanted(Actor actor, Call call, Plan plan) {
        var table = reading.quotas.table(call);
        var units = units(actor, call, plan.lines().stream().map(QuotaSheet.Typed::unit).distinct().toList());
        var caller = keep.isCaller(actor, call);
        var rows = new ArrayList<>(table.rows().stream().filter(row -> !keep.keeps(actor, call, row.unit())).toList());
        plan.lines().stream().filter(line -> units.containsKey(line.unit()))
            .forEach(line -> rows.add(table.written(new QuotaTable.Row(units.get(line.unit()), line.subject(), line.each(), line.places(), null), caller)));
        return table.of(rows);
    }

    /** @throws NotFound when there is none, or none of a call whose places the actor divides */
    Report at(Actor actor, UUID id) {
        requireOwn(actor, id);
        var kept = find(id);
        var call = require(actor, kept.program());
        if (!kept.isPlanned()) {
            return kept;
        }
        var before = reading.quotas.table(call);
        var wanted = wanted(actor, call, planOf(id));
        return new Report(kept.id(), kept.program(), kept.document(), kept.fileName(), kept.state(), kept.findings(), kept.requestedBy(), kept.plannedAt(), null,
            changes(before, wanted), keep.verdict(call, before, wanted));
    }

    private static List<Change> changes(QuotaTable before, QuotaTable after) {
        var changes = new ArrayList<Change>();
        after.rows().forEach(row -> changes.add(new Change(row, before.rows().stream().filter(row::isSame).map(QuotaTable.Row::places).findFirst().orElse(null), row.places())));
        before.rows().stream().filter(row -> after.rows().stream().noneMatch(row::isSame)).forEach(row -> changes.add(new Change(row, row.places(), null)));
        return changes;
    }

    /** Whoever handed it in answers for it: many divide the places of one call. */
    private void requireOwn(Actor actor, UUID id) {
        if (!db.sql("select exists (select from application.import where id = :id and requested_by = :by)").param("id", id).param("by", actor.teacher().value())
                .query(Boolean.class).single()) {
            throw new NotFound(id);
        }
    }

    /** The actor's own. */
    List<Report> latest(Actor actor, ProgramId program) {
        return db.sql(SELECT + " where program_id = :program and requested_by = :by order by planned_at desc, id desc limit 10").param("program", program.value())
            .param("by", actor.teacher().value())
            .query((row, _) -> report(row)).list();
    }

    DocumentCard workbook(Report report) {
        return reading.documents.find(report.document()).orElseThrow();
    }

    /**
     * All of it or nothing. Committed already is committed.
     *
     * @return false when the table has changed since, so that what was looked at would not be what is done
     * @throws Problem 409 when it was thrown away, or its workbook is still checked for viruses; 422 as long as there are findings
     */
    @Transactional
    public boolean commit(Actor actor, UUID id) {
        requireOwn(actor, id);
        var call = reading.calls.lock(find(id).program());
        require(actor, call.program());
        var kept = find(id);
        if (kept.state() != State.PLANNED) {
            requireState(kept, State.COMMITTED);
            return true;
        }
        workbook(kept).requireOpen();
        if (kept.isRefused()) {
            throw new Problem(422, "application.import.findings");
        }
        var plan = planOf(id);
        var base = base(actor, call);
        if (!base.equals(plan.base())) {
            db.sql("update application.import set plan = :plan where id = :id").param("plan", Json.jsonb(new Plan(plan.lines(), base))).param("id", id).update();
            return false;
        }
        keep.replace(actor, call, wanted(actor, call, plan));
        answer(actor, call, kept, State.COMMITTED);
        return true;
    }

    /** Thrown away already is thrown away. @throws Problem 409 when it was committed */
    @Transactional
    public void discard(Actor actor, UUID id) {
        requireOwn(actor, id);
        var call = reading.calls.lock(find(id).program());
        require(actor, call.program());
        var kept = find(id);
        if (kept.state() != State.PLANNED) {
            requireState(kept, State.DISCARDED);
            return;
        }
        answer(actor, call, kept, State.DISCARDED);
    }

    private void answer(Actor actor, Call call, Report report, State state) {
        db.sql("update application.import set state = :state, answered_at = :at where id = :id").param("state", state.name())
            .param("at", clock.instant().atOffset(UTC)).param("id", report.id()).update();
        trail.record(actor, state == State.COMMITTED ? "application.import.commit" : "application.import.discard", "program:" + call.program(), call.owner().path(), null,
            Map.of("import", report.id().toString(), "file", report.fileName(), "document", report.document().toString()));
    }

    private static void requireState(Report report, State state) {
        if (report.state() != state) {
            throw new Problem(409, state == State.COMMITTED ? "application.import.discarded" : "application.import.committed");
        }
    }

    /** The workbook with its findings marked. */
    void mark(Report report, Locale locale, OutputStream out) {
        workbook(report).requireOpen();
        try {
            TemporaryFiles.during(".xlsx", file -> reading.documents.copy(report.document(), file), file -> reading.sheet.mark(file, report.findings(), locale, out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<DocumentId> confidential() {
        return db.sql("select document_id from application.import").query((row, _) -> new DocumentId(row.getObject(1, UUID.class))).list();
    }

    private Report find(UUID id) {
        return db.sql(SELECT + " where id = :id").param("id", id).query((row, _) -> report(row)).optional().orElseThrow(() -> new NotFound(id));
    }

    private Plan planOf(UUID id) {
        return Json.read(db.sql("select plan from application.import where id = :id").param("id", id).query(String.class).single(), Plan.class);
    }

    private static Report report(ResultSet row) throws SQLException {
        var answered = row.getObject("answered_at", OffsetDateTime.class);
        return new Report(row.getObject("id", UUID.class), new ProgramId(row.getObject("program_id", UUID.class)), new DocumentId(row.getObject("document_id", UUID.class)),
            row.getString("file_name"), State.valueOf(row.getString("state")), Json.read(row.getString("findings"), new TypeReference<List<Finding>>() {}),
            row.getString("requested_by_name"), row.getObject("planned_at", OffsetDateTime.class).toInstant(), answered == null ? null : answered.toInstant(), List.of(),
            Verdict.of());
    }
}
