package org.xingtan.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;

/**
 * One person of a unit in one program.
 *
 * @param document     masked
 * @param lessons      how many lessons of the program are complete
 * @param lastActivity null when nothing was done yet
 */
public record PersonProgress(TeacherId teacher, String name, @Nullable String document, @Nullable String track, PersonState state,
                        int lessons, CreditHours hours, @Nullable Instant lastActivity) {}
