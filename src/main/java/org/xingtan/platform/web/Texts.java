package org.xingtan.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TypedId;

/** Turns keys into the reader's language. Keys live in {@code messages.properties} (zh-CN) and {@code messages_en.properties}. */
@Component
public class Texts {

    private final MessageSource messages;

    Texts(MessageSource messages) {
        this.messages = messages;
    }

    /** @throws org.springframework.context.NoSuchMessageException when the key is in no bundle */
    public String get(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments(locale, List.of(arguments)), locale);
    }

    /** The sentence of a condition: {@code verdict.<code>}. */
    public String of(Condition condition, Locale locale) {
        return messages.getMessage("verdict." + condition.code(), arguments(locale, condition.arguments()), locale);
    }

    /** Numbers and ids as they are (no grouping); lists joined; instants and dates by {@link Dates}. */
    private static Object[] arguments(Locale locale, List<Object> raw) {
        var result = new ArrayList<Object>(raw.size());
        for (var argument : raw) {
            result.add(text(argument, locale));
        }
        return result.toArray();
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
