package org.xingtan.application;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xingtan.application.Application.Level;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Dates;

/**
 * A training to which people are admitted by application.
 *
 * @param title     of the program
 * @param last      who decides last and keeps the list: the owner, or a development center that he lets do so
 * @param track     on which those admitted take part
 * @param series    by what "the same training" is known again, year after year
 * @param notice    number of the notice it comes from; null without one
 * @param applying  when one can apply
 * @param deadlines the last moment of each level
 * @param listedAt  when the list of those admitted was published; null before
 * @param cancelled why the training was called off; null as long as it stands
 */
public record Call(ProgramId program, String title, Owner owner, Owner last, String track, String series, @Nullable String notice, Seats seats, Terms terms,
                   Window applying, Map<Level, Instant> deadlines, boolean published, @Nullable Instant listedAt, @Nullable String cancelled) {

    /** Who has called; or who decides last for him. */
    public record Owner(OrganizationId id, String path, Localized name) {}

    /** @param reserve how many may be on the reserve list */
    public record Seats(int places, int reserve) {}

    /**
     * What else is asked.
     *
     * @param notice       the one that says the days of the training; null without one
     * @param apartYears   not again within so many years; 0 for no such rule
     * @param schoolBlocks whether a school may reject; else its silence passes people on
     */
    public record Terms(TrainingDays training, @Nullable String notice, int apartYears, boolean schoolBlocks) {}

    public Call {
        deadlines = Collections.unmodifiableMap(new EnumMap<>(deadlines));
    }

    /** Whether a development center decides last. */
    public boolean isDelegated() {
        return !last.id.equals(owner.id);
    }

    public Instant deadline(Level level) {
        return Objects.requireNonNull(deadlines.get(level));
    }

    /** The last moment itself is still in time to its end. */
    public boolean isOver(Level level, Instant now) {
        return !now.isBefore(deadline(level).plusSeconds(1));
    }

    /** Whether somebody at that place of the tree sees it. */
    boolean isOfferedTo(@Nullable String path) {
        return published && cancelled == null && path != null && isAbove(path);
    }

    public boolean isAbove(String path) {
        return path.equals(owner.path) || path.startsWith(owner.path + ".");
    }

    /** Whether whoever has called lies there or below. */
    boolean isBelow(String path) {
        return owner.path.equals(path) || owner.path.startsWith(path + ".");
    }

    public boolean isApplying(Instant now) {
        return published && listedAt == null && cancelled == null && applying.contains(now);
    }

    public boolean isListed() {
        return listedAt != null;
    }

    /** The window of applying as a condition of whoever applies now. */
    Condition when(Instant now) {
        if (applying.contains(now)) {
            return Condition.of("window.open", true, applying.closes()).from(notice);
        }
        return (applying.isOver(now) ? Condition.of("window.closed", false, applying.closes()) : Condition.of("window.not-yet", false, applying.opens())).from(notice);
    }

    /** Whether somebody who is on the published list has to be there by now: whoever did not come does not give up any more. */
    public boolean isBegunFor(Application.State state, Instant now) {
        var first = terms.training().first();
        return isListed() && state == Application.State.ADMITTED && first != null && !LocalDate.ofInstant(now, Window.ZONE).isBefore(first);
    }

    /** The same as a condition of whoever gives up. */
    Condition notBegun(Application.State state, Instant now) {
        return isBegunFor(state, now) ? Condition.of("application.begun-already", false, terms.training().named(), last.name()).from(notice)
            : Condition.of("application.not-begun", true);
    }

    Condition notCancelled() {
        return Condition.of("application.not-cancelled", cancelled == null);
    }

    /** Whether the days lie in the time in which the program can be learned. It is said, and refused nowhere: its windows are extended later. */
    Verdict fits(List<Window> windows) {
        if (!terms.training().isSet() || windows.isEmpty()) {
            return Verdict.of();
        }
        var from = LocalDate.ofInstant(windows.stream().map(Window::opens).min(Comparator.naturalOrder()).orElseThrow(), Window.ZONE);
        var to = LocalDate.ofInstant(windows.stream().map(Window::closes).max(Comparator.naturalOrder()).orElseThrow(), Window.ZONE);
        var fits = terms.training().days().stream().noneMatch(it -> it.first().isBefore(from) || it.last().isAfter(to));
        return Verdict.of(Condition.of("application.days.fits", fits, terms.training().called(), Dates.days(from, to)));
    }

    /** What whoever is to be admitted rests on: he can still come. As long as no days are set, he can. */
    Condition notOver(Instant now) {
        var last = terms.training().last();
        return last == null ? Condition.of("application.not-over", true)
            : Condition.of("application.not-over-before", !LocalDate.ofInstant(now, Window.ZONE).isAfter(last), last).from(notice);
    }

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

        /** Null as long as they are not set. */
        public @Nullable LocalDate last() {
            return days.stream().map(Days::last).max(Comparator.naturalOrder()).orElse(null);
        }

        /** As somebody would type them. */
        public String written() {
            return days.stream().map(it -> it.first().equals(it.last()) ? it.first().toString() : it.first() + "~" + it.last()).collect(Collectors.joining(", "));
        }

        /** As people call them. */
        List<Localized> named() {
            return days.stream().map(it -> Dates.days(it.first(), it.last())).toList();
        }

        /** The same in one piece. */
        Localized called() {
            return new Localized(named().stream().map(Localized::chinese).collect(Collectors.joining("、")),
                named().stream().map(it -> it.in(Locale.ENGLISH)).collect(Collectors.joining(", ")));
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
}
