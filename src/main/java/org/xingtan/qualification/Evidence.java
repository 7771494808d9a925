package org.xingtan.qualification;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.PersonCard;
import org.xingtan.document.Confidential;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.document.Papers;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;

/** Pictures of certificates. They lie encrypted, and are always saved, never opened inside a page. */
@Repository
class Evidence implements Confidential {

    private static final Papers PAPERS = Papers.scanned("qualification.evidence.large", "qualification.evidence.kind");

    private final JdbcClient db;
    private final Documents documents;
    private final AuditTrail trail;

    Evidence(JdbcClient db, Documents documents, AuditTrail trail) {
        this.db = db;
        this.documents = documents;
        this.trail = trail;
    }

    @Override
    public List<DocumentId> confidential() {
        return db.sql("""
                -- all teachers: whatever was added by anybody
                select document_id from qualification.qualification where document_id is not null
                """)
            .query((row, _) -> new DocumentId(row.getObject(1, UUID.class))).list();
    }

    /** @throws Problem 413 when it is too large; 415 when it is of no kind that is taken, or not what its name says */
    @Nullable DocumentId keep(@Nullable MultipartFile file) {
        return file == null || file.isEmpty() ? null : documents.seal(file, PAPERS);
    }

    /** For whoever is in charge of the person: that he has taken it stands in the trail. */
    ResponseEntity<Resource> take(Actor actor, PersonCard person, UUID id, HttpHeaders request) {
        var answer = serve(person.id(), id, request);
        trail.record(actor, "qualification.evidence", "teacher:" + person.id(), person.path(), null, Map.of("qualification", id, "count", 1));
        return answer;
    }

    /** @throws NotFound unless the person has entered that, with a picture */
    ResponseEntity<Resource> serve(TeacherId teacher, UUID id, HttpHeaders request) {
        var document = db.sql("select document_id from qualification.qualification where teacher_id = :teacher and id = :id and document_id is not null")
            .param("teacher", teacher.value()).param("id", id).query(UUID.class).optional().orElseThrow(() -> new NotFound(id));
        return documents.download(new DocumentId(document), request);
    }
}
