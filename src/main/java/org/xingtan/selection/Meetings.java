package org.xingtan.selection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** When one has to be there, each meeting from its first moment to before its last; none for what is learned at any time. */
public record Meetings(List<Meeting> meetings) {

    public static final Meetings NONE = new Meetings(List.of());

    public record Meeting(Instant from, Instant to) {

        public Meeting {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("A meeting ends after it begins: " + from + " – " + to);
            }
        }

        boolean overlaps(Meeting other) {
            return from.isBefore(other.to) && other.from.isBefore(to);
        }
    }

    private static final Pattern RANGE = Pattern.compile("[\\[(]\"?([^\",]+)\"?,\"?([^\",)\\]]+)\"?[)\\]]");
    /** As PostgreSQL writes a moment, in whatever zone its connection is. */
    private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder().appendPattern("yyyy-MM-dd HH:mm:ss").optionalStart()
        .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 1, 6, true).optionalEnd().appendOffset("+HH:mm", "+00").toFormatter();

    public Meetings {
        meetings = meetings.stream().sorted(Comparator.comparing(Meeting::from)).toList();
    }

    /** From a {@code tstzmultirange}. */
    static Meetings parse(String text) {
        return text.equals("{}") ? NONE
            : new Meetings(RANGE.matcher(text).results().map(range -> new Meeting(instant(range.group(1)), instant(range.group(2)))).toList());
    }

    boolean overlap(Meetings other) {
        return meetings.stream().anyMatch(meeting -> other.meetings.stream().anyMatch(meeting::overlaps));
    }

    /** As a {@code tstzmultirange}. */
    @Override
    public String toString() {
        return meetings.stream().map(it -> "[" + it.from + "," + it.to + ")").collect(Collectors.joining(",", "{", "}"));
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text, WRITTEN).toInstant();
    }
}
