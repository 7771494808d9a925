package org.xingtan.platform.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Window;

/** Dates and times as pages write them, always on the clock of Asia/Shanghai. */
public final class Dates {

    /** How a language writes days, and times of a day behind them. */
    private record Written(DateTimeFormatter day, DateTimeFormatter minute, DateTimeFormatter second) {

        static Written in(String day, Locale locale) {
            return new Written(DateTimeFormatter.ofPattern(day, locale), DateTimeFormatter.ofPattern(day + " HH:mm", locale),
                DateTimeFormatter.ofPattern(day + " HH:mm:ss", locale));
        }
    }

    /** The pattern of the language, looked up once: a localized formatter would do so for every date. */
    private static final Written CHINESE = Written.in(DateTimeFormatterBuilder.getLocalizedDateTimePattern(
        FormatStyle.LONG, null, IsoChronology.INSTANCE, Locale.SIMPLIFIED_CHINESE), Locale.SIMPLIFIED_CHINESE);
    private static final Written ENGLISH = Written.in("d MMM yyyy", Locale.ENGLISH);

    private Dates() {}

    public static String day(LocalDate date, Locale locale) {
        return written(locale).day.format(date);
    }

    /** From one day to another, or that day. */
    public static Localized days(LocalDate first, LocalDate last) {
        return new Localized(days(first, last, Locale.SIMPLIFIED_CHINESE), days(first, last, Locale.ENGLISH));
    }

    private static String days(LocalDate first, LocalDate last, Locale locale) {
        return first.equals(last) ? day(first, locale) : day(first, locale) + " – " + day(last, locale);
    }

    public static String minute(Instant instant, Locale locale) {
        return written(locale).minute.format(instant.atZone(Window.ZONE));
    }

    public static String second(Instant instant, Locale locale) {
        return written(locale).second.format(instant.atZone(Window.ZONE));
    }

    private static Written written(Locale locale) {
        return locale.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }

    /** RFC 3339 with the offset of Asia/Shanghai, as the JSON contract writes instants. */
    public static String rfc3339(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(Window.ZONE));
    }
}
