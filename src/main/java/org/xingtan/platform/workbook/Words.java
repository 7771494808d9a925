package org.xingtan.platform.workbook;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.xingtan.platform.web.Texts;

/** What may be written into a cell for each of some codes: the code itself, and what it is called in either language, several names of one language separated by a bar. */
public final class Words {

    private final Texts texts;
    private final String prefix;
    private final List<String> codes;
    private final Map<String, String> meant = new HashMap<>();

    /** @param prefix of the texts that name the codes */
    public Words(Texts texts, String prefix, List<String> codes) {
        this.texts = texts;
        this.prefix = prefix;
        this.codes = codes;
        for (var code : codes) {
            meant.put(plain(code), code);
            List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH).forEach(locale -> names(code, locale).forEach(name -> meant.put(plain(name), code)));
        }
    }

    private List<String> names(String code, Locale locale) {
        return List.of(texts.get(prefix + code, locale).split("\\|"));
    }

    private static String plain(String word) {
        return CellText.compact(word).toLowerCase(Locale.ROOT);
    }

    /** Which one somebody means. */
    public Optional<String> code(String written) {
        return Optional.ofNullable(meant.get(plain(written)));
    }

    /** What each is called first, in the order of the codes. */
    public List<String> titles(Locale locale) {
        return codes.stream().map(code -> names(code, locale).getFirst()).toList();
    }
}
