package org.xingtan.recognition;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.xingtan.platform.TeacherId;

/**
 * Whether a person's year is closed, so that no hours from outside come into it any more. Implemented by whoever validates years; as
 * long as nobody does, every year is open.
 */
public interface YearClosed {

    /** Asked when a claim is looked at and filed, and again, with the person's accounts locked, before its hours are posted. */
    boolean isClosed(TeacherId teacher, int year);

    /** The same of many. @return those of them whose year is */
    default Set<TeacherId> closed(Collection<TeacherId> teachers, int year) {
        return teachers.stream().filter(it -> isClosed(it, year)).collect(Collectors.toSet());
    }

    /** Since when the years of these are closed, of those whose are: what is closed anew has been since the first time. Where nobody says since when, it always was. */
    default Map<TeacherId, Instant> closedSince(Collection<TeacherId> teachers, int year) {
        return closed(teachers, year).stream().collect(Collectors.toMap(Function.identity(), _ -> Instant.EPOCH));
    }

    /**
     * Asked about what an appeal puts right: a year that was closed only after something was said against somebody takes what he is granted.
     *
     * @param then when it was said
     */
    default boolean wasClosed(TeacherId teacher, int year, Instant then) {
        return closedSince(List.of(teacher), year).values().stream().anyMatch(it -> !it.isAfter(then));
    }

    /**
     * Asked in a transaction that would take hours of that year away, with the person's accounts locked. A closed year is put right by
     * whoever may correct entries of the ledger, and not by undoing what it rested on: nothing could come into it again.
     *
     * @return false when it is closed; otherwise nobody closes it until the transaction ends
     */
    default boolean holdOpen(TeacherId teacher, int year) {
        return !isClosed(teacher, year);
    }

    /** The same of many. @return those of them whose year is closed; nobody closes that of the others until the transaction ends */
    default Set<TeacherId> closedOrHeld(Collection<TeacherId> teachers, int year) {
        return teachers.stream().filter(it -> !holdOpen(it, year)).collect(Collectors.toSet());
    }
}
