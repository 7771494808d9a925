package org.xingtan.ledger;

import org.xingtan.platform.TeacherId;

/** Whoever keeps something that rests on hours or on what is asked: told in the transaction that changes them, when it has changed them. */
public interface LedgerFollower {

    /** @param year whose hours of the person have changed */
    default void moved(TeacherId teacher, int year) {}

    /** A new version is in force. */
    default void defined(AnnualRequirement requirement) {}
}
