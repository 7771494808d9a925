package org.xingtan.selection;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Window;

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

    private static final Pattern TYPED = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\s+(\\d{1,2}:\\d{2})\\s*[-~\\uFF5E\\u2013]\\s*(?:(\\d{4}-\\d{2}-\\d{2})\\s+)?(\\d{1,2}:\\d{2})");
    private static final Pattern BETWEEN = Pattern.compile("\\s*[,;\\n\\u3001\\uFF0C\\uFF1B]+\\s*");
    private static final int MOST = 100;
    private static final Pattern RANGE = Pattern.compile("[\\[(]\"?([^\",]+)\"?,\"?([^\",)\\]]+)\"?[)\\]]");
    /** As PostgreSQL writes a moment, in whatever zone its connection is. */
    private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder().appendPattern("yyyy-MM-dd HH:mm:ss").optionalStart()
        .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 1, 6, true).optionalEnd().appendOffset("+HH:mm", "+00").toFormatter();

    /** In their order; of those that begin when another one ends one is made, as the database does. */
    public Meetings {
        var apart = new ArrayList<Meeting>();
        for (var meeting : meetings.stream().sorted(Comparator.comparing(Meeting::from)).toList()) {
            var touches = !apart.isEmpty() && apart.getLast().to.equals(meeting.from);
            apart.add(touches ? new Meeting(apart.removeLast().from, meeting.to) : meeting);
        }
        meetings = List.copyOf(apart);
    }

    /** From a {@code tstzmultirange}. */
    public static Meetings parse(String text) {
        return text.equals("{}") ? NONE
            : new Meetings(RANGE.matcher(text).results().map(range -> new Meeting(instant(range.group(1)), instant(range.group(2)))).toList());
    }

    /**
     * As somebody types them: {@code 2026-03-15 09:00~12:00, 2026-03-16 14:00~2026-03-16 17:30}, hours of Asia/Shanghai; empty for none.
     * Nothing when these are no hours.
     */
    public static Optional<Meetings> typed(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.of(NONE);
        }
        var meetings = new ArrayList<Meeting>();
        for (var part : BETWEEN.split(text.strip())) {
            var match = TYPED.matcher(part);
            if (!match.matches()) {
                return Optional.empty();
            }
            try {
                var from = moment(match.group(1), match.group(2));
                meetings.add(new Meeting(from, moment(match.group(3) == null ? match.group(1) : match.group(3), match.group(4))));
            } catch (DateTimeException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        var sorted = new Meetings(meetings);
        var apart = IntStream.range(1, sorted.meetings.size()).noneMatch(i -> sorted.meetings.get(i - 1).overlaps(sorted.meetings.get(i)));
        return meetings.size() > MOST || !apart ? Optional.empty() : Optional.of(sorted);
    }

    private static Instant moment(String day, String time) {
        var date = LocalDate.parse(day);
        if (date.getYear() < 2000 || date.getYear() > 2200) {
            throw new IllegalArgumentException(day);
        }
        return date.atTime(LocalTime.parse(time.length() == 4 ? "0" + time : time)).atZone(Window.ZONE).toInstant();
    }

    /** As somebody would type them. */
    public String written() {
        return meetings.stream().map(it -> {
            var from = it.from.atZone(Window.ZONE).toLocalDateTime();
            var to = it.to.atZone(Window.ZONE).toLocalDateTime();
            return from.toLocalDate() + " " + from.toLocalTime() + "~" + (from.toLocalDate().equals(to.toLocalDate()) ? "" : to.toLocalDate() + " ") + to.toLocalTime();
        }).collect(Collectors.joining(", "));
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
