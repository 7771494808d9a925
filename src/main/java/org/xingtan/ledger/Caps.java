package org.xingtan.ledger;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.program.CreditRule;

/** How much of what was earned may still count. Exact, and the same whatever the order of the caps. */
final class Caps {

    private Caps() {}

    /** What the day of the annual requirement is called, beside the caps of rules, which are called by their scopes. */
    static final String REQUIRED_DAY = "REQUIRED_DAY";

    /** A cap and what it still leaves. @param name see {@link Receipt.Limit} */
    record Room(String name, CreditRule.Cap cap, CreditHours left) {

        /** After what is credited in its scope already. A negative use cannot be: every reversal takes back no more than its entry gave. */
        static Room of(CreditRule.Cap cap, CreditHours used) {
            return leaving(cap, cap.max().minus(used));
        }

        static Room leaving(CreditRule.Cap cap, CreditHours left) {
            return new Room(cap.scope().name(), cap, left);
        }

        Receipt.Limit limit() {
            return new Receipt.Limit(name, cap.scope().name(), cap.max());
        }
    }

    /** @param by the tightest cap, when it holds something back; of equals the narrowest scope, and what the year asks before what a rule says */
    record Limited(CreditHours credited, Receipt.@Nullable Limit by) {}

    static Limited limit(CreditHours earned, List<Room> rooms) {
        return rooms.stream()
            .min(Comparator.comparing(Room::left).thenComparing(room -> room.cap().scope()).thenComparing(room -> room.cap().max())
                .thenComparing(room -> !room.name().equals(REQUIRED_DAY)))
            .filter(tightest -> tightest.left().compareTo(earned) < 0)
            .map(tightest -> new Limited(tightest.left(), tightest.limit()))
            .orElseGet(() -> new Limited(earned, null));
    }
}
