package org.xingtan.monitoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;

/**
 * One person on a list.
 *
 * @param document masked
 * @param path     place of the unit the person counts in
 * @param track    null when the person has not joined
 * @param since    last sign of work, or when he joined; null when nothing was done yet
 * @param lesson   the lesson whose quiz failed; null on the other lists
 */
public record ListRow(TeacherId teacher, String name, @Nullable String document, Localized unit, String path, @Nullable String track,
                      @Nullable Instant since, @Nullable String lesson, @Nullable Integer score, @Nullable Integer passMark) {}
