package org.xingtan.deadline;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes entries as RFC 5545 asks: lines of at most 75 octets that end with CR LF, texts escaped, times in UTC. */
final class ICalendar {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int OCTETS = 75;

    private final StringBuilder out = new StringBuilder();
    private final String host;
    private final String base;
    private final Instant now;

    /** @param base address of the platform, without a slash at its end */
    private ICalendar(String base, Instant now) {
        this.base = base;
        this.host = base.replaceFirst("^https?://", "").replaceFirst("[:/].*$", "");
        this.now = now;
    }

    static String of(String name, List<Entry> entries, String base, Instant now) {
        var calendar = new ICalendar(base, now);
        calendar.line("BEGIN", "VCALENDAR");
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", "-//Xingtan//Xingtan//ZH");
        calendar.line("CALSCALE", "GREGORIAN");
        calendar.line("METHOD", "PUBLISH");
        calendar.line("NAME", escaped(name));
        calendar.line("X-WR-CALNAME", escaped(name));
        calendar.line("REFRESH-INTERVAL;VALUE=DURATION", "PT4H");
        calendar.line("X-PUBLISHED-TTL", "PT4H");
        entries.forEach(calendar::event);
        if (entries.isEmpty()) {
            calendar.zone();
        }
        calendar.line("END", "VCALENDAR");
        return calendar.out.toString();
    }

    /** A calendar has at least one component: one with nothing in it says where its days are counted. */
    private void zone() {
        List.of("BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19910915T010000", "TZOFFSETFROM:+0900", "TZOFFSETTO:+0800",
            "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE").forEach(one -> out.append(one).append("\r\n"));
    }

    private void event(Entry entry) {
        line("BEGIN", "VEVENT");
        line("UID", escaped(entry.id() + "@" + host));
        line("DTSTAMP", UTC.format(now));
        line("DTSTART", UTC.format(entry.opens()));
        if (!entry.isDeadline()) {
            line("DTEND", UTC.format(end(entry.closes())));
        }
        line("SEQUENCE", Integer.toString(entry.version() - 1));
        if (entry.changedAt() != null) {
            line("LAST-MODIFIED", UTC.format(entry.changedAt()));
        }
        line("SUMMARY", escaped(entry.kind() + " · " + entry.title()));
        if (entry.source() != null) {
            line("DESCRIPTION", escaped(entry.source()));
        }
        if (entry.href() != null) {
            line("URL", base + entry.href());
        }
        line("STATUS", "CONFIRMED");
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }

    /** The last second of a window is inside it, and an end is not; a lesson that is over at noon is over at noon. */
    private static Instant end(Instant closes) {
        return closes.getEpochSecond() % 60 == 59 ? closes.plusSeconds(1) : closes;
    }

    private void line(String name, String value) {
        out.append(folded(name + ":" + value)).append("\r\n");
    }

    /** Line breaks become {@code \n}; other control characters have no place in a calendar. */
    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n").replace("\n", "\\n").replaceAll("[\\p{Cntrl}\\p{Cs}]", "");
    }

    /** A line that goes on begins with a blank, which counts; no character is torn. */
    static String folded(String line) {
        var result = new StringBuilder();
        var octets = 0;
        for (var at = 0; at < line.length(); ) {
            var end = line.offsetByCodePoints(at, 1);
            var character = line.substring(at, end);
            var length = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > OCTETS) {
                result.append("\r\n ");
                octets = 1;
            }
            result.append(character);
            octets += length;
            at = end;
        }
        return result.toString();
    }
}
