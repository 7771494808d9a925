package org.xingtan.application;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Window;

/** The days on which somebody has to be at a training; none as long as they are not set. */
public record TrainingDays(List<Days> days) {

    public static final TrainingDays NONE = new TrainingDays(List.of());

    /** From one day to another, both included. */
    public record Days(LocalDate first, LocalDate last) {

        public Days {
            if (last.isBefore(first)) {
                throw new IllegalArgumentException("The last day is not before the first: " + first + " – " + last);
            }
        }
    }

    private static final Pattern RANGE = Pattern.compile("\\[(\\d{4}-\\d{2}-\\d{2}),(\\d{4}-\\d{2}-\\d{2})\\)");
    private static final Pattern BETWEEN_RANGES = Pattern.compile("[\\s,;\\u3001\\uFF0C\\uFF1B]+");
    private static final Pattern BETWEEN_DAYS = Pattern.compile("\\s*[~\\uFF5E/]\\s*");
    private static final int MOST = 20;

    public TrainingDays {
        days = days.stream().sorted(Comparator.comparing(Days::first)).toList();
    }

    /** From the first day to the last one. */
    public static TrainingDays of(LocalDate first, LocalDate last) {
        return new TrainingDays(List.of(new Days(first, last)));
    }

    /** From a {@code datemultirange}. */
    static TrainingDays parse(String text) {
        return new TrainingDays(RANGE.matcher(text).results()
            .map(it -> new Days(LocalDate.parse(it.group(1)), LocalDate.parse(it.group(2)).minusDays(1))).toList());
    }

    /** As somebody types them: {@code 2022-04-20~2022-04-24, 2022-05-11}; empty for none. Nothing when these are no days. */
    static Optional<TrainingDays> typed(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.of(NONE);
        }
        var days = new ArrayList<Days>();
        try {
            for (var part : BETWEEN_RANGES.split(BETWEEN_DAYS.matcher(text.strip()).replaceAll("~"))) {
                var ends = part.split("~", -1);
                var first = LocalDate.parse(ends[0]);
                var last = ends.length == 1 ? first : LocalDate.parse(ends[1]);
                if (ends.length > 2 || last.isBefore(first) || first.getYear() < 2000 || last.getYear() > 2200) {
                    return Optional.empty();
                }
                days.add(new Days(first, last));
            }
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
        return days.size() > MOST ? Optional.empty() : Optional.of(new TrainingDays(days));
    }

    public boolean isSet() {
        return !days.isEmpty();
    }

    /** Null as long as they are not set. */
    public @Nullable LocalDate first() {
        return days.isEmpty() ? null : days.getFirst().first();
    }

    /** As somebody would type them. */
    public String written() {
        return days.stream().map(it -> it.first().equals(it.last()) ? it.first().toString() : it.first() + "~" + it.last()).collect(Collectors.joining(", "));
    }

    /** As a {@code datemultirange}. */
    @Override
    public String toString() {
        return days.stream().map(it -> "[" + it.first() + "," + it.last().plusDays(1) + ")").collect(Collectors.joining(",", "{", "}"));
    }

    /** The same hours as a {@code tstzmultirange}: whole days of Asia/Shanghai. */
    String hours() {
        return days.stream().map(it -> "[" + it.first().atStartOfDay(Window.ZONE).toInstant() + "," + it.last().plusDays(1).atStartOfDay(Window.ZONE).toInstant() + ")")
            .collect(Collectors.joining(",", "{", "}"));
    }
}
