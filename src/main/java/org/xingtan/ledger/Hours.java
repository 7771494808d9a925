package org.xingtan.ledger;

import org.xingtan.platform.CreditHours;

/** Hours of a person in a program. {@code capped} is what was earned above the caps. */
public record Hours(CreditHours earned, CreditHours credited) {

    public static final Hours NONE = new Hours(CreditHours.ZERO, CreditHours.ZERO);

    public CreditHours capped() {
        return earned.minus(credited);
    }

    public Hours plus(Hours other) {
        return new Hours(earned.plus(other.earned), credited.plus(other.credited));
    }
}
