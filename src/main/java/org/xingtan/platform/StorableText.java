package org.xingtan.platform;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a text must be made of so that it can be stored, printed and sent again: whole characters, and no NUL. */
public final class StorableText {

    private static final Pattern BREAKS = Pattern.compile("[\\t\\n\\x0B\\f\\r\\x85\\p{Zl}\\p{Zp}]+");
    private static final Pattern ENDS = Pattern.compile("\\r\\n|[\\x0B\\f\\r\\x85\\p{Zl}\\p{Zp}]");
    /**
     * Control characters, and those that turn or hide what stands beside them. What makes one picture of two stays between them, and what separates vowels
     * in Mongolian; lines and columns stay, and a NUL, so that it is refused.
     */
    private static final Pattern UNSEEN = Pattern.compile("([\\p{IsExtended_Pictographic}\\p{IsEmoji_Modifier}\\uFE0F]\\u200D)(?=\\p{IsExtended_Pictographic})"
        + "|[\\p{Cc}\\p{Cf}&&[^\\x00\\t\\n\\u180E]]");

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

    /** A name, a number or a reason of one line as it is read: nothing in it that nobody sees, no break, and no blank at its ends. */
    public static String line(@Nullable String typed) {
        return typed == null ? "" : UNSEEN.matcher(BREAKS.matcher(typed).replaceAll(" ")).replaceAll("$1").strip();
    }

    /** What somebody writes, of one line or several, as it is read: lines end in one way, and nothing is in it that nobody sees. */
    public static String written(String typed) {
        return UNSEEN.matcher(ENDS.matcher(typed).replaceAll("\n")).replaceAll("$1");
    }
}
