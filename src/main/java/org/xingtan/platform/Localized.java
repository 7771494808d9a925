package org.xingtan.platform;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A name that data has in both languages; as an argument of a sentence it is written in the reader's. */
public record Localized(String chinese, @Nullable String english) {

    public String in(Locale locale) {
        return locale.getLanguage().equals("zh") || english == null || english.isEmpty() ? chinese : english;
    }
}
