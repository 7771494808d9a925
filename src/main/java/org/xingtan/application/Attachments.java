package org.xingtan.application;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
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
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;

/** What people add to their applications: pictures and papers. Always saved, never opened inside a page. */
@Repository
class Attachments implements Confidential {

    static final int MOST = 5;
    /** Given within a day and never attached to anything. */
    private static final int MOST_LOOSE = 20;

    private static final Papers PAPERS = Papers.written("application.files.large", "application.files.kind");

    private final JdbcClient db;
    private final Documents documents;
    private final AuditTrail trail;
    private final Clock clock;

    Attachments(JdbcClient db, Documents documents, AuditTrail trail, Clock clock) {
        this.db = db;
        this.documents = documents;
        this.trail = trail;
        this.clock = clock;
    }

    List<DocumentCard> of(TeacherId teacher, UUID application) {
        return db.sql("""
                select d.id, d.name, d.media_type, d.size, d.sha256, d.state, d.signature
                  from application.attachment a
                  join document.document_card d on d.id = a.document_id
                 where a.teacher_id = :teacher and a.application_id = :application
                 order by a.position
                """)
            .param("teacher", teacher.value()).param("application", application).query((row, _) -> DocumentCard.read(row)).list();
    }

    /** Whether an application has exactly these, in this order; the same file given again is the same document. */
    boolean are(TeacherId teacher, UUID application, List<DocumentId> wanted) {
        return of(teacher, application).stream().map(DocumentCard::id).toList().equals(wanted.stream().distinct().toList());
    }

    @Override
    public List<DocumentId> confidential() {
        return db.sql("""
                -- all teachers: whatever was given by anybody
                select document_id from application.upload
                """)
            .query((row, _) -> new DocumentId(row.getObject(1, UUID.class))).list();
    }

    /**
     * Keeps files that somebody gives, for an application that is still to come.
     *
     * @throws Problem 413 when one is too large; 415 when it is of no kind that is taken, or not what its name says; 422 when there are too many
     */
    @Transactional
    public List<DocumentId> keep(TeacherId teacher, List<MultipartFile> files) {
        var chosen = SentFiles.chosen(files);
        if (chosen.isEmpty()) {
            return List.of();
        }
        if (chosen.size() > MOST) {
            throw new Papers.NotTaken(422, "application.files.many", MOST);
        }
        if (chosen.size() + loose(teacher) > MOST_LOOSE) {
            throw new Papers.NotTaken(422, "application.files.loose", MOST_LOOSE);
        }
        var kept = new ArrayList<DocumentId>();
        for (var file : chosen) {
            var id = documents.seal(file, PAPERS);
            db.sql("insert into application.upload (teacher_id, document_id, at) values (:teacher, :document, :at) on conflict do nothing")
                .param("teacher", teacher.value()).param("document", id.value()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
            kept.add(id);
        }
        return kept;
    }

    private int loose(TeacherId teacher) {
        return db.sql("""
                select count(*) from application.upload u
                 where u.teacher_id = :teacher and u.at > :since
                   and not exists (select from application.attachment a where a.teacher_id = u.teacher_id and a.document_id = u.document_id)
                """)
            .param("teacher", teacher.value()).param("since", clock.instant().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC)).query(Integer.class).single();
    }

    /**
     * From now on these, in their order, and no others.
     *
     * @throws Problem 422 when there are too many
     * @throws Refused when one is none that the person has given
     */
    void set(TeacherId teacher, UUID application, List<DocumentId> wanted) {
        var all = wanted.stream().distinct().toList();
        if (all.size() > MOST) {
            throw new Papers.NotTaken(422, "application.files.many", MOST);
        }
        db.sql("delete from application.attachment where teacher_id = :teacher and application_id = :application")
            .param("teacher", teacher.value()).param("application", application).update();
        for (var i = 0; i < all.size(); i++) {
            var added = db.sql("""
                    insert into application.attachment (teacher_id, application_id, position, document_id)
                    select teacher_id, :application, :position, document_id from application.upload where teacher_id = :teacher and document_id = :document
                    """)
                .param("application", application).param("position", i + 1).param("teacher", teacher.value()).param("document", all.get(i).value()).update();
            if (added == 0) {
                throw new Refused("application.attachment");
            }
        }
    }

    /** For the one whose application it is. @throws NotFound unless it belongs to it */
    ResponseEntity<Resource> serve(TeacherId teacher, UUID application, DocumentId document, HttpHeaders request) {
        return documents.download(DocumentCard.among(of(teacher, application), document).id(), request);
    }

    /** For those who decide: that somebody has taken what a person has brought stands in the trail. */
    ResponseEntity<Resource> take(Actor actor, Chain chain, DocumentId document, HttpHeaders request) {
        var one = chain.application();
        var file = DocumentCard.among(of(one.teacher(), one.id()), document);
        var answer = documents.download(file.id(), request);
        trail.record(actor, "application.attachment", "teacher:" + one.teacher(), chain.school().path(), null, Map.of("file", file.name(), "count", 1));
        return answer;
    }
}
