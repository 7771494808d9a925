package org.xingtan.showcase;

import java.io.IOException;
import java.io.UncheckedIOException;
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
        files.stream().filter(file -> !file.isEmpty()).forEach(file ->
            db.sql("""
                    insert into showcase.attachment (case_id, document_id) values (:id, :document)
                    on conflict (case_id, document_id) do nothing
                    """)
                .param("id", id).param("document", store(file).value()).update());
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
        if (of(id).stream().noneMatch(it -> it.id().equals(document))) {
            throw new NotFound(document);
        }
        return documents.download(document, request);
    }

    private DocumentId store(MultipartFile file) {
        try (var bytes = file.getInputStream()) {
            return documents.seal(name(file), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the person sees it, without the folders and control characters that some browsers send. */
    private static String name(MultipartFile file) {
        var sent = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        var name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        return name.substring(Math.max(0, name.length() - 120)).replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "").strip();
    }
}
