package org.xingtan.validation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.validation.Call.Stage;

/** A call as somebody has typed it; days are {@code 2026-12-01}: from when on, and until when each may act. */
public record CallForm(@Nullable String organization, @Nullable String year, @Nullable String title, @Nullable String basis, @Nullable String opens,
                       @Nullable String confirm, @Nullable String unit, @Nullable String validate) {

    private static final int LONG = 100;
    private static final int LONGEST = 300;

    /** @throws org.xingtan.platform.Refused with everything that is not as it must be */
    Call call(Call.Owner owner, boolean asked) {
        var days = Stream.of(opens, confirm, unit, validate).flatMap(it -> day(it).stream()).toList();
        var known = days.size() == 1 + Stage.values().length;
        Verdict.of(
            Condition.of("validation.call.year", text(year).matches("20[0-9]{2}")),
            Condition.of("validation.call.asked", asked || !text(year).matches("20[0-9]{2}"), text(year)),
            Condition.of("validation.call.title", isText(title, LONG), LONG),
            Condition.of("validation.call.basis", isText(basis, LONGEST), LONGEST),
            Condition.of("validation.call.days", known),
            Condition.of("validation.call.order", !known || days.equals(days.stream().sorted().toList()))).orRefuse();
        return new Call(Uuids.next(), owner, Integer.parseInt(text(year)), text(title), text(basis), null,
            windows(days.get(0), Map.of(Stage.CONFIRM, days.get(1), Stage.UNIT, days.get(2), Stage.VALIDATE, days.get(3))));
    }

    /** From the same day on, each until its own. */
    static Map<Stage, Window> windows(LocalDate opens, Map<Stage, LocalDate> closes) {
        var windows = new EnumMap<Stage, Window>(Stage.class);
        closes.forEach((stage, day) -> windows.put(stage, Window.ofDays(Window.Kind.APPLY, opens, day)));
        return windows;
    }

    /** A day of ours; nothing when it is none. */
    static Optional<LocalDate> day(@Nullable String typed) {
        try {
            var day = LocalDate.parse(text(typed));
            return day.getYear() < 2000 || day.getYear() > 2200 ? Optional.empty() : Optional.of(day);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The last second of it. */
    static Instant end(LocalDate day) {
        return Window.ofDays(Window.Kind.APPLY, day, day).closes();
    }

    static boolean isText(@Nullable String typed, int longest) {
        return !text(typed).isEmpty() && text(typed).length() <= longest && StorableText.is(text(typed));
    }

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
