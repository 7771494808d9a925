package org.xingtan.platform.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.xingtan.platform.Window;

/** Dates and times as pages write them, always on the clock of Asia/Shanghai. */
public final class Dates {

    /** The pattern of the language, looked up once: a localized formatter would do so for every date. */
    private static final DateTimeFormatter DAY_ZH = DateTimeFormatter.ofPattern(DateTimeFormatterBuilder.getLocalizedDateTimePattern(
        FormatStyle.LONG, null, IsoChronology.INSTANCE, Locale.SIMPLIFIED_CHINESE), Locale.SIMPLIFIED_CHINESE);
    private static final DateTimeFormatter DAY_EN = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Dates() {}

    public static String day(LocalDate date, Locale locale) {
        return (locale.getLanguage().equals("zh") ? DAY_ZH : DAY_EN).format(date);
    }

    public static String minute(Instant instant, Locale locale) {
        var at = instant.atZone(Window.ZONE);
        return day(at.toLocalDate(), locale) + " " + MINUTE.format(at);
    }

    public static String second(Instant instant, Locale locale) {
        var at = instant.atZone(Window.ZONE);
        return day(at.toLocalDate(), locale) + " " + SECOND.format(at);
    }

    /** RFC 3339 with the offset of Asia/Shanghai, as the JSON contract writes instants. */
    public static String rfc3339(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(Window.ZONE));
    }
}
