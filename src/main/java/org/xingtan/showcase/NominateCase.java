package org.xingtan.showcase;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Verdict;
import org.xingtan.program.ProgramDetail;
import org.xingtan.summary.HandedInReports;

/** Use case: a unit writes a case and hands it in to the unit above. Sent twice it is done once. */
@Component
public class NominateCase {

    /**
     * What a form sends.
     *
     * @param version the one that was in front of the writer
     */
    public record Words(UUID id, int version, CaseText text, List<MultipartFile> files) {}

    private final CasesInCharge inCharge;
    private final TypicalCases cases;
    private final CaseFiles files;
    private final HandedInReports reports;
    private final AuditTrail audit;
    private final Clock clock;

    NominateCase(CasesInCharge inCharge, TypicalCases cases, CaseFiles files, HandedInReports reports, AuditTrail audit, Clock clock) {
        this.inCharge = inCharge;
        this.cases = cases;
        this.files = files;
        this.reports = reports;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws NotFound unless the actor writes for the unit */
    @Transactional
    public void begin(Actor actor, UUID id, ProgramDetail program, OrganizationId unit, String title) {
        var card = inCharge.units(actor).stream().filter(it -> it.id().equals(unit)).findFirst().orElseThrow(() -> new NotFound(unit));
        var clean = CaseText.clean(title);
        Verdict.of(CaseText.between("showcase.title", clean, 4, CaseText.TITLE), reached(program, card)).orRefuse();
        cases.add(id, program.id(), unit, clean, actor, clock.instant());
    }

    @Transactional
    public void save(Actor actor, Words words) {
        if (!isThere(actor, words, 1)) {
            keep(inCharge.open(actor, cases.find(words.id), words.version), words);
        }
    }

    /** @throws org.xingtan.platform.Refused when something is missing, or somebody who is named has not agreed */
    @Transactional
    public void submit(Actor actor, Words words) {
        if (isThere(actor, words, 2)) {
            return;
        }
        var old = inCharge.open(actor, cases.find(words.id), words.version);
        words.text.complete().orRefuse();
        keep(old, words);
        var saved = cases.find(words.id);
        cases.submit(saved, inCharge.above(saved.organization(), saved.owner()), actor);
        cases.addStep(saved, CaseStep.Act.SUBMITTED, saved.organization(), "", actor, clock.instant());
        audit.record(actor, "showcase.submit", "organization:" + saved.organization(), saved.path(), Map.of("title", saved.text().title(), "state", old.state()),
            Map.of("title", saved.text().title(), "state", TypicalCase.State.WAITING));
    }

    /** Another version, so that nobody hands it in meanwhile. What is gone already stays gone. */
    @Transactional
    public void detach(Actor actor, UUID id, int version, DocumentId document) {
        var it = cases.find(id);
        if (inCharge.writes(actor, it) && files.of(id).stream().noneMatch(file -> file.id().equals(document))) {
            return;
        }
        cases.write(inCharge.open(actor, it, version), it.text());
        files.remove(id, document);
    }

    /** Whether just these words came so many versions ago. */
    private boolean isThere(Actor actor, Words words, int versions) {
        var now = cases.find(words.id);
        return inCharge.writes(actor, now) && now.version() == words.version + versions && now.text().equals(words.text)
            && (versions == 1 || now.state() == TypicalCase.State.WAITING);
    }

    private void keep(TypicalCase old, Words words) {
        words.text.storable().orRefuse();
        var report = words.text.report();
        Verdict.of(Condition.of("showcase.report", report == null || reports.of(old.organization()).stream().anyMatch(it -> it.call().equals(report)))).orRefuse();
        cases.write(old, words.text);
        files.add(old.id(), words.files);
    }

    private Condition reached(ProgramDetail program, OrganizationCard unit) {
        return Condition.of("showcase.unit", inCharge.reaches(program, unit));
    }
}
