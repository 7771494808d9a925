package org.xingtan.platform.workbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.xingtan.platform.web.Texts;

/**
 * A column that a workbook may have.
 *
 * @param key      what the program calls it
 * @param names    what people call it; the first is written into templates
 * @param required whether a workbook without it cannot be read
 */
public record Heading(String key, List<String> names, boolean required) {

    /** Names from the texts of both languages, {@code <prefix><key>}, several of one language separated by a bar. */
    public static Heading of(Texts texts, Locale locale, String prefix, String key, boolean required) {
        var names = new ArrayList<String>();
        for (var language : List.of(locale, Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            names.addAll(Arrays.asList(texts.get(prefix + key, language).split("\\|")));
        }
        return new Heading(key, names.stream().distinct().toList(), required);
    }

    public String name() {
        return names.getFirst();
    }

    /** Blanks, line breaks, brackets with remarks, stars of "required" and the width of characters are ways of writing a name. */
    boolean isCalled(String text) {
        var plain = plain(text);
        return names.stream().anyMatch(name -> plain(name).equals(plain));
    }

    static String plain(String text) {
        return CellText.halfWidth(text).replaceAll("\\(.*?\\)|[\\s*:]", "").toLowerCase(Locale.ROOT);
    }
}
