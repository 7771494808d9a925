package org.xingtan.unit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a unit is, apart from its code.
 *
 * @param parent its code; null for a root
 * @param direct belongs to the authority above itself and skips the county (市直)
 */
public record UnitFacts(String name, @Nullable String nameEn, String kind, @Nullable String parent, List<String> stages, boolean privatelyOwned,
                        boolean rural, boolean direct) {

    UnitFacts under(@Nullable String other) {
        return new UnitFacts(name, nameEn, kind, other, stages, privatelyOwned, rural, direct);
    }
}
