package org.xingtan.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a {@link Verdict}: what it needs, what the person has, and which notice it comes from.
 *
 * @param code       stable name and message key ({@code verdict.<code>}) of the sentence
 * @param arguments  what the sentence is filled with
 * @param need       what is asked for, in the unit of the sentence; null where a yes is enough
 * @param have       what is there
 * @param source     the notice's number, e.g. {@code 教师厅函〔2022〕29号}; null when it is the platform's own rule
 * @param conditions parts of a nested rule (all of, any of, not)
 */
public record Condition(String code, List<Object> arguments, boolean met, @Nullable String need, @Nullable String have,
                        @Nullable String source, List<Condition> conditions) {

    public static Condition of(String code, boolean met, Object... arguments) {
        return new Condition(code, List.of(arguments), met, null, null, null, List.of());
    }

    /** A condition that counts: met when there is at least what is needed. */
    public static Condition atLeast(String code, int need, int have, Object... arguments) {
        return new Condition(code, List.of(arguments), have >= need, Integer.toString(need), Integer.toString(have), null, List.of());
    }

    /** A condition that counts what has an end: met as long as there is less than that. */
    public static Condition below(String code, int most, int have, Object... arguments) {
        return of(code, have < most, arguments).withNeed("< " + most, Integer.toString(have));
    }

    /** A rule made of rules. */
    public static Condition nested(String code, boolean met, List<Condition> parts) {
        return new Condition(code, List.of(), met, null, null, null, parts);
    }

    public Condition withNeed(String need, String have) {
        return new Condition(code, arguments, met, need, have, source, conditions);
    }

    /** Whether it counts something, so that "12 of 15" says more than the sentence alone. */
    public boolean counts() {
        return isNumber(need) && isNumber(have);
    }

    /** Whether nothing is wrong, only not enough there yet: in what it counts, or in all of its parts that are missing. */
    public boolean isGap() {
        return !met && (counts() || !conditions.isEmpty() && !negates() && conditions.stream().allMatch(part -> part.met || part.isGap()));
    }

    /** Whether its parts must not hold, so that a part which holds is the one that decides against. */
    public boolean negates() {
        return code.endsWith(".not");
    }

    private static boolean isNumber(@Nullable String text) {
        return text != null && text.matches("[0-9]+([.][0-9]+)?");
    }

    /** The same, with the notice it comes from, down to its parts that name none. */
    public Condition from(@Nullable String notice) {
        return new Condition(code, arguments, met, need, have, source == null ? notice : source,
            conditions.stream().map(part -> part.from(notice)).toList());
    }
}
