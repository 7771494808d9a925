package org.xingtan.platform;

/** What a text must be made of so that it can be stored, printed and sent again: whole characters, and no NUL. */
public final class StorableText {

    private StorableText() {}

    /** Whether there is neither a NUL nor half of a surrogate pair in it: PostgreSQL stores the one as little as UTF-8 writes the other. */
    public static boolean is(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c) && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }
}
