package org.xingtan.standing;

import java.util.Collection;
import org.xingtan.platform.TeacherId;

/**
 * Whoever keeps something that rests on the months that are asked for. They change with exemptions, with a day of hiring, and with what is asked of
 * new teachers, and never with hours.
 */
public interface MonthsFollower {

    /** Told in the transaction in which those people were worked out anew, with their rows held: the months of some of them may be others now. */
    void workedOut(Collection<TeacherId> people, int year);
}
