package org.xingtan.platform;

import java.util.UUID;

/** A course of lessons. */
public record CourseId(UUID value) implements TypedId {

    public static CourseId next() {
        return new CourseId(Uuids.next());
    }

    public static CourseId of(String text) {
        return new CourseId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
