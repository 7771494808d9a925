package org.xingtan.offering;

import static java.time.ZoneOffset.UTC;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.document.Confidential;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.persistence.TemporaryFiles;
import org.xingtan.platform.workbook.Finding;
import org.xingtan.selection.DefineTerm;
import org.xingtan.selection.Term;
import org.xingtan.selection.TermId;
import tools.jackson.core.type.TypeReference;

/** Use cases: a workbook becomes a plan of what it would make of what a term offers; exactly that is done, or thrown away. */
@Repository
class OfferingImports implements Confidential, DefineTerm.Drafts {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final String SELECT = """
        select id, term_id, document_id, file_name, state, plan, findings, requested_by_name, planned_at, answered_at from offering.import
        """;

    /**
     * What is kept: the rows that could be read, how many could not, and what was offered of the same programs when somebody looked at it.
     *
     * @param names what the workbook calls its columns, by their keys
     */
    record Read(List<OfferingLine> lines, int refused, Map<String, String> names, List<OfferingLine> base) {

        Read on(List<OfferingLine> base) {
            return new Read(lines, refused, names, base);
        }

        /** What is other than it was. */
        List<OfferingLine> changing() {
            var same = Set.copyOf(base);
            return lines.stream().filter(it -> !same.contains(it.bare())).toList();
        }

        /** The units that the rows name. */
        Set<UUID> providers() {
            return lines.stream().map(OfferingLine::provider).filter(Objects::nonNull).collect(Collectors.toSet());
        }
    }

    private final JdbcClient db;
    private final KeepOfferings keep;
    private final OfferedNow now;
    private final Reading reading;
    private final AuditTrail trail;
    private final Clock clock;

    OfferingImports(JdbcClient db, KeepOfferings keep, OfferedNow now, Reading reading, AuditTrail trail, Clock clock) {
        this.db = db;
        this.keep = keep;
        this.now = now;
        this.reading = reading;
        this.trail = trail;
        this.clock = clock;
    }

    /** What a workbook is read with. */
    @Component
    record Reading(OfferingSheet sheet, Documents documents) {}

    /** @throws NotFound when it is not the actor's term @throws Problem 413 or 415 for what is no workbook of ours */
    @Transactional
    public UUID plan(Actor actor, TermId id, String fileName, Path file) {
        var term = keep.term(actor, id);
        var offered = now.in(id);
        var read = reading.sheet.read(file, new OfferingSheet.Ground(keep.programs(actor), offered, now::units));
        var made = Uuids.next();
        var document = reading.documents.seal(fileName, XLSX, file);
        db.sql("""
                insert into offering.import (id, term_id, document_id, file_name, plan, findings, requested_by, requested_by_name, planned_at)
                values (:id, :term, :document, :name, :plan, :findings, :by, :byName, :at)
                """)
            .param("id", made).param("term", id.value()).param("document", document.value()).param("name", fileName)
            .param("plan", Json.jsonb(new Read(read.lines(), read.refused(), read.names(), base(read.lines(), offered)))).param("findings", Json.jsonb(read.findings()))
            .param("by", actor.teacher().value()).param("byName", actor.personName()).param("at", clock.instant().atOffset(UTC)).update();
        record(actor, "offering.import.upload", term, Map.of("import", made.toString(), "file", fileName, "document", document.toString(), "rows", read.lines().size()));
        return made;
    }

    /** What is offered of the programs in the rows, as far as the rows are about it: who chooses meanwhile changes nothing. */
    private static List<OfferingLine> base(List<OfferingLine> lines, Map<UUID, OfferedNow.Kept> offered) {
        return lines.stream().map(line -> offered.get(line.program())).filter(Objects::nonNull).map(it -> it.line().bare()).toList();
    }

    /** With what it would do now, while it is not answered. @throws NotFound when there is none of the actor's, or not his term any more */
    OfferingImport at(Actor actor, UUID id) {
        var kept = find(actor, id);
        keep.term(actor, kept.term());
        return kept.isPlanned() ? kept.with(plan(readOf(id), now.in(kept.term()))) : kept;
    }

    private OfferingPlan plan(Read read, Map<UUID, OfferedNow.Kept> offered) {
        return OfferingPlan.of(read.lines, offered, now.closed(read.providers()), read.names);
    }

    /** The actor's own of a term, the newest first. */
    List<OfferingImport> latest(Actor actor, TermId term) {
        return db.sql(SELECT + " where term_id = :term and requested_by = :by order by planned_at desc, id desc limit 10").param("term", term.value())
            .param("by", actor.teacher().value()).query((row, _) -> read(row)).list();
    }

    DocumentCard workbook(OfferingImport one) {
        return reading.documents.find(one.document()).orElseThrow();
    }

    /**
     * All of it or nothing. Committed already is committed.
     *
     * @return false when what is offered has changed since, so that what was looked at would not be what is done
     * @throws Problem 409 when it was thrown away, or its workbook is still checked for viruses; 422 as long as there are findings
     * @throws org.xingtan.platform.Refused when somebody has chosen meanwhile what would change for him
     */
    @Transactional
    public boolean commit(Actor actor, UUID id) {
        var kept = lock(actor, id);
        var term = keep.term(actor, kept.term());
        if (!kept.isPlanned()) {
            requireState(kept, OfferingImport.State.COMMITTED);
            return true;
        }
        workbook(kept).requireOpen();
        var read = readOf(id);
        now.keepUnits();
        keep.hold(actor, kept.term(), read.changing());
        var offered = now.in(kept.term());
        var base = base(read.lines(), offered);
        if (!base.equals(read.base())) {
            db.sql("update offering.import set plan = :plan where id = :id").param("plan", Json.jsonb(read.on(base))).param("id", id).update();
            return false;
        }
        var plan = plan(read, offered);
        if (kept.with(plan).isRefused()) {
            throw new Problem(422, "offering.import.refused");
        }
        keep.change(actor, kept.term(), plan.rows(OfferingPlan.Fate.CHANGE));
        keep.offer(actor, kept.term(), plan.rows(OfferingPlan.Fate.CREATE).stream().map(OfferingPlan.Row::line).toList());
        answer(actor, term, kept, OfferingImport.State.COMMITTED);
        return true;
    }

    /** Thrown away already is thrown away. @throws Problem 409 when it was committed */
    @Transactional
    public void discard(Actor actor, UUID id) {
        var kept = lock(actor, id);
        var term = keep.term(actor, kept.term());
        if (!kept.isPlanned()) {
            requireState(kept, OfferingImport.State.DISCARDED);
            return;
        }
        answer(actor, term, kept, OfferingImport.State.DISCARDED);
    }

    /** One workbook of a term after the other. */
    private OfferingImport lock(Actor actor, UUID id) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('offerings of term ' || :term, 0))").param("term", find(actor, id).term().toString()).query(_ -> {});
        return find(actor, id);
    }

    private void answer(Actor actor, Term term, OfferingImport kept, OfferingImport.State state) {
        db.sql("update offering.import set state = :state, answered_at = :at where id = :id").param("state", state.name())
            .param("at", clock.instant().atOffset(UTC)).param("id", kept.id()).update();
        record(actor, state == OfferingImport.State.COMMITTED ? "offering.import.commit" : "offering.import.discard", term,
            Map.of("import", kept.id().toString(), "file", kept.fileName(), "document", kept.document().toString()));
    }

    private void record(Actor actor, String act, Term term, Map<String, Object> facts) {
        trail.record(actor, act, "term:" + term.id(), term.ownerPath(), null, facts);
    }

    private static void requireState(OfferingImport one, OfferingImport.State state) {
        if (one.state() != state) {
            throw new Problem(409, state == OfferingImport.State.COMMITTED ? "offering.import.discarded" : "offering.import.committed");
        }
    }

    /** The workbook with its findings marked. */
    void mark(OfferingImport one, Locale locale, OutputStream out) {
        workbook(one).requireOpen();
        try {
            TemporaryFiles.during(".xlsx", file -> reading.documents.copy(one.document(), file), file -> reading.sheet.mark(file, one.findings(), locale, out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<DocumentId> confidential() {
        return db.sql("select document_id from offering.import").query((row, _) -> new DocumentId(row.getObject(1, UUID.class))).list();
    }

    /** Whoever handed it in answers for it. */
    private OfferingImport find(Actor actor, UUID id) {
        return db.sql(SELECT + " where id = :id and requested_by = :by").param("id", id).param("by", actor.teacher().value()).query((row, _) -> read(row)).optional()
            .orElseThrow(() -> new NotFound(id));
    }

    private Read readOf(UUID id) {
        return Json.read(db.sql("select plan from offering.import where id = :id").param("id", id).query(String.class).single(), Read.class);
    }

    private static OfferingImport read(ResultSet row) throws SQLException {
        var answered = row.getObject("answered_at", OffsetDateTime.class);
        return new OfferingImport(row.getObject("id", UUID.class), new TermId(row.getObject("term_id", UUID.class)), new DocumentId(row.getObject("document_id", UUID.class)),
            row.getString("file_name"), OfferingImport.State.valueOf(row.getString("state")),
            new ArrayList<>(Json.read(row.getString("findings"), new TypeReference<List<Finding>>() {})), Json.read(row.getString("plan"), Read.class).refused(),
            row.getString("requested_by_name"), row.getObject("planned_at", OffsetDateTime.class).toInstant(), answered == null ? null : answered.toInstant(),
            new OfferingPlan(List.of()));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void discard(TermId draft) {
        db.sql("delete from offering.import where term_id = :term").param("term", draft.value()).update();
    }
}
