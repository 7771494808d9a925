package org.xingtan.planning;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Verdict;

/**
 * A plan as somebody has typed it.
 *
 * @param shown  the version that he saw; null for a new one
 * @param reason of a change of what is published
 */
public record PlanForm(@Nullable String year, @Nullable String title, @Nullable String basis, @Nullable String aims, @Nullable String shown, @Nullable String reason) {

    static final PlanForm EMPTY = new PlanForm(null, null, null, null, null, null);
    static final int SHORT = 100;
    static final int LONG = 2000;
    static final int LONGEST_REASON = 500;

    static PlanForm of(TrainingPlan plan) {
        return new PlanForm(String.valueOf(plan.year()), plan.title(), plan.basis(), plan.aims(), String.valueOf(plan.version()), null);
    }

    /** @param amends whether it changes what is published */
    Verdict verdict(boolean amends) {
        return Verdict.of(
            Condition.of("planning.form.year", on().isPresent()),
            Condition.of("planning.form.title", isText(title, SHORT), SHORT),
            Condition.of("planning.form.basis", isStorable(basis, 2 * SHORT), 2 * SHORT),
            Condition.of("planning.form.aims", isText(aims, LONG), LONG),
            Condition.of("planning.reason", !amends || isText(reason, LONGEST_REASON), LONGEST_REASON));
    }

    /** Its year, when it is one. */
    Optional<Integer> on() {
        return text(year).matches("20[0-9]{2}") ? Optional.of(Integer.valueOf(text(year))) : Optional.empty();
    }

    /** Whether it says what the plan says already. */
    boolean isSaidBy(TrainingPlan plan) {
        return on().filter(it -> it == plan.year()).isPresent() && text(title).equals(plan.title()) && text(basis).equals(plan.basis()) && text(aims).equals(plan.aims());
    }

    static boolean isText(@Nullable String text, int longest) {
        return !text(text).isEmpty() && isStorable(text, longest);
    }

    static boolean isStorable(@Nullable String text, int longest) {
        return text(text).codePointCount(0, text(text).length()) <= longest && StorableText.is(text(text));
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** Whether what he saw is what is there. */
    static boolean isSeen(@Nullable String shown, int version) {
        return text(shown).isEmpty() || text(shown).equals(String.valueOf(version));
    }
}
