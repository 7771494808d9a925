package org.xingtan.discussion;

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

/** What is kept of an activity beside its record. Always saved, never opened inside a page. */
@Repository
class ActivityFiles implements Confidential {

    private static final int MOST = 10;

    private final JdbcClient db;
    private final Documents documents;

    ActivityFiles(JdbcClient db, Documents documents) {
        this.db = db;
        this.documents = documents;
    }

    List<DocumentCard> of(Activity activity) {
        return db.sql("""
                select d.id, d.name, d.media_type, d.size, d.sha256, d.state, d.signature
                  from discussion.activity_file f
                  join document.document_card d on d.id = f.document_id
                 where f.activity_id = :activity
                 order by d.name, d.id
                """)
            .param("activity", activity.id())
            .query((row, _) -> DocumentCard.read(row)).list();
    }

    List<String> names(Activity activity) {
        return of(activity).stream().map(DocumentCard::name).toList();
    }

    @Override
    public List<DocumentId> confidential() {
        return db.sql("select document_id from discussion.activity_file").query((row, _) -> new DocumentId(row.getObject(1, UUID.class))).list();
    }

    /** @throws Problem 415 for what is not what its name says; 422 when there would be too many */
    void add(Activity activity, List<MultipartFile> files) {
        SentFiles.chosen(files).forEach(file ->
            db.sql("""
                    insert into discussion.activity_file (activity_id, document_id) values (:activity, :document)
                    on conflict (activity_id, document_id) do nothing
                    """)
                .param("activity", activity.id()).param("document", documents.seal(file).value()).update());
        if (of(activity).size() > MOST) {
            throw new Problem(422, "discussion.files", MOST);
        }
    }

    void remove(Activity activity, DocumentId document) {
        db.sql("delete from discussion.activity_file where activity_id = :activity and document_id = :document")
            .param("activity", activity.id()).param("document", document.value()).update();
    }

    /** @throws NotFound unless it belongs to the activity */
    ResponseEntity<Resource> serve(Activity activity, DocumentId document, HttpHeaders request) {
        return documents.download(DocumentCard.among(of(activity), document).id(), request);
    }
}
