package org.xingtan.showcase;

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

/** What a case brings along. Always saved, never opened inside a page. */
@Repository
class CaseFiles implements Confidential {

    private static final int MOST = 5;

    private final JdbcClient db;
    private final Documents documents;

    CaseFiles(JdbcClient db, Documents documents) {
        this.db = db;
        this.documents = documents;
    }

    List<DocumentCard> of(UUID id) {
        return db.sql("""
                select d.id, d.name, d.media_type, d.size, d.sha256, d.state, d.signature
                  from showcase.attachment f
                  join document.document_card d on d.id = f.document_id
                 where f.case_id = :id
                 order by d.name, d.id
                """)
            .param("id", id)
            .query((row, _) -> DocumentCard.read(row)).list();
    }

    @Override
    public List<DocumentId> confidential() {
        return db.sql("select document_id from showcase.attachment").query((row, _) -> new DocumentId(row.getObject(1, UUID.class))).list();
    }

    /** @throws Problem 415 for what is not what its name says; 422 when there would be too many */
    void add(UUID id, List<MultipartFile> files) {
        SentFiles.chosen(files).forEach(file ->
            db.sql("""
                    insert into showcase.attachment (case_id, document_id) values (:id, :document)
                    on conflict (case_id, document_id) do nothing
                    """)
                .param("id", id).param("document", documents.seal(file).value()).update());
        if (of(id).size() > MOST) {
            throw new Problem(422, "showcase.files", MOST);
        }
    }

    void remove(UUID id, DocumentId document) {
        db.sql("delete from showcase.attachment where case_id = :id and document_id = :document")
            .param("id", id).param("document", document.value()).update();
    }

    /** @throws NotFound unless it belongs to the case */
    ResponseEntity<Resource> serve(UUID id, DocumentId document, HttpHeaders request) {
        return documents.download(DocumentCard.among(of(id), document).id(), request);
    }
}
