package org.xingtan.platform.web;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jspecify.annotations.Nullable;

/** All texts of one language in one table, so that a page does not search the files of all modules for each of its words. */
final class Phrases {

    private static final Control EXACT = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private final Map<String, Phrase> phrases = new HashMap<>();

    /** @param files base names, as {@code messages/home} */
    Phrases(List<String> files, Locale locale) {
        for (var file : files) {
            var bundle = ResourceBundle.getBundle(file, locale, Phrases.class.getClassLoader(), EXACT);
            bundle.keySet().forEach(key -> phrases.put(key, new Phrase(bundle.getString(key))));
        }
    }

    @Nullable Phrase find(String key) {
        return phrases.get(key);
    }
}
