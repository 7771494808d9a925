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
import org.xingtan.document.Confidential;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
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

    Attachments(JdbcClient db, Documents documents) {
        this.db = db;
        this.documents = documents;
    }

    List<DocumentCard> of(TeacherId teacher, UUID appeal) {
        return db.sql("""
                select d.id, d.name, d.media_type, d.size, d.sha256
                  from appeal.attachment a
                  join document.document_card d on d.id = a.document_id
                 where a.teacher_id = :teacher and a.appeal_id = :appeal
                 order by a.position
                """)
            .param("teacher", teacher.value()).param("appeal", appeal)
            .query((row, _) -> new DocumentCard(new DocumentId(row.getObject("id", UUID.class)), row.getString("name"), row.getString("media_type"),
                row.getLong("size"), row.getString("sha256"))).list();
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

    /** @throws NotFound unless it belongs to the appeal */
    ResponseEntity<Resource> serve(TeacherId teacher, UUID appeal, DocumentId document, HttpHeaders request) {
        if (of(teacher, appeal).stream().noneMatch(it -> it.id().equals(document))) {
            throw new NotFound(document);
        }
        return documents.download(document, request);
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
