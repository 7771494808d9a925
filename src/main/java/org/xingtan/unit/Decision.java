package org.xingtan.unit;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a row.
 *
 * @param facts the unit as it will be; null for a row that is refused
 */
record Decision(UnitRow row, Action action, @Nullable UnitFacts facts) {

    /** A row that both moves and changes a unit moves it. */
    enum Action { CREATE, CHANGE, MOVE, UNCHANGED, REFUSED }
}
