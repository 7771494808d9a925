package org.xingtan.cover;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.TeacherId;

/**
 * What is typed about somebody's lessons.
 *
 * @param day      each as its day and the version that was shown of it, {@code 2026-12-03/1}; 0 where nothing was arranged
 * @param accepted the key of the conflicts that whoever typed has read and takes as they are
 */
public record CoverForm(@Nullable String teacher, @Nullable String cause, @Nullable List<String> day, @Nullable String kind, @Nullable String cover, @Nullable String note,
                        @Nullable String accepted) {

    private static final Pattern CHOSEN = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})/(\\d{1,9})");
    private static final Pattern LINE = Pattern.compile("([^/]+)/([^/]+/[^/]+)/(.+)");

    /** A day, and the version of its arrangement that was shown. */
    record Chosen(LocalDate day, int shown) {

        /** @throws Problem 400 for what is none */
        static Chosen of(String text) {
            var match = CHOSEN.matcher(text);
            if (match.matches()) {
                try {
                    return new Chosen(LocalDate.parse(match.group(1)), Integer.parseInt(match.group(2)));
                } catch (DateTimeParseException e) {
                    throw (Problem) new Problem(400, "error.malformed").initCause(e);
                }
            }
            throw new Problem(400, "error.malformed");
        }
    }

    /** That there are no lessons, of lines of the list: one for each person and cause, in their order. @param lines person, day, version and cause, parted by strokes */
    static List<CoverForm> none(List<String> lines) {
        var days = new TreeMap<String, CoverForm>();
        for (var line : lines) {
            var match = LINE.matcher(line);
            if (!match.matches()) {
                throw new Problem(400, "error.malformed");
            }
            days.merge(match.group(1) + "/" + match.group(3), new CoverForm(match.group(1), match.group(3), List.of(match.group(2)), Arrangement.Kind.NONE.name(), null, null, null), CoverForm::and);
        }
        return List.copyOf(days.values());
    }

    private CoverForm and(CoverForm other) {
        return new CoverForm(teacher, cause, Stream.of(this, other).flatMap(it -> Objects.requireNonNull(it.day).stream()).toList(), kind, cover, note, accepted);
    }

    CoverForm accepting(String conflicts) {
        return new CoverForm(teacher, cause, day, kind, cover, note, conflicts);
    }

    TeacherId who() {
        return TeacherId.of(teacher == null ? "" : teacher);
    }

    String about() {
        return cause == null ? "" : cause;
    }

    List<Chosen> days() {
        return day == null ? List.of() : day.stream().distinct().map(Chosen::of).toList();
    }

    Arrangement.Kind chosenKind() {
        return Arrays.stream(Arrangement.Kind.values()).filter(it -> it.name().equals(kind)).findFirst().orElseThrow(() -> new Problem(400, "error.malformed"));
    }

    Optional<TeacherId> covering() {
        return chosenKind() != Arrangement.Kind.COVERED || cover == null || cover.isEmpty() ? Optional.empty() : Optional.of(TeacherId.of(cover));
    }

    /** Of one line: it stands in messages, calendars and lists. */
    String said() {
        return StorableText.line(note);
    }

    public boolean takes(LocalDate one) {
        return day != null && day.stream().anyMatch(it -> it.startsWith(one + "/"));
    }
}
