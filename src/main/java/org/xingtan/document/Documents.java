package org.xingtan.document;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;

/**
 * Stored files. The same bytes are kept once; the same file given again is the same document. Where a scanner is named, nobody gets
 * new bytes that somebody gave before the scanner has said that they are clean.
 */
@Repository
public class Documents {

    private static final int HEAD = 64;

    private final JdbcClient db;
    private final ObjectStore store;
    private final Scanner scanner;
    private final Scans scans;
    private final Given given;
    private final Clock clock;

    Documents(JdbcClient db, ObjectStore store, Scanner scanner, Scans scans, Given given, Clock clock) {
        this.db = db;
        this.store = store;
        this.scanner = scanner;
        this.scans = scans;
        this.given = given;
        this.clock = clock;
    }

    public DocumentId store(String name, String mediaType, byte[] bytes) {
        return store(name, mediaType, new ByteArrayInputStream(bytes));
    }

    public DocumentId store(String name, String mediaType, Path file) {
        try (var bytes = Files.newInputStream(file)) {
            return store(name, mediaType, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Problem 415 when the bytes are not what the media type says; 422 when a virus was found in the same bytes before */
    public DocumentId store(String name, String mediaType, InputStream bytes) {
        return add(name, mediaType, keep(store::keep, bytes));
    }

    private DocumentId add(String name, String mediaType, ObjectStore.Kept kept) {
        if (!isWhatItSays(mediaType, kept)) {
            throw new Papers.NotTaken(415, "document.content", name, Signature.of(mediaType).map(Enum::name).orElse(mediaType));
        }
        scans.signature(kept.sha256()).ifPresent(signature -> {
            throw new Papers.NotTaken(422, Papers.INFECTED, name, signature);
        });
        if (scanner.isNamed() && given.hasGiver()) {
            scans.hold(kept.sha256());
        }
        db.sql("""
                insert into document.document (id, name, media_type, size, sha256, stored_at)
                values (:id, :name, :mediaType, :size, :sha256, :at)
                on conflict (sha256, name, media_type) do nothing
                """)
            .param("id", DocumentId.next().value())
            .param("name", name)
            .param("mediaType", mediaType)
            .param("size", kept.size())
            .param("sha256", kept.sha256())
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .update();
        var document = idOf(kept.sha256(), name, mediaType);
        given.note(document);
        return document;
    }

    /**
     * A file that somebody gives: what it is, the ending of its name says.
     *
     * @throws Problem 415 when its bytes are something else, or nothing that is taken
     */
    public DocumentId store(String name, InputStream bytes) {
        return store(name, said(name), bytes);
    }

    private static String said(String name) {
        var ending = name.substring(name.lastIndexOf('.') + 1);
        return Signature.ending(ending).orElseThrow(() -> new Papers.NotTaken(415, "document.kind", name));
    }

    /** The same for what nobody shall read who has only the disk or a backup: it lies encrypted. */
    public DocumentId seal(String name, InputStream bytes) {
        return seal(name, said(name), bytes);
    }

    /**
     * Stores it encrypted; whoever opens or serves it sees no difference. The module says so of it as {@link Confidential}.
     *
     * @throws Problem 415 when the bytes are not what the media type says; 503 while the keys are missing
     */
    public DocumentId seal(String name, String mediaType, InputStream bytes) {
        return add(name, mediaType, keep(store::seal, bytes));
    }

    /** A file of a form. @throws Problem 415 when its bytes are something else than the ending of its name says, or nothing that is taken */
    public DocumentId seal(MultipartFile file) {
        var name = SentFiles.name(file);
        return seal(name, said(name), file);
    }

    /** @throws Problem 413 when it is too large for a paper; 415 when it is of no kind that is taken, or not what its name says */
    public DocumentId seal(MultipartFile file, Papers taken) {
        taken.requireSize(file);
        var name = SentFiles.name(file);
        return seal(name, taken.kind(name), file);
    }

    private DocumentId seal(String name, String mediaType, MultipartFile file) {
        try (var bytes = file.getInputStream()) {
            return seal(name, mediaType, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DocumentId seal(String name, String mediaType, Path file) {
        try (var bytes = Files.newInputStream(file)) {
            return seal(name, mediaType, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Stores what is one of these kinds; whatever else it is, nothing is kept of it.
     *
     * @throws Problem 415 when its bytes begin like none of them
     */
    public DocumentId store(String name, Collection<String> mediaTypes, InputStream bytes) {
        var read = new BufferedInputStream(bytes, 1 << 16);
        try {
            read.mark(HEAD);
            var head = read.readNBytes(HEAD);
            read.reset();
            var kind = mediaTypes.stream().filter(it -> Signature.of(it).filter(signature -> signature.fits(head)).isPresent()).findFirst()
                .orElseThrow(() -> new Papers.NotTaken(415, "document.kind", name));
            return store(name, kind, read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Keeping {

        ObjectStore.Kept keep(InputStream bytes) throws IOException;
    }

    private static ObjectStore.Kept keep(Keeping how, InputStream bytes) {
        try {
            return how.keep(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isWhatItSays(String mediaType, ObjectStore.Kept kept) {
        try {
            var kind = Signature.of(mediaType);
            if (kind.isEmpty() || !kind.get().fits(kept.head())) {
                return false;
            }
            var part = kind.get().part();
            return part == null || OfficeFile.hasPart(store.open(kept.sha256(), 0), part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DocumentId idOf(String sha256, String name, String mediaType) {
        return db.sql("select id from document.document where sha256 = :sha256 and name = :name and media_type = :mediaType")
            .param("sha256", sha256).param("name", name).param("mediaType", mediaType)
            .query((row, _) -> new DocumentId(row.getObject(1, java.util.UUID.class))).single();
    }

    public Optional<DocumentCard> find(DocumentId id) {
        return db.sql("select id, name, media_type, size, sha256, state, signature from document.document_card where id = :id")
            .param("id", id.value()).query((row, _) -> DocumentCard.read(row)).optional();
    }

    /**
     * The bytes, from the first to the last.
     *
     * @throws Problem as {@link DocumentCard#requireOpen} says
     */
    public InputStream open(DocumentId id) {
        return read(get(id).requireOpen());
    }

    /** The bytes into a file, over what is in it. @throws Problem as {@link DocumentCard#requireOpen} says */
    public void copy(DocumentId id, Path file) throws IOException {
        try (var bytes = open(id)) {
            Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The bytes for a look that lets nothing of them out, and so does not wait for the scanner: how long is this film? */
    public InputStream inspect(DocumentId id) {
        return read(get(id));
    }

    private DocumentCard get(DocumentId id) {
        return find(id).orElseThrow(() -> new NotFound(id));
    }

    private InputStream read(DocumentCard document) {
        try {
            return store.open(document.sha256(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A small file as text, for a look at it: what is longer than a text of 64 KB is cut there. */
    public String text(DocumentId id) {
        try (var bytes = inspect(id)) {
            return new String(bytes.readNBytes(1 << 16), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Answers a request for a file, whole or in part. Whether the asker may have it, the caller has decided.
     *
     * @param request the headers of the request: Range, If-Range, If-None-Match
     * @throws NotFound when there is no such document
     * @throws Problem as {@link DocumentCard#requireOpen} says
     */
    public ResponseEntity<Resource> serve(DocumentId id, HttpHeaders request) {
        return Served.of(get(id).requireOpen(), store, false).answer(request);
    }

    /** The same for a file that is always saved, never opened inside a page, whatever it is. */
    public ResponseEntity<Resource> download(DocumentId id, HttpHeaders request) {
        return Served.of(get(id).requireOpen(), store, true).answer(request);
    }
}
