package org.xingtan.enrollment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** How many of a unit are away already: told to whoever lets another one of them go. Answered by whoever sees to their lessons. */
public interface AwayAlready {

    /**
     * The fullest of some days.
     *
     * @param people how many serve the unit
     * @param away   how many of these lessons miss on that day
     * @param href   where they are named
     */
    record Fullest(LocalDate day, int people, int away, String href) {}

    /** @param besides who is not counted: it is about him @return empty where nobody is away on any of the days */
    Optional<Fullest> on(List<LocalDate> days, OrganizationId unit, TeacherId besides);
}
