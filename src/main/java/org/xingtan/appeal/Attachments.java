package org.xingtan.appeal;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.audit.AuditTrail;
import org.xingtan.document.Confidential;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.document.Papers;
import org.xingtan.document.SentFiles;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;

/** What a person adds to his appeal: pictures and papers. Always saved, never opened inside a page. */
@Repository
class Attachments implements Confidential {

    private static final int MOST = 3;

    private static final Papers PAPERS = Papers.written("appeal.files.large", "appeal.files.kind");

    private final JdbcClient db;
    private final Documents documents;
    private final AuditTrail audit;

    Attachments(JdbcClient db, Documents documents, AuditTrail audit) {
        this.db = db;
        this.documents = documents;
        this.audit = audit;
    }

    List<DocumentCard> of(TeacherId teacher, UUID appeal) {
        return db.sql("""
                select d.id, d.name, d.media_type, d.size, d.sha256, d.state, d.signature
                  from appeal.attachment a
                  join document.document_card d on d.id = a.document_id
                 where a.teacher_id = :teacher and a.appeal_id = :appeal
                 order by a.position
                """)
            .param("teacher", teacher.value()).param("appeal", appeal)
            .query((row, _) -> DocumentCard.read(row)).list();
    }

    @Override
    public List<DocumentId> confidential() {
        return db.sql("""
                -- all teachers: whatever was added by anybody
                select document_id from appeal.attachment
                """)
            .query((row, _) -> new DocumentId(row.getObject(1, UUID.class))).list();
    }

    /**
     * @throws Papers.NotTaken 413 when one is too large; 415 when it is of no kind that is taken, or not what its name says; 422 when there are too many
     */
    void add(TeacherId teacher, UUID appeal, List<MultipartFile> files) {
        var chosen = SentFiles.chosen(files);
        if (chosen.size() > MOST) {
            throw new Papers.NotTaken(422, "appeal.files.many", MOST);
        }
        for (var i = 0; i < chosen.size(); i++) {
            db.sql("insert into appeal.attachment (teacher_id, appeal_id, position, document_id) values (:teacher, :appeal, :position, :document)")
                .param("teacher", teacher.value()).param("appeal", appeal).param("position", i + 1)
                .param("document", documents.seal(chosen.get(i), PAPERS).value()).update();
        }
    }

    /** For the one whose appeal it is. @throws NotFound unless it belongs to the appeal */
    ResponseEntity<Resource> serve(TeacherId teacher, UUID appeal, DocumentId document, HttpHeaders request) {
        return documents.download(DocumentCard.among(of(teacher, appeal), document).id(), request);
    }

    /** For those who decide: that somebody has taken what a person has brought stands in the trail. */
    ResponseEntity<Resource> take(Actor actor, AppealFile.Case one, DocumentId document, HttpHeaders request) {
        var appeal = one.file().appeal();
        var file = DocumentCard.among(of(appeal.teacher(), appeal.id()), document);
        var answer = documents.download(file.id(), request);
        audit.record(actor, "appeal.attachment", "teacher:" + appeal.teacher(), one.person().path(), null,
            Map.of("appeal", appeal.id().toString(), "file", file.name(), "count", 1));
        return answer;
    }
}
