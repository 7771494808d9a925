package org.xingtan.directory;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names are kept exactly as they are written. Two ways of writing one name still are one name. */
final class PersonName {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");

    /** The dot inside names of many peoples, as keyboards and registries write it. */
    private static final Pattern DOTS = Pattern.compile("[\u00B7\u2022\u2027\u2219\u22C5\u30FB\uFF65.\uFF0E\u2024]");

    private PersonName() {}

    static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String name) {
        var dotted = DOTS.matcher(name).replaceAll("\u00B7");
        return BLANKS.matcher(Normalizer.normalize(dotted, Normalizer.Form.NFKC)).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
