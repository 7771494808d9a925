package org.xingtan.appeal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/**
 * Something that can be appealed against.
 *
 * @param title       the lesson, or the number of the certificate
 * @param variant     what is behind the kind in the key of its sentence; empty for the usual one
 * @param facts       what that sentence is filled with
 * @param unit        where it was decided, or the person counted then; null where that is asked of the program
 * @param contestedBy who did it; null when the rules did
 * @param contestable whether there is anything left to appeal against
 */
public record Subject(Appeal.Kind kind, UUID reference, @Nullable ProgramId program, String title, String variant, List<Object> facts, Instant at,
                      @Nullable OrganizationId unit, @Nullable TeacherId contestedBy, boolean contestable) {

    /** With the usual sentence of its kind. */
    public Subject(Appeal.Kind kind, UUID reference, @Nullable ProgramId program, String title, List<Object> facts, Instant at, @Nullable OrganizationId unit,
                   @Nullable TeacherId contestedBy, boolean contestable) {
        this(kind, reference, program, title, "", facts, at, unit, contestedBy, contestable);
    }

    /** The key of the sentence that says what it is about. */
    public String sentence() {
        return "appeal.subject." + kind + variant;
    }
}
