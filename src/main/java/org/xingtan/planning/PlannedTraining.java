package org.xingtan.planning;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail.Admission;

/**
 * A training that serves a line, or could.
 *
 * @param window in which it is learned, or was, or will be; null where none is set
 * @param hours  that it brings at most
 */
public record PlannedTraining(ProgramId id, String title, Localized owner, Admission admission, @Nullable Window window, CreditHours hours) {}
