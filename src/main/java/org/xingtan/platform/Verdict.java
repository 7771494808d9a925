package org.xingtan.platform;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision about a person with every condition it rests on. The same object decides, is shown to the person, and is
 * shown to the administrator.
 */
public record Verdict(boolean met, List<Condition> conditions) {

    /** All conditions must hold. */
    public static Verdict of(List<Condition> conditions) {
        return new Verdict(conditions.stream().allMatch(Condition::met), List.copyOf(conditions));
    }

    public static Verdict of(Condition... conditions) {
        return of(Arrays.asList(conditions));
    }

    public List<Condition> unmet() {
        return conditions.stream().filter(condition -> !condition.met()).toList();
    }

    public Verdict from(@Nullable String notice) {
        return new Verdict(met, conditions.stream().map(condition -> condition.from(notice)).toList());
    }

    /** @throws Refused with this verdict, unless it is met */
    public void orRefuse() {
        if (!met) {
            throw new Refused(this);
        }
    }
}
