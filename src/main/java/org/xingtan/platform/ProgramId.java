package org.xingtan.platform;

import java.util.UUID;

/** A program that teachers take part in. */
public record ProgramId(UUID value) implements TypedId {

    public static ProgramId next() {
        return new ProgramId(Uuids.next());
    }

    public static ProgramId of(String text) {
        return new ProgramId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
