package org.xingtan.enrollment;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/** When people have to be at a training to which somebody has admitted them. Answered by whoever admits, for many people in one statement. */
public interface BusyDays {

    /**
     * Where somebody has to be.
     *
     * @param program the training
     * @param to      the first moment at which he is free again
     */
    record Busy(ProgramId program, String title, Instant from, Instant to) {}

    /** Those who have to be nowhere are left out. */
    Map<TeacherId, List<Busy>> of(Collection<TeacherId> people);
}
