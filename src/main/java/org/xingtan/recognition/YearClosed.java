package org.xingtan.recognition;

import org.xingtan.platform.TeacherId;

/**
 * Whether a person's year is closed, so that no hours from outside come into it any more. Implemented by whoever validates years; as
 * long as nobody does, every year is open.
 */
public interface YearClosed {

    /** Asked when a claim is looked at and filed, and again, with the person's accounts locked, before its hours are posted. */
    boolean isClosed(TeacherId teacher, int year);
}
