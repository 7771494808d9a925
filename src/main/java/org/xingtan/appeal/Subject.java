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
 * @param facts       what the sentence {@code appeal.subject.<kind>} is filled with
 * @param unit        where it was decided, or the person counted then; null where that is asked of the program
 * @param contestedBy who did it; null when the rules did
 * @param contestable whether there is anything left to appeal against
 */
public record Subject(Appeal.Kind kind, UUID reference, @Nullable ProgramId program, String title, List<Object> facts, Instant at,
                      @Nullable OrganizationId unit, @Nullable TeacherId contestedBy, boolean contestable) {}
