package org.xingtan.document;

import static java.time.ZoneOffset.UTC;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** Files on their way, piece by piece: what was acknowledged is kept, and who comes back goes on behind it. */
@Repository
public class Uploads {

    /** A larger piece is refused: it has to lie in memory while it is checked. */
    public static final int LARGEST_PIECE = 4 << 20;

    /** How many files one person may have on their way. */
    static final int AT_ONCE = 10;

    private static final String UPLOAD = "select id, name, size, received, touched_at from document.upload where teacher_id = :teacher ";

    private final JdbcClient db;
    private final ObjectStore store;
    private final Documents documents;
    private final Clock clock;

    Uploads(JdbcClient db, ObjectStore store, Documents documents, Clock clock) {
        this.db = db;
        this.store = store;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * Begins, or goes on with what was begun: the same file for the same place.
     *
     * @param reference what it is for, in the words of the module that asks
     */
    @Transactional
    public Upload begin(TeacherId teacher, String reference, String name, long size) {
        var others = db.sql("select count(*) from document.upload where teacher_id = :teacher and (reference, name, size) <> (:reference, :name, :size)")
            .param("teacher", teacher.value()).param("reference", reference).param("name", name).param("size", size).query(Integer.class).single();
        if (others >= AT_ONCE) {
            throw new Problem(409, "document.upload.most", AT_ONCE);
        }
        db.sql("""
                insert into document.upload (teacher_id, id, reference, name, size, touched_at)
                values (:teacher, :id, :reference, :name, :size, :now)
                on conflict (teacher_id, reference, name, size) do nothing
                """)
            .param("teacher", teacher.value()).param("id", Uuids.next()).param("reference", reference).param("name", name).param("size", size)
            .param("now", now()).update();
        return db.sql(UPLOAD + "and reference = :reference and name = :name and size = :size")
            .param("teacher", teacher.value()).param("reference", reference).param("name", name).param("size", size)
            .query((row, _) -> upload(row)).single();
    }

    /** What somebody has begun for a place and not finished, the last one first. */
    public List<Upload> of(TeacherId teacher, String reference) {
        return db.sql(UPLOAD + "and reference = :reference order by touched_at desc, id")
            .param("teacher", teacher.value()).param("reference", reference).query((row, _) -> upload(row)).list();
    }

    /**
     * Keeps the next piece. A piece that does not begin where the last one ended is not kept: the answer says where to go on.
     *
     * @throws Problem 413 for more than was announced
     */
    @Transactional
    public Upload append(TeacherId teacher, UUID id, long offset, byte[] piece) {
        var upload = hold(teacher, id);
        var received = Math.min(upload.received(), arrived(id));
        if (offset == received) {
            if (piece.length > LARGEST_PIECE || offset + piece.length > upload.size()) {
                throw new Problem(413, "error.too-large");
            }
            write(id, offset, piece);
            received += piece.length;
        }
        db.sql("update document.upload set received = :received, touched_at = :now where teacher_id = :teacher and id = :id")
            .param("received", received).param("now", now()).param("teacher", teacher.value()).param("id", id).update();
        return new Upload(id, upload.name(), upload.size(), received, upload.touchedAt());
    }

    /**
     * Makes a document of what is there whole. Until it is discarded it can be asked for again, with the same answer.
     *
     * @param reference  what it was begun for: the limits of one place are not those of another
     * @param mediaTypes what it may be, by its bytes
     * @throws Problem 409 while pieces are missing; 415 when it is nothing of the kind
     */
    public DocumentId finish(TeacherId teacher, String reference, UUID id, Collection<String> mediaTypes) {
        var upload = find(teacher, reference, id);
        if (!upload.isWhole() || arrived(id) < upload.size()) {
            throw new Problem(409, "document.upload.unfinished");
        }
        try (var bytes = store.openArriving(id)) {
            return documents.store(upload.name(), mediaTypes, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets it with its bytes; what became a document stays one. */
    public void discard(TeacherId teacher, UUID id) {
        if (db.sql("delete from document.upload where teacher_id = :teacher and id = :id").param("teacher", teacher.value()).param("id", id).update() > 0) {
            drop(id);
        }
    }

    private Upload find(TeacherId teacher, String reference, UUID id) {
        return db.sql(UPLOAD + "and id = :id and reference = :reference").param("teacher", teacher.value()).param("id", id).param("reference", reference)
            .query((row, _) -> upload(row)).optional().orElseThrow(() -> new NotFound(id));
    }

    private Upload hold(TeacherId teacher, UUID id) {
        return db.sql(UPLOAD + "and id = :id for update").param("teacher", teacher.value()).param("id", id)
            .query((row, _) -> upload(row)).optional().orElseThrow(() -> new NotFound(id));
    }

    private long arrived(UUID id) {
        try {
            return store.arrived(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(UUID id, long offset, byte[] piece) {
        try {
            store.arrive(id, offset, piece);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void drop(UUID id) {
        try {
            store.dropArriving(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(UTC);
    }

    private static Upload upload(ResultSet row) throws SQLException {
        return new Upload(row.getObject("id", UUID.class), row.getString("name"), row.getLong("size"), row.getLong("received"),
            row.getObject("touched_at", OffsetDateTime.class).toInstant());
    }
}
