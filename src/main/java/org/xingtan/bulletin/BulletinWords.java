package org.xingtan.bulletin;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;

/** What files of a bulletin say in words. */
@Component
class BulletinWords {

    private final Texts texts;

    BulletinWords(Texts texts) {
        this.texts = texts;
    }

    /** Authority and number. */
    String number(Bulletin bulletin, Locale locale) {
        var published = bulletin.published();
        return bulletin.unit().in(locale) + " " + (published == null ? texts.get("bulletin.draft", locale)
            : texts.get("bulletin.number", locale, published.year(), published.number()));
    }

    /** The facts above the figures. */
    List<String> facts(Bulletin bulletin, Locale locale) {
        var published = bulletin.published();
        return Stream.of(
            about(bulletin, locale),
            published == null ? "" : texts.get("bulletin.published", locale, published.at(), published.by()),
            texts.get("bulletin.as-of", locale, Dates.second(bulletin.asOf(), locale)),
            bulletin.corrects() == null ? "" : texts.get("bulletin.corrects", locale, bulletin.corrects().year(), bulletin.corrects().number()),
            bulletin.correctedBy() == null ? "" : texts.get("bulletin.corrected", locale, bulletin.correctedBy().year(), bulletin.correctedBy().number()),
            bulletin.rankingReason() == null ? texts.get("bulletin.not-ranked", locale) : texts.get("bulletin.ranked", locale, bulletin.rankingReason()),
            texts.get("bulletin.denominator." + bulletin.subject().kind(), locale))
            .filter(line -> !line.isEmpty()).toList();
    }

    private String about(Bulletin bulletin, Locale locale) {
        var about = switch (bulletin.subject()) {
            case Subject.OfProgram _ -> texts.get("bulletin.about.program", locale, bulletin.about());
            case Subject.OfHours(var year) -> texts.get("bulletin.about.hours", locale, year, bulletin.about());
        };
        return bulletin.basis() == null ? about : about + texts.get("bulletin.basis", locale, bulletin.basis());
    }

    List<String> columns(Bulletin bulletin, Locale locale) {
        var program = bulletin.subject() instanceof Subject.OfProgram;
        return Stream.of("code", "unit", "rate", "numerator", "denominator", "excluded", "enrolled", "started", "certified", "hours")
            .filter(column -> program || !List.of("enrolled", "started", "certified").contains(column))
            .map(column -> texts.get("bulletin.column." + column, locale)).toList();
    }

    /** A unit's name, moved in by its level; that of its direct people says so. */
    String name(BulletinLine line, Locale locale) {
        var name = line.name().in(locale);
        return "\u3000".repeat(line.depth() + (line.isOwn() ? 1 : 0)) + (line.isOwn() ? texts.get("bulletin.own", locale, name) : name);
    }

    /** A line as it is printed. */
    List<String> cells(BulletinLine line, Locale locale) {
        var rate = line.denominator() == 0 ? "–" : line.numerator() * 100 / line.denominator() + " %";
        var head = Stream.of(line.code(), name(line, locale), rate, Long.toString(line.numerator()), Long.toString(line.denominator()),
            Long.toString(line.excluded()));
        var program = Stream.of(line.enrolled(), line.started(), line.certified()).filter(Objects::nonNull).map(Object::toString);
        return Stream.of(head, program, Stream.of(line.hours().toString())).flatMap(it -> it).toList();
    }

    /** The name of the sheet: a spreadsheet takes few characters, and not all. */
    String sheet(Bulletin bulletin, Locale locale) {
        return texts.get("bulletin.sheet." + bulletin.subject().kind(), locale);
    }
}
