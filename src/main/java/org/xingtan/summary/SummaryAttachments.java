package org.xingtan.summary;

import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.document.Confidential;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.document.SentFiles;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;

/** What units hand in beside their words. Always saved, never opened inside a page. */
@Repository
class SummaryAttachments implements Confidential {

    private static final int MOST = 5;

    private final JdbcClient db;
    private final Documents documents;

    SummaryAttachments(JdbcClient db, Documents documents) {
        this.db = db;
        this.documents = documents;
    }

    List<DocumentCard> of(Summary summary) {
        return db.sql("""
                select d.id, d.name, d.media_type, d.size, d.sha256, d.state, d.signature
                  from summary.attachment a
                  join document.document_card d on d.id = a.document_id
                 where a.call_id = :call and a.organization_id = :unit
                 order by d.name, d.id
                """)
            .param("call", summary.call()).param("unit", summary.organization().value())
            .query((row, _) -> DocumentCard.read(row)).list();
    }

    @Override
    public List<DocumentId> confidential() {
        return db.sql("select document_id from summary.attachment").query((row, _) -> new DocumentId(row.getObject(1, UUID.class))).list();
    }

    /** @throws Problem 415 for what is not what its name says; 422 when there would be too many */
    void add(Summary summary, List<MultipartFile> files) {
        SentFiles.chosen(files).forEach(file ->
            db.sql("""
                    insert into summary.attachment (call_id, organization_id, document_id) values (:call, :unit, :document)
                    on conflict (call_id, organization_id, document_id) do nothing
                    """)
                .param("call", summary.call()).param("unit", summary.organization().value()).param("document", documents.seal(file).value()).update());
        if (of(summary).size() > MOST) {
            throw new Problem(422, "summary.files", MOST);
        }
    }

    void remove(Summary summary, DocumentId document) {
        db.sql("delete from summary.attachment where call_id = :call and organization_id = :unit and document_id = :document")
            .param("call", summary.call()).param("unit", summary.organization().value()).param("document", document.value()).update();
    }

    /** @throws NotFound unless it belongs to the report */
    ResponseEntity<Resource> serve(Summary summary, DocumentId document, HttpHeaders request) {
        return documents.download(DocumentCard.among(of(summary), document).id(), request);
    }

    InputStream open(DocumentCard card) {
        return documents.open(card.id());
    }
}
