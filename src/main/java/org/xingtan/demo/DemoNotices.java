package org.xingtan.demo;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.notice.NoticeDefinition;
import org.xingtan.notice.PublishNotice;

/** The notices of the demo with the empty forms that they carry. */
@Component
class DemoNotices {

    /** A notice as it stands in {@code programs.json}: its attachments are files beside it. */
    record Notice(String number, String issuer, String title, LocalDate issuedOn, @Nullable LocalDate printedOn,
                  NoticeDefinition.Disclosure disclosure, String addressees, @Nullable String signedBy, String summary,
                  @Nullable String forwards, List<Attachment> attachments) {}

    record Attachment(String file, String name, String mediaType) {}

    private final PublishNotice notices;
    private final Documents documents;

    DemoNotices(PublishNotice notices, Documents documents) {
        this.notices = notices;
        this.documents = documents;
    }

    void publish(List<Notice> all) {
        for (var notice : all) {
            notices.publish(new NoticeDefinition(notice.number(), notice.issuer(), notice.title(), notice.issuedOn(), notice.printedOn(),
                notice.disclosure(), notice.addressees(), notice.signedBy(), notice.summary(), notice.forwards(),
                notice.attachments().stream().map(this::store).toList()));
        }
    }

    private DocumentId store(Attachment attachment) {
        return documents.store(attachment.name(), attachment.mediaType(), DemoResources.bytes("notices/" + attachment.file()));
    }
}
