package org.xingtan.summary;

import java.util.Map;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.xingtan.audit.AuditTrail;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;

/** Use case: who writes or reviews a report opens what is attached to it; what another unit has brought, the trail tells. */
@Component
class ServeAttachment {

    private final SummariesInCharge inCharge;
    private final SummaryAttachments attachments;
    private final AuditTrail audit;

    ServeAttachment(SummariesInCharge inCharge, SummaryAttachments attachments, AuditTrail audit) {
        this.inCharge = inCharge;
        this.attachments = attachments;
        this.audit = audit;
    }

    ResponseEntity<Resource> serve(Actor actor, UUID call, OrganizationId unit, DocumentId document, HttpHeaders request) {
        var summary = inCharge.read(actor, inCharge.call(call), unit);
        var answer = attachments.serve(summary, document, request);
        if (!inCharge.writes(actor, summary)) {
            audit.record(actor, "summary.attachment", "organization:" + unit, summary.path(), null,
                Map.of("call", call.toString(), "document", document.toString(), "count", 1));
        }
        return answer;
    }
}
