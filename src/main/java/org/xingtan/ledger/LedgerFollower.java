package org.xingtan.ledger;

import java.util.Collection;
import org.xingtan.platform.TeacherId;

/** Whoever keeps something that rests on hours or on what is asked: told in the transaction that changes them, when it has changed them. */
public interface LedgerFollower {

    /** @param year whose hours of the person have changed */
    default void moved(TeacherId teacher, int year) {}

    /** The same of many at once. */
    default void moved(Collection<TeacherId> teachers, int year) {
        teachers.forEach(it -> moved(it, year));
    }

    /** A new version is in force. */
    default void defined(AnnualRequirement requirement) {}
}
