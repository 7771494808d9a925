package org.xingtan.platform;

import java.util.Collection;
import java.util.UUID;

/** A person of the directory: teacher or staff. */
public record TeacherId(UUID value) implements TypedId {

    public static TeacherId next() {
        return new TeacherId(Uuids.next());
    }

    public static TeacherId of(String text) {
        return new TeacherId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }

    /** Many of them as the parameter of {@code any (?)}. */
    public static UUID[] array(Collection<TeacherId> teachers) {
        return teachers.stream().map(TeacherId::value).toArray(UUID[]::new);
    }
}
