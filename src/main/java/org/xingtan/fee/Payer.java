package org.xingtan.fee;

import org.jspecify.annotations.Nullable;

/** Who pays for a course. */
public enum Payer {

    /** The province of the unit. */
    PROVINCE,
    /** The city of the unit. */
    CITY,
    /** The unit a person works in. */
    UNIT,
    /** The person himself; his unit collects it and has the statement. */
    TEACHER;

    /** The message that names it. @param payer null for nobody */
    public static String text(@Nullable Payer payer) {
        return payer == null ? "fee.payer.none" : "fee.payer." + payer;
    }

    /** Whether it stands above the unit, so that people are not named on its statements. */
    boolean isAbove() {
        return this == PROVINCE || this == CITY;
    }
}
