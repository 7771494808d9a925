package org.xingtan.enrollment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/**
 * One person taking part in one program.
 *
 * @param organization the unit he counts in, with all measures together
 * @param startedAt    when the first lesson was opened; null before
 */
public record Participation(UUID id, TeacherId teacher, ProgramId program, String track, OrganizationId organization,
                            Instant joinedAt, @Nullable Instant startedAt) {}
