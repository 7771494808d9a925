package org.xingtan.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;

/**
 * What others may know of a stored file.
 *
 * @param name      as the giver named it; shown and offered for saving, never a path
 * @param sha256    of the bytes, in hexadecimal: the name they are kept under and the ETag they are served with
 * @param signature of the virus that was found in it; null of any other
 */
public record DocumentCard(DocumentId id, String name, String mediaType, long size, String sha256, ScanState state, @Nullable String signature) {

    /** A scanner takes seconds for most files. */
    private static final Duration SOON = Duration.ofSeconds(5);

    /** From the columns id, name, media_type, size, sha256, state and signature of the view. */
    public static DocumentCard read(ResultSet row) throws SQLException {
        return new DocumentCard(new DocumentId(row.getObject("id", UUID.class)), row.getString("name"), row.getString("media_type"),
            row.getLong("size"), row.getString("sha256"), ScanState.valueOf(row.getString("state")), row.getString("signature"));
    }

    /** @throws NotFound unless it is one of these: what hangs on something is found there and nowhere else */
    public static DocumentCard among(List<DocumentCard> files, DocumentId id) {
        return files.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow(() -> new NotFound(id));
    }

    /** Whether others than its giver may see and have it. */
    public boolean isOpen() {
        return state.isOpen();
    }

    /** Whether it may become open by itself, so that it is worth asking for it again soon. */
    public boolean isAwaited() {
        return state == ScanState.SCANNING;
    }

    /** @throws Problem 409 while it is being checked or cannot be, 410 when a virus was found in it */
    public DocumentCard requireOpen() {
        return switch (state) {
            case UNSCANNED, CLEAN -> this;
            case SCANNING -> throw new Problem(409, "document.scanning", name).passing(SOON);
            case TOO_LARGE -> throw new Problem(409, "document.too-large", name);
            case QUARANTINED -> throw new Problem(410, "document.quarantined", name, String.valueOf(signature));
        };
    }
}
