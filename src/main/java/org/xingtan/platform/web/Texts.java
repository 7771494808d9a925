package org.xingtan.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TypedId;

/** Turns keys into the reader's language. Keys live in {@code messages/<module>.properties} (zh-CN) and {@code …_en.properties}. */
@Component
public class Texts {

    private final Phrases chinese;
    private final Phrases english;

    Texts(@Value("${spring.messages.basename}") List<String> files) {
        this.chinese = new Phrases(files, Locale.ROOT);
        this.english = new Phrases(files, Locale.ENGLISH);
    }

    /** @throws NoSuchMessageException when the key is in no bundle */
    public String get(String key, Locale locale, Object... arguments) {
        return get(key, locale, List.of(arguments));
    }

    /** The sentence of a condition: {@code verdict.<code>}. */
    public String of(Condition condition, Locale locale) {
        return get("verdict." + condition.code(), locale, condition.arguments());
    }

    /** A text that may be missing. */
    public Optional<String> find(String key, Locale locale, Object... arguments) {
        return find(key, locale, List.of(arguments));
    }

    private String get(String key, Locale locale, List<Object> arguments) {
        return find(key, locale, arguments).orElseThrow(() -> new NoSuchMessageException(key, locale));
    }

    private Optional<String> find(String key, Locale locale, List<Object> arguments) {
        return Optional.ofNullable(phrases(locale).find(key)).map(phrase -> phrase.with(arguments.isEmpty() ? List.of() : arguments(locale, arguments)));
    }

    /** Who reads neither language reads Chinese. */
    private Phrases phrases(Locale locale) {
        return locale.getLanguage().equals("en") ? english : chinese;
    }

    /** Numbers and ids as they are (no grouping); lists joined; instants and dates by {@link Dates}. */
    private static List<String> arguments(Locale locale, List<Object> raw) {
        var result = new ArrayList<String>(raw.size());
        for (var argument : raw) {
            result.add(text(argument, locale));
        }
        return result;
    }

    private static String text(Object argument, Locale locale) {
        return switch (argument) {
            case CreditHours hours -> hours.toString();
            case Localized name -> name.in(locale);
            case TypedId id -> id.value().toString();
            case java.time.Instant instant -> Dates.minute(instant, locale);
            case java.time.LocalDate date -> Dates.day(date, locale);
            case java.util.Collection<?> many -> String.join(locale.getLanguage().equals("zh") ? "、" : ", ",
                many.stream().map(one -> text(one, locale)).toList());
            default -> argument.toString();
        };
    }
}
