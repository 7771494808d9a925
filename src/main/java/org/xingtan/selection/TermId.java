package org.xingtan.selection;

import java.util.UUID;
import org.xingtan.platform.TypedId;
import org.xingtan.platform.Uuids;

/** A period in which courses are offered. */
public record TermId(UUID value) implements TypedId {

    static TermId next() {
        return new TermId(Uuids.next());
    }

    /** @throws org.xingtan.platform.NotFound when the text is no id */
    public static TermId of(String text) {
        return new TermId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
