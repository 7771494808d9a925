package org.xingtan.enrollment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;

/** When people have to be at a training to which somebody has admitted them. Answered by whoever admits, for many people in one statement. */
public interface BusyDays extends Whereabouts {

    /**
     * Where somebody has to be.
     *
     * @param program the training
     * @param to      the first moment at which he is free again
     */
    record Busy(ProgramId program, String title, Instant from, Instant to) {

        private At days() {
            return new At("application:" + program, title, LocalDate.ofInstant(from, Window.ZONE), LocalDate.ofInstant(to.minusNanos(1), Window.ZONE), null,
                "/programs/" + program);
        }
    }

    /** Those who have to be nowhere are left out. */
    Map<TeacherId, List<Busy>> of(Collection<TeacherId> people);

    @Override
    default Map<TeacherId, List<At>> between(Collection<TeacherId> people, LocalDate from, LocalDate to) {
        var found = new HashMap<TeacherId, List<At>>();
        of(people).forEach((person, busy) -> found.put(person, busy.stream().map(Busy::days).filter(it -> it.touches(from, to)).toList()));
        found.values().removeIf(List::isEmpty);
        return found;
    }
}
