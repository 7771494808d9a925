package org.xingtan.summary;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.audit.AuditTrail;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;

/** Use case: a unit writes its report, hands it in, or takes it back while nobody has decided. */
@Component
public class WriteSummary {

    /**
     * What a form sends.
     *
     * @param version the one that was in front of the writer
     */
    public record Words(UUID call, OrganizationId unit, int version, SummaryText text, List<MultipartFile> files) {}

    private final SummariesInCharge inCharge;
    private final Summaries summaries;
    private final SummaryAttachments attachments;
    private final AuditTrail audit;
    private final Clock clock;

    WriteSummary(SummariesInCharge inCharge, Summaries summaries, SummaryAttachments attachments, AuditTrail audit, Clock clock) {
        this.inCharge = inCharge;
        this.summaries = summaries;
        this.attachments = attachments;
        this.audit = audit;
        this.clock = clock;
    }

    /** Sent again it is saved once. */
    @Transactional
    public void save(Actor actor, Words words) {
        if (isThere(actor, words, 1)) {
            return;
        }
        var summary = inCharge.open(actor, inCharge.call(words.call), words.unit, words.version);
        keep(summary, words);
    }

    /**
     * Sent again it is handed in once.
     *
     * @throws Refused when a part is missing
     */
    @Transactional
    public void submit(Actor actor, Words words) {
        if (isThere(actor, words, 2)) {
            return;
        }
        var call = inCharge.call(words.call);
        var summary = inCharge.open(actor, call, words.unit, words.version);
        words.text.complete().orRefuse();
        keep(summary, words);
        var now = clock.instant();
        summaries.submit(summaries.find(call, words.unit), actor, now);
        moved(actor, summary, Summary.State.SUBMITTED);
    }

    /** Asked again, it changes nothing. */
    @Transactional
    public void withdraw(Actor actor, UUID id, OrganizationId unit) {
        var summary = inCharge.read(actor, inCharge.call(id), unit);
        if (!inCharge.writes(actor, summary) || summary.state() == Summary.State.ACCEPTED) {
            throw new Problem(409, "summary.handed-in");
        }
        if (summary.state() == Summary.State.SUBMITTED) {
            summaries.move(summary, Summary.State.DRAFT);
            moved(actor, summary, Summary.State.DRAFT);
        }
    }

    @Transactional
    public void detach(Actor actor, UUID id, OrganizationId unit, int version, DocumentId document) {
        attachments.remove(inCharge.open(actor, inCharge.call(id), unit, version), document);
    }

    /** Whether just these words came so many versions ago. */
    private boolean isThere(Actor actor, Words words, int versions) {
        var summary = inCharge.read(actor, inCharge.call(words.call), words.unit);
        return inCharge.writes(actor, summary) && summary.version() == words.version + versions && summary.text().equals(words.text)
            && (versions == 1 || summary.state() == Summary.State.SUBMITTED);
    }

    private void keep(Summary summary, Words words) {
        words.text.storable().orRefuse();
        attachments.add(summary, words.files);
        summaries.write(summary, words.text, summary.state() == Summary.State.RETURNED ? Summary.State.RETURNED : Summary.State.DRAFT);
    }

    private void moved(Actor actor, Summary summary, Summary.State state) {
        summaries.addStep(summary, state, "", actor, clock.instant());
        audit.record(actor, state == Summary.State.SUBMITTED ? "summary.submit" : "summary.withdraw", "organization:" + summary.organization(),
            summary.path(), Map.of("state", summary.state()), Map.of("state", state));
    }
}
