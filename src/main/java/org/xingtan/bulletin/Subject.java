package org.xingtan.bulletin;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;

/** What a bulletin gives figures of. */
public sealed interface Subject {

    /** Who has completed a program, of those who should take part. */
    record OfProgram(ProgramId program) implements Subject {

        @Override
        public String code() {
            return "program:" + program;
        }
    }

    /** Who has met a year's requirement of hours, of those whom it asks, in the units in which the year counts them. */
    record OfHours(int year) implements Subject {

        @Override
        public String code() {
            return "hours:" + year;
        }
    }

    /** As forms write it. */
    String code();

    /** The word that texts of this kind are found by. */
    default String kind() {
        return this instanceof OfProgram ? "program" : "hours";
    }

    default @Nullable ProgramId programOrNull() {
        return this instanceof OfProgram(var program) ? program : null;
    }

    default @Nullable Integer yearOrNull() {
        return this instanceof OfHours(var year) ? year : null;
    }

    /** @throws Problem 400 when it is none */
    static Subject of(String code) {
        if (code.matches("hours:[12][0-9]{3}")) {
            return new OfHours(Integer.parseInt(code.substring("hours:".length())));
        }
        if (!code.startsWith("program:")) {
            throw new Problem(400, "error.malformed");
        }
        try {
            return new OfProgram(ProgramId.of(code.substring("program:".length())));
        } catch (NotFound e) {
            throw new Problem(400, "error.malformed");
        }
    }
}
