package org.xingtan.platform;

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
}
