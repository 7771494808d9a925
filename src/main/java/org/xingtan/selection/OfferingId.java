package org.xingtan.selection;

import java.util.Collection;
import java.util.UUID;
import org.xingtan.platform.TypedId;
import org.xingtan.platform.Uuids;

/** A program that is offered in a term. */
public record OfferingId(UUID value) implements TypedId {

    static OfferingId next() {
        return new OfferingId(Uuids.next());
    }

    /** @throws org.xingtan.platform.NotFound when the text is no id */
    public static OfferingId of(String text) {
        return new OfferingId(Uuids.parse(text));
    }

    /** Many of them as the parameter of {@code any (?)}. */
    static UUID[] array(Collection<OfferingId> ids) {
        return ids.stream().map(OfferingId::value).distinct().toArray(UUID[]::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
