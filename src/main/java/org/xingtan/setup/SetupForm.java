package org.xingtan.setup;

import org.jspecify.annotations.Nullable;

/**
 * What the person who sets the platform up types: the code, the first unit, and his own account.
 *
 * @param unitCode GB/T 2260 of an administrative division, or a code of one's own
 * @param kind     a kind of the directory
 */
public record SetupForm(@Nullable String code, @Nullable String unitName, @Nullable String unitCode, @Nullable String kind,
                        @Nullable String name, @Nullable String username, @Nullable String password, @Nullable String again) {

    static final SetupForm EMPTY = new SetupForm(null, null, null, "CITY", null, null, null, null);

    public SetupForm {
        code = text(code).strip();
        unitName = text(unitName).strip();
        unitCode = text(unitCode).strip();
        kind = text(kind);
        name = text(name).strip();
        username = text(username).strip();
        password = text(password);
        again = text(again);
    }

    private static String text(@Nullable String typed) {
        return typed == null || typed.length() > 200 || typed.indexOf(0) >= 0 ? "" : typed;
    }
}
