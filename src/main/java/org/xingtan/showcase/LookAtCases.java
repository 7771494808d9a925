package org.xingtan.showcase;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.web.Page;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.summary.HandedInReport;
import org.xingtan.summary.HandedInReports;

/** Use case: anybody looks at what is published; who runs programs at the cases of his units and at those that wait for him. */
@Component
class LookAtCases {

    private static final int ROWS = 20;

    private final CasesInCharge inCharge;
    private final TypicalCases cases;
    private final CaseFiles files;
    private final HandedInReports handedIn;
    private final Programs programs;

    LookAtCases(CasesInCharge inCharge, TypicalCases cases, CaseFiles files, HandedInReports handedIn, Programs programs) {
        this.inCharge = inCharge;
        this.cases = cases;
        this.files = files;
        this.handedIn = handedIn;
        this.programs = programs;
    }

    /** @throws NotFound when the program is not published */
    ProgramDetail program(ProgramId id) {
        return programs.find(id);
    }

    Page<TypicalCase> published(ProgramId program, @Nullable String after) {
        return cases.published(program, after, ROWS);
    }

    /** @throws NotFound unless it is published in this program now */
    TypicalCase published(ProgramId program, UUID id) {
        var it = cases.find(id);
        if (it.state() != TypicalCase.State.PUBLISHED || !it.program().equals(programs.find(program).id())) {
            throw new NotFound(id);
        }
        return it;
    }

    List<DocumentCard> files(TypicalCase it) {
        return files.of(it.id());
    }

    ResponseEntity<Resource> publishedFile(ProgramId program, UUID id, DocumentId document, HttpHeaders request) {
        return files.serve(published(program, id).id(), document, request);
    }

    /** @param waiting only those that the actor's units decide on */
    Page<TypicalCase> list(Actor actor, boolean waiting, @Nullable String after) {
        return cases.within(inCharge.scope(actor), waiting, after, ROWS);
    }

    List<OrganizationCard> units(Actor actor) {
        return inCharge.units(actor);
    }

    /** Those that reach a unit that the actor writes for. */
    List<ProgramDetail> programs(Actor actor) {
        var units = inCharge.units(actor);
        return programs.published().stream().filter(program -> units.stream().anyMatch(unit -> inCharge.reaches(program, unit))).toList();
    }

    CaseView one(Actor actor, UUID id) {
        var it = inCharge.read(actor, cases.find(id));
        var writes = inCharge.writes(actor, it);
        var reads = inCharge.reads(actor, it);
        var reports = !reads ? List.<HandedInReport>of() : handedIn.of(it.organization()).stream().filter(report -> writes || report.call().equals(it.text().report())).toList();
        return new CaseView(it, reads ? files.of(id) : List.of(), cases.steps(id), reports, reads, writes && it.state().isOpen(), inCharge.decides(actor, it),
            it.state() == TypicalCase.State.PUBLISHED && inCharge.publishes(actor, it));
    }

    ResponseEntity<Resource> file(Actor actor, UUID id, DocumentId document, HttpHeaders request) {
        var it = inCharge.read(actor, cases.find(id));
        if (!inCharge.reads(actor, it)) {
            throw new NotFound(document);
        }
        return files.serve(id, document, request);
    }
}
