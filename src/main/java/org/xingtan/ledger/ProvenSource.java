package org.xingtan.ledger;

import java.util.List;
import java.util.Optional;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;

/**
 * A source of hours from outside of any program, whose module proves by an audit of its own that each entry has something behind it and
 * that nothing is without its entry. Declared as a bean.
 *
 * @param name  as it stands in the entries
 * @param bound what holds its hours back, when one of its entries is put right
 */
public record ProvenSource(String name, Bound bound) {

    /** What holds now for what an entry rests on; nothing where that is not there any more. */
    @FunctionalInterface
    public interface Bound {

        List<CreditRule.Cap> caps(TeacherId teacher, String reference);

        /**
         * What is left besides it of a maximum that is the source's own, asked with the person's accounts locked.
         *
         * @return empty when it has none
         */
        default Optional<CreditHours> left(TeacherId teacher, String reference) {
            return Optional.empty();
        }
    }
}
