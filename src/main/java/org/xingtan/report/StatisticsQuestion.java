package org.xingtan.report;

import org.jspecify.annotations.Nullable;

/**
 * What the address of a statistics page asks for; read only after the scope is decided.
 *
 * @param organization null for the highest unit of the asker
 * @param program      null for all open programs together
 * @param sort         order of the units below: {@code name}, {@code rate}, {@code rate-desc}; else by code
 * @param look         {@code map}: the units below as a map; else as a table
 * @param part         {@code own}: the direct people of a unit that also has units below
 * @param page         which part of many units below, from 1
 * @param after        where the list of people goes on
 */
record StatisticsQuestion(@Nullable String organization, @Nullable String program, @Nullable String sort, @Nullable String look,
                          @Nullable String part, @Nullable String page, @Nullable String after) {

    boolean ownPeople() {
        return "own".equals(part);
    }

    boolean asMap() {
        return "map".equals(look);
    }
}
