package org.xingtan.ledger;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.program.CreditRule;

/** How much of what was earned may still count. Exact, and the same whatever the order of the caps. */
final class Caps {

    private Caps() {}

    /** A cap and what it still leaves. */
    record Room(CreditRule.Cap cap, CreditHours left) {

        /** After what is credited in its scope already. A negative use cannot be: every reversal takes back no more than its entry gave. */
        static Room of(CreditRule.Cap cap, CreditHours used) {
            return new Room(cap, cap.max().minus(used));
        }
    }

    /** @param by the tightest cap, when it holds something back; of equals the narrowest scope */
    record Limited(CreditHours credited, CreditRule.@Nullable Cap by) {}

    static Limited limit(CreditHours earned, List<Room> rooms) {
        return rooms.stream()
            .min(Comparator.comparing(Room::left).thenComparing(room -> room.cap().scope()).thenComparing(room -> room.cap().max()))
            .filter(tightest -> tightest.left().compareTo(earned) < 0)
            .map(tightest -> new Limited(tightest.left(), tightest.cap()))
            .orElseGet(() -> new Limited(earned, null));
    }
}
