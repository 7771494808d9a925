package org.xingtan.appeal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
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
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;

/** What a person adds to his appeal: pictures and papers. Always saved, never opened inside a page. */
@Repository
class Attachments implements Confidential {

    private static final int MOST = 3;
    private static final long LARGEST = 10 << 20;

    private static final Map<String, String> KINDS = Map.of("pdf", "application/pdf", "jpg", "image/jpeg", "jpeg", "image/jpeg",
        "png", "image/png", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

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
     * @throws Problem 413 when one is too large; 415 when it is of no kind that is taken, or not what its name says; 422 when there are too many
     */
    void add(TeacherId teacher, UUID appeal, List<MultipartFile> files) {
        var chosen = files.stream().filter(file -> !file.isEmpty()).toList();
        if (chosen.size() > MOST) {
            throw new Problem(422, "appeal.files.many", MOST);
        }
        for (var i = 0; i < chosen.size(); i++) {
            db.sql("insert into appeal.attachment (teacher_id, appeal_id, position, document_id) values (:teacher, :appeal, :position, :document)")
                .param("teacher", teacher.value()).param("appeal", appeal).param("position", i + 1)
                .param("document", store(chosen.get(i)).value()).update();
        }
    }

    /** For the one whose appeal it is. @throws NotFound unless it belongs to the appeal */
    ResponseEntity<Resource> serve(TeacherId teacher, UUID appeal, DocumentId document, HttpHeaders request) {
        return documents.download(find(teacher, appeal, document).id(), request);
    }

    /** For those who decide: that somebody has taken what a person has brought stands in the trail. */
    ResponseEntity<Resource> take(Actor actor, AppealFile.Case one, DocumentId document, HttpHeaders request) {
        var appeal = one.file().appeal();
        var file = find(appeal.teacher(), appeal.id(), document);
        var answer = documents.download(file.id(), request);
        audit.record(actor, "appeal.attachment", "teacher:" + appeal.teacher(), one.person().path(), null,
            Map.of("appeal", appeal.id().toString(), "file", file.name(), "count", 1));
        return answer;
    }

    private DocumentCard find(TeacherId teacher, UUID appeal, DocumentId document) {
        return of(teacher, appeal).stream().filter(it -> it.id().equals(document)).findFirst().orElseThrow(() -> new NotFound(document));
    }

    private DocumentId store(MultipartFile file) {
        var name = name(file);
        if (file.getSize() > LARGEST) {
            throw new Problem(413, "appeal.files.large", name, LARGEST >> 20);
        }
        var kind = KINDS.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (kind == null) {
            throw new Problem(415, "appeal.files.kind", name);
        }
        try (var bytes = file.getInputStream()) {
            return documents.seal(name, kind, bytes);
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
