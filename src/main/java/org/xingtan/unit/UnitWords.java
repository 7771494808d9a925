package org.xingtan.unit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.CellText;

/** What the words in cells mean: kinds, stages, ownership, yes and no, by their names in both languages or by their codes. */
@Component
class UnitWords {

    private static final Pattern SEPARATORS = Pattern.compile("[\u3001,;/|\uFF0C\uFF1B\uFF0F\n]+");
    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private final Texts texts;
    private final Organizations organizations;
    private final Vocabulary vocabulary;

    UnitWords(Texts texts, Organizations organizations, Vocabulary vocabulary) {
        this.texts = texts;
        this.organizations = organizations;
        this.vocabulary = vocabulary;
    }

    /** For as many rows as one likes. */
    Meanings read() {
        var kinds = new HashMap<String, String>();
        organizations.kinds().keySet().forEach(kind -> names(kinds, kind, "directory.kind." + kind));
        var stages = new HashMap<String, String>();
        vocabulary.stages().forEach(stage -> List.of(stage.code(), stage.title(), stage.titleEn()).forEach(word -> stages.put(plain(word), stage.code())));
        var yes = new HashMap<String, String>();
        names(yes, "true", "unit.yes");
        names(yes, "false", "unit.no");
        var ownership = new HashMap<String, String>();
        names(ownership, "true", "unit.private");
        names(ownership, "false", "unit.public");
        return new Meanings(kinds, stages, yes, ownership);
    }

    private void names(Map<String, String> words, String code, String key) {
        words.put(plain(code), code);
        LANGUAGES.forEach(language -> List.of(texts.get(key, language).split("\\|")).forEach(word -> words.put(plain(word), code)));
    }

    /** As the template offers them. */
    List<String> kinds(Locale locale) {
        return organizations.kinds().keySet().stream().map(kind -> kind(kind, locale)).toList();
    }

    String kind(String code, Locale locale) {
        return texts.get("directory.kind." + code, locale);
    }

    List<String> stages(Locale locale) {
        return vocabulary.stages().stream().map(stage -> stage(stage.code(), locale)).toList();
    }

    String stage(String code, Locale locale) {
        var term = vocabulary.stage(code);
        return locale.getLanguage().equals("zh") ? term.title() : term.titleEn();
    }

    String yesOrNo(boolean value, Locale locale) {
        return first(value ? "unit.yes" : "unit.no", locale);
    }

    String ownership(boolean privatelyOwned, Locale locale) {
        return first(privatelyOwned ? "unit.private" : "unit.public", locale);
    }

    private String first(String key, Locale locale) {
        return texts.get(key, locale).split("\\|")[0];
    }

    private static String plain(String word) {
        return CellText.compact(word).toLowerCase(Locale.ROOT);
    }

    /** Words to codes. */
    record Meanings(Map<String, String> kinds, Map<String, String> stages, Map<String, String> yes, Map<String, String> ownership) {

        Optional<String> kind(String word) {
            return Optional.ofNullable(kinds.get(plain(word)));
        }

        Optional<Boolean> yes(String word) {
            return Optional.ofNullable(yes.get(plain(word))).map(Boolean::valueOf);
        }

        Optional<Boolean> isPrivate(String word) {
            return Optional.ofNullable(ownership.get(plain(word))).map(Boolean::valueOf);
        }

        /** @param unknown takes the words that are no stage */
        List<String> stages(String words, List<String> unknown) {
            var codes = new ArrayList<String>();
            for (var word : SEPARATORS.split(words)) {
                @Nullable String code = stages.get(plain(word));
                if (code != null && !codes.contains(code)) {
                    codes.add(code);
                } else if (code == null && !word.isBlank()) {
                    unknown.add(CellText.trimmed(word));
                }
            }
            return List.copyOf(codes);
        }
    }
}
