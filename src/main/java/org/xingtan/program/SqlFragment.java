package org.xingtan.program;

import java.util.Map;

/**
 * A condition on {@code directory.person_card p}, with the values it is filled with.
 *
 * @param where never null for a row: true or false
 */
public record SqlFragment(String where, Map<String, Object> params) {}
