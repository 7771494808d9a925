package org.xingtan.document;

import java.util.UUID;
import org.xingtan.platform.TypedId;
import org.xingtan.platform.Uuids;

/** A stored file. */
public record DocumentId(UUID value) implements TypedId {

    public static DocumentId next() {
        return new DocumentId(Uuids.next());
    }

    public static DocumentId of(String text) {
        return new DocumentId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
