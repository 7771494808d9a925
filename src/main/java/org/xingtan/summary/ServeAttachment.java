package org.xingtan.summary;

import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;

/** Use case: who writes or reviews a report opens what is attached to it. */
@Component
class ServeAttachment {

    private final SummariesInCharge inCharge;
    private final SummaryAttachments attachments;

    ServeAttachment(SummariesInCharge inCharge, SummaryAttachments attachments) {
        this.inCharge = inCharge;
        this.attachments = attachments;
    }

    ResponseEntity<Resource> serve(Actor actor, UUID call, OrganizationId unit, DocumentId document, HttpHeaders request) {
        return attachments.serve(inCharge.read(actor, inCharge.call(call), unit), document, request);
    }
}
