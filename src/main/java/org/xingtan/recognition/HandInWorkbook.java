package org.xingtan.recognition;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.audit.AuditTrail;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.document.Documents;
import org.xingtan.document.SentFiles;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;

/** Use cases: a provider hands in a workbook and decides on its plan; the authority above it decides on all its claims. Done again, nothing changes. */
@Component
class HandInWorkbook {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final long LARGEST = 10 << 20;
    private static final int SHOWN = 200;
    private static final int NEWEST = 30;

    /** Who may, and what tells of it. */
    @Component
    record Office(Access access, Organizations organizations, AuditTrail audit, Exports exports, Clock clock) {}

    private final ProviderImports imports;
    private final FileClaim.Ground ground;
    private final ReviewQueue queue;
    private final ImportSheet sheet;
    private final Documents documents;
    private final Office office;

    HandInWorkbook(ProviderImports imports, FileClaim.Ground ground, ReviewQueue queue, ImportSheet sheet, Documents documents, Office office) {
        this.imports = imports;
        this.ground = ground;
        this.queue = queue;
        this.sheet = sheet;
        this.documents = documents;
        this.office = office;
    }

    ImportSheet sheet() {
        return sheet;
    }

    /** For which the actor may hand in, the named one first. @throws NotFound for somebody who neither reports nor confirms */
    List<OrganizationCard> units(Actor actor, @Nullable OrganizationId named) {
        var scope = office.access.scope(actor, Task.REPORT_HOURS);
        if (scope.isEmpty() && ground.chain().scope(actor).isEmpty()) {
            throw new NotFound("imports");
        }
        var roots = office.organizations.roots(scope);
        if (named == null) {
            return roots;
        }
        office.access.require(actor, Task.REPORT_HOURS, named);
        var first = ground.chain().unit(named);
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), roots.stream().filter(it -> !it.equals(first))).toList();
    }

    List<Kind> kinds(OrganizationCard unit) {
        return ground.kinds().inForce(ground.kinds().jurisdiction(unit.path()));
    }

    /** What the year of today lets a workbook say, by columns. */
    Map<String, Collection<Localized>> choices(Actor actor, @Nullable OrganizationId named) {
        var units = units(actor, named);
        if (units.isEmpty()) {
            throw new NotFound("imports");
        }
        var jurisdiction = ground.kinds().jurisdiction(units.getFirst().path());
        var year = java.time.LocalDate.now(office.clock).getYear();
        return Map.of("category", ground.kinds().categories(jurisdiction, year).values(), "theme", ground.kinds().themes(jurisdiction, year).values());
    }

    List<ProviderImport> newest(Actor actor) {
        return imports.newest(office.access.scope(actor, Task.REPORT_HOURS), ground.chain().scope(actor), NEWEST);
    }

    UUID handIn(Actor actor, OrganizationId organization, String kind, MultipartFile file) {
        if (file.isEmpty() || file.getSize() > LARGEST) {
            throw file.isEmpty() ? new Problem(400, "recognition.import.none") : new Problem(413, "recognition.import.large", LARGEST >> 20);
        }
        try (var bytes = file.getInputStream()) {
            return handIn(actor, organization, kind, SentFiles.name(file), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Transactional
    public UUID handIn(Actor actor, OrganizationId organization, String kind, String fileName, java.io.InputStream bytes) {
        office.access.require(actor, Task.REPORT_HOURS, organization);
        var provider = ground.chain().unit(organization);
        var authority = ground.chain().above(provider);
        if (authority == null) {
            throw new Refused("recognition.import.authority");
        }
        var chosen = kinds(provider).stream().filter(it -> it.code().equals(kind)).findFirst().orElseThrow(() -> new Refused("recognition.kind"));
        var id = Uuids.next();
        var document = documents.seal(fileName, XLSX, bytes);
        imports.add(id, provider, authority, chosen, document, fileName, actor, office.clock.instant());
        office.audit.record(actor, "recognition.import.upload", "organization:" + organization, provider.path(), null,
            Map.of("import", id.toString(), "file", fileName, "kind", kind));
        return id;
    }

    ImportConsole.View view(Actor actor, UUID id) {
        var one = look(actor, id);
        var claims = imports.claims(id, false, SHOWN);
        return new ImportConsole.View(one, ground.kinds().get(one.jurisdiction(), one.kind(), one.kindVersion()), documents.find(one.document()).orElseThrow(),
            imports.remarks(id, SHOWN), queue.of(ground.chain().scope(actor), claims.stream().map(Claim::id).toList()), imports.claims(id, true, ImportSheet.MOST).size(),
            reports(actor, one), one.is(ProviderImport.State.COMMITTED) && ground.chain().actsFor(actor, one.authority().id()) && !isHis(actor, one),
            acting(actor, one));
    }

    private @Nullable Localized acting(Actor actor, ProviderImport one) {
        return reports(actor, one) ? new Localized(one.provider().name(), one.provider().nameEn())
            : ground.chain().actingFor(actor, one.authority(), Optional.empty()).orElse(null);
    }

    /** @throws NotFound when it is none that the actor brings in or confirms */
    ProviderImport look(Actor actor, UUID id) {
        var one = imports.find(id).orElseThrow(() -> new NotFound(id));
        var confirms = ground.chain().scope(actor).contains(one.authority().path()) && !one.is(ProviderImport.State.READING) && !one.is(ProviderImport.State.FAILED);
        if (!reports(actor, one) && !confirms) {
            throw new NotFound(id);
        }
        return one;
    }

    private static boolean isHis(Actor actor, ProviderImport one) {
        return one.requested().person().equals(actor.teacher());
    }

    private boolean reports(Actor actor, ProviderImport one) {
        return office.access.scope(actor, Task.REPORT_HOURS).contains(one.provider().path());
    }

    private ProviderImport mine(Actor actor, UUID id) {
        var one = imports.lock(id).orElseThrow(() -> new NotFound(id));
        if (!reports(actor, one)) {
            throw new NotFound(id);
        }
        return one;
    }

    /** Exactly the plan. @throws Problem 409 when there is none to commit */
    @Transactional
    public void commit(Actor actor, UUID id) {
        var one = mine(actor, id);
        if (one.is(ProviderImport.State.PLANNED) && one.totals().takes() > 0) {
            documents.find(one.document()).orElseThrow().requireOpen();
            imports.move(id, ProviderImport.State.COMMITTING, null, List.of(), office.clock.instant());
        } else if (!one.is(ProviderImport.State.COMMITTING) && !one.is(ProviderImport.State.COMMITTED) && !one.is(ProviderImport.State.DECIDING)
            && !one.is(ProviderImport.State.DECIDED)) {
            throw new Problem(409, "recognition.import.not-planned");
        }
    }

    /** @throws Problem 409 when it was committed */
    @Transactional
    public void discard(Actor actor, UUID id) {
        var one = mine(actor, id);
        if (one.is(ProviderImport.State.DISCARDED)) {
            return;
        }
        if (!one.is(ProviderImport.State.PLANNED) && !one.is(ProviderImport.State.READING) && !one.is(ProviderImport.State.FAILED)) {
            throw new Problem(409, "recognition.import.committed");
        }
        imports.move(id, ProviderImport.State.DISCARDED, null, List.of(), office.clock.instant());
        office.audit.record(actor, "recognition.import.discard", "organization:" + one.provider().id(), one.provider().path(), null,
            Map.of("import", id.toString(), "file", one.fileName()));
    }

    /**
     * On all its claims that wait.
     *
     * @throws Forbidden when it is for another authority, or he has brought it in himself
     * @throws Problem 409 when it is decided
     */
    @Transactional
    public void decide(Actor actor, UUID id, Claim.Decision decision, String typed) {
        var reason = StorableText.line(typed);
        var one = imports.lock(id).orElseThrow(() -> new NotFound(id));
        ground.chain().require(actor, one.authority().id());
        if (!ground.chain().actsFor(actor, one.authority().id())) {
            throw new Forbidden("recognition.level");
        }
        if (isHis(actor, one)) {
            throw new Forbidden("recognition.import.own");
        }
        if (!one.is(ProviderImport.State.COMMITTED)) {
            throw new Problem(409, "recognition.decided");
        }
        Verdict.of(Condition.of("recognition.import.decision", decision == Claim.Decision.APPROVE || decision == Claim.Decision.REJECT),
            Condition.of("recognition.reason", reason.length() <= ReviewClaim.LONGEST && (decision == Claim.Decision.APPROVE || !reason.isBlank()), ReviewClaim.LONGEST)).orRefuse();
        imports.decide(id, decision, reason, actor, office.clock.instant());
        office.audit.record(actor, "recognition.import.decide", "organization:" + one.provider().id(), one.provider().path(), null,
            Map.of("import", id.toString(), "decision", decision, "reason", reason, "count", one.totals().takes()));
    }

    /** @throws Problem as {@link Exports#begin} says */
    Export takeMarked(Actor actor, UUID id, Export.Why why) {
        var one = look(actor, id);
        if (!reports(actor, one)) {
            throw new NotFound(id);
        }
        return office.exports.begin(actor, new Export.Of("recognition", "organization:" + one.provider().id(), one.provider().path(),
            Map.of("file", one.fileName())), one.totals().rows(), why);
    }

    void mark(Export export, UUID id, Locale locale, OutputStream out) {
        var one = imports.find(id).orElseThrow();
        sheet.mark(documents.open(one.document()), imports.remarks(id, ImportSheet.MOST * 2).stream().map(ProviderImport.Remark::finding).toList(), locale,
            office.exports.mark(export, locale), out);
        office.exports.end(export, one.totals().rows());
    }
}
