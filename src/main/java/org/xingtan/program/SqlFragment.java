package org.xingtan.program;

import java.util.HashMap;
import java.util.Map;

/**
 * A condition on {@code directory.person_card p}, with the values it is filled with.
 *
 * @param where never null for a row: true or false
 */
public record SqlFragment(String where, Map<String, Object> params) {

    /** Both conditions; their parameters have different names. */
    public SqlFragment and(SqlFragment other) {
        var both = new HashMap<>(params);
        both.putAll(other.params);
        return new SqlFragment("(" + where + ") and (" + other.where + ")", both);
    }
}
