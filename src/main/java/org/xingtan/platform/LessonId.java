package org.xingtan.platform;

import java.util.UUID;

/** A lesson, the smallest thing that is completed. */
public record LessonId(UUID value) implements TypedId {

    public static LessonId next() {
        return new LessonId(Uuids.next());
    }

    public static LessonId of(String text) {
        return new LessonId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
