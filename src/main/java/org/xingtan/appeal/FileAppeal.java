package org.xingtan.appeal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.appeal.Appeal.Act;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Refused;

/** Use case: a teacher appeals. Sent twice it is one appeal. */
@Component
public class FileAppeal {

    /**
     * What is sent.
     *
     * @param id made with the form, so that the same form makes one appeal
     */
    public record Filing(UUID id, Subject subject, String statement, List<MultipartFile> files) {}

    private final Appeals appeals;
    private final FilingRules rules;
    private final Attachments attachments;
    private final Deadlines deadlines;
    private final AuditTrail audit;
    private final Clock clock;

    FileAppeal(Appeals appeals, FilingRules rules, Attachments attachments, Deadlines deadlines, AuditTrail audit, Clock clock) {
        this.appeals = appeals;
        this.rules = rules;
        this.attachments = attachments;
        this.deadlines = deadlines;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Refused when it may not be appealed against, or not any more */
    @Transactional
    public Appeal file(Actor actor, Filing filing) {
        var before = appeals.find(actor.teacher(), filing.id());
        if (before.isPresent()) {
            return before.get();
        }
        rules.verdict(actor.teacher(), filing.subject()).orRefuse();
        var appeal = appeal(actor, filing, clock.instant());
        if (!appeals.add(appeal)) {
            throw new Refused("appeal.not-twice");
        }
        attachments.add(actor.teacher(), appeal.id(), filing.files());
        appeals.addStep(appeal, Act.FILED, 1, actor, "", appeal.filedAt());
        audit.record(actor, "appeal.file", "teacher:" + actor.teacher(), rules.path(appeal.unit()), null,
            Map.of("appeal", appeal.id(), "kind", appeal.kind(), "subject", appeal.subject()));
        return appeal;
    }

    private Appeal appeal(Actor actor, Filing filing, Instant now) {
        var subject = filing.subject();
        var chain = rules.chain(actor.teacher(), subject).orElseThrow(() -> new Refused("appeal.unit"));
        return new Appeal(actor.teacher(), filing.id(), subject.kind(), subject.reference(), subject.program(), subject.title(), filing.statement(),
            subject.contestedBy(), chain.unit(), chain.first(), chain.second(), 1, Appeal.State.WAITING, now, deadlines.from(Deadlines.Term.DECIDE), null);
    }
}
