package org.xingtan.course;

import java.util.UUID;
import org.xingtan.platform.TypedId;
import org.xingtan.platform.Uuids;

/** A course in the making. */
public record DraftId(UUID value) implements TypedId {

    public static DraftId next() {
        return new DraftId(Uuids.next());
    }

    public static DraftId of(String text) {
        return new DraftId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
