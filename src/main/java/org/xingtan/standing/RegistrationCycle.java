package org.xingtan.standing;

import org.jspecify.annotations.Nullable;

/**
 * How many years the registration of teachers (教师资格定期注册) looks at.
 *
 * @param basis what that rests on; null as long as no authority has said anything
 */
public record RegistrationCycle(int years, @Nullable String basis) {

    /** Where no authority has said anything. */
    static final RegistrationCycle USUAL = new RegistrationCycle(5, null);

    static final int MOST = 10;

    /** The first year of one that ends with this. */
    public int first(int last) {
        return last - years + 1;
    }
}
