package org.xingtan.roster;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;

/** Use cases: an administrator hands in a workbook, looks at its plan, and decides on it. Deciding the same again changes nothing. */
@Component
public class RosterDesk {

    /** Small workbooks are read by then. */
    private static final Duration READ = Duration.ofSeconds(2);

    private final Imports imports;
    private final PlanStore store;
    private final Access access;
    private final AuditTrail audit;
    private final Documents documents;
    private final Clock clock;

    RosterDesk(Imports imports, PlanStore store, Access access, AuditTrail audit, Documents documents, Clock clock) {
        this.imports = imports;
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.documents = documents;
        this.clock = clock;
    }

    void require(Actor actor, OrganizationId unit) {
        access.require(actor, Task.MANAGE_ROSTER, unit);
    }

    @Transactional
    public RosterImport handIn(Actor actor, OrganizationId unit, DocumentId document, String fileName) {
        require(actor, unit);
        var id = Uuids.next();
        imports.add(id, unit, document, fileName, actor, clock.instant());
        var one = imports.find(id).orElseThrow();
        audit.record(actor, "roster.upload", "organization:" + unit, one.unit().path(), null,
            Map.of("import", id.toString(), "file", fileName, "document", document.toString()));
        return one;
    }

    /** @throws NotFound when it is none of the actor's */
    RosterImport look(Actor actor, UUID id) {
        var one = imports.find(id).orElseThrow(() -> new NotFound(id));
        require(actor, one.unit().id());
        return one;
    }

    DocumentCard workbook(RosterImport one) {
        return documents.find(one.document()).orElseThrow();
    }

    List<RosterImport> newest(Actor actor) {
        return imports.newest(access.scope(actor, Task.MANAGE_ROSTER), 20);
    }

    /** @throws Problem 409 when there is no plan, or another commit has made it stale: then it is made again */
    @Transactional(noRollbackFor = Problem.class)
    public RosterImport commit(Actor actor, UUID id) {
        var one = locked(actor, id);
        if (one.is(ImportState.COMMITTING) || one.is(ImportState.COMMITTED)) {
            return one;
        }
        if (!one.is(ImportState.PLANNED)) {
            var none = new Problem(409, "roster.not-planned");
            throw one.is(ImportState.READING) ? none.passing(READ) : none;
        }
        if (imports.isOvertaken(one)) {
            imports.readAgain(id, clock.instant());
            throw new Problem(409, "roster.stale");
        }
        workbook(one).requireOpen();
        imports.committing(id, actor, clock.instant());
        audit.record(actor, "roster.commit", "organization:" + one.unit().id(), one.unit().path(), null,
            Map.of("import", id.toString(), "file", one.fileName(), "rows", one.totals().rows()));
        return imports.find(id).orElseThrow();
    }

    /** @throws Problem 409 when it has been committed */
    @Transactional
    public void discard(Actor actor, UUID id) {
        var one = locked(actor, id);
        if (one.is(ImportState.COMMITTING) || one.is(ImportState.COMMITTED)) {
            throw new Problem(409, "roster.committed");
        }
        if (!one.is(ImportState.DISCARDED)) {
            store.clear(one);
            imports.discarded(id, clock.instant());
            audit.record(actor, "roster.discard", "organization:" + one.unit().id(), one.unit().path(), null,
                Map.of("import", id.toString(), "file", one.fileName()));
        }
    }

    private RosterImport locked(Actor actor, UUID id) {
        var one = imports.lock(id).orElseThrow(() -> new NotFound(id));
        require(actor, one.unit().id());
        return one;
    }
}
