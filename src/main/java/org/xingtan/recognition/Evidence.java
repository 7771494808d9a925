package org.xingtan.recognition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.document.Confidential;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.document.Papers;
import org.xingtan.document.SentFiles;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.PersonalTrace;

/** What people bring for their claims. It lies encrypted, is always saved and never opened inside a page, and is known by its content. */
@Repository
class Evidence implements Confidential, PersonalTrace {

    private static final Papers PAPERS = Papers.written("recognition.evidence.large", "recognition.evidence.kind");
    /** So many files may lie there that no claim rests on. */
    private static final int UNUSED = 60;
    /** So many copies of papers that claims rest on stay when these are sent again. */
    private static final int COPIES = 12;
    private static final String NOBODY = "***";

    private final JdbcClient db;
    private final Documents documents;
    private final AlreadyClaimed claimed;
    private final Clock clock;

    Evidence(JdbcClient db, Documents documents, AlreadyClaimed claimed, Clock clock) {
        this.db = db;
        this.documents = documents;
        this.claimed = claimed;
        this.clock = clock;
    }

    /** @throws Problem 409 when too many lie there unused; 413 when it is too large; 415 when it is of no kind that is taken, or not what its name says */
    @Transactional
    public DocumentCard bring(TeacherId teacher, MultipartFile file) {
        PAPERS.requireSize(file);
        try (var bytes = file.getInputStream()) {
            return bring(teacher, SentFiles.name(file), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DocumentCard bring(TeacherId teacher, String name, InputStream bytes) {
        if (unused(teacher) >= UNUSED) {
            throw new Papers.NotTaken(409, "recognition.evidence.most", UNUSED);
        }
        var document = documents.find(documents.seal(name, PAPERS.kind(name), bytes)).orElseThrow();
        db.sql("""
                insert into recognition.brought (teacher_id, document_id, sha256, brought_at) values (:teacher, :document, :sha256, :now)
                on conflict (teacher_id, document_id) do nothing
                """)
            .param("teacher", teacher.value()).param("document", document.id().value()).param("sha256", document.sha256())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        return document;
    }

    private int unused(TeacherId teacher) {
        return db.sql("""
                select count(*)::int from recognition.brought b
                 where b.teacher_id = :teacher
                   and not exists (select from recognition.evidence e where e.teacher_id = b.teacher_id and e.document_id = b.document_id)
                """)
            .param("teacher", teacher.value()).query(Integer.class).single();
    }

    /** Those of these files that the person has brought himself. */
    List<DocumentCard> brought(TeacherId teacher, List<DocumentId> files) {
        return db.sql("""
                select d.id, d.name, d.media_type, d.size, d.sha256, d.state, d.signature
                  from recognition.brought b
                  join document.document_card d on d.id = b.document_id
                 where b.teacher_id = :teacher and b.document_id = any (:files)
                 order by d.id
                """)
            .param("teacher", teacher.value()).param("files", files.stream().map(DocumentId::value).toArray(UUID[]::new))
            .query((row, _) -> DocumentCard.read(row)).list();
    }

    List<DocumentCard> of(TeacherId teacher, UUID claim) {
        return of(Map.of(claim, teacher)).getOrDefault(claim, List.of());
    }

    /** Of many claims. @param claims whose each is */
    Map<UUID, List<DocumentCard>> of(Map<UUID, TeacherId> claims) {
        var files = new HashMap<UUID, List<DocumentCard>>();
        db.sql("""
                select e.claim_id, d.id, d.name, d.media_type, d.size, d.sha256, d.state, d.signature
                  from jsonb_each_text(:claims) a (claim, teacher)
                  join recognition.evidence e on e.teacher_id = a.teacher::uuid and e.claim_id = a.claim::uuid
                  join document.document_card d on d.id = e.document_id
                 order by e.claim_id, e.position
                """)
            .param("claims", Claims.jsonb(claims)).query(row -> {
                files.computeIfAbsent(row.getObject("claim_id", UUID.class), _ -> new ArrayList<>()).add(DocumentCard.read(row));
            });
        return files;
    }

    /** Whether a claim rests on just these files: on their content, however often it was brought. */
    boolean carries(Claim claim, List<DocumentId> files) {
        var named = brought(claim.teacher(), files);
        return named.size() == files.size() && contents(named).equals(contents(of(claim.teacher(), claim.id())));
    }

    private static Set<String> contents(List<DocumentCard> files) {
        return files.stream().map(DocumentCard::sha256).collect(Collectors.toSet());
    }

    /**
     * A claim rests on these files from now on.
     *
     * @param sole whether each serves him alone
     * @return false when one of them is in another claim
     */
    boolean put(Claim claim, List<DocumentCard> files, boolean sole) {
        db.sql("delete from recognition.evidence where teacher_id = :teacher and claim_id = :claim")
            .param("teacher", claim.teacher().value()).param("claim", claim.id()).update();
        var written = 0;
        for (var file : files) {
            written += db.sql("""
                    insert into recognition.evidence (teacher_id, claim_id, position, document_id, sha256, live)
                    values (:teacher, :claim, :position, :document, :sha256, true)
                    on conflict do nothing
                    """)
                .param("teacher", claim.teacher().value()).param("claim", claim.id()).param("position", written + 1)
                .param("document", file.id().value()).param("sha256", file.sha256()).update();
        }
        return written == files.size() && (!sole || claimed.holdsPapers(claim.teacher(), files));
    }

    /** A claim that holds nothing any more gives its files and its number free. */
    void free(Claim claim) {
        db.sql("update recognition.evidence set live = false where teacher_id = :teacher and claim_id = :claim")
            .param("teacher", claim.teacher().value()).param("claim", claim.id()).update();
        claimed.forgetUnused(claim.teacher());
    }

    /**
     * Copies of papers that claims of the person rest on came when these were sent again. The last ones stay, in whatever order they came: other
     * sendings of the same may be under way. Those that this one named stay too, so that it can be sent once more.
     */
    void forgetCopies(TeacherId teacher, List<DocumentId> named) {
        db.sql("""
                delete from recognition.brought b
                 using (select c.document_id, row_number() over (order by c.brought_at desc, c.document_id desc) as n
                          from recognition.brought c
                         where c.teacher_id = :teacher
                           and c.sha256 in (select e.sha256 from recognition.evidence e where e.teacher_id = :teacher and e.live)
                           and not exists (select from recognition.evidence e where e.teacher_id = :teacher and e.document_id = c.document_id)) copy
                 where b.teacher_id = :teacher and b.document_id = copy.document_id and copy.n > :copies and b.document_id <> all (:named)
                """)
            .param("teacher", teacher.value()).param("copies", COPIES).param("named", named.stream().map(DocumentId::value).toArray(UUID[]::new)).update();
    }

    @Override
    public List<DocumentId> confidential() {
        return db.sql("""
                -- all teachers: whatever was brought by anybody
                select document_id from recognition.brought
                 union
                select document_id from recognition.import
                """)
            .query((row, _) -> new DocumentId(row.getObject(1, UUID.class))).list();
    }

    /** That hours were recognized stays, and on what content; the papers go. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(TeacherId person) {
        db.sql("update recognition.evidence set document_id = null where teacher_id = :person").param("person", person.value()).update();
        db.sql("delete from recognition.brought where teacher_id = :person").param("person", person.value()).update();
        db.sql("update recognition.import_row set name = :nobody where person = :person").param("nobody", NOBODY).param("person", person.value()).update();
    }
}
