package org.xingtan.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Verdict;

/** A plan as somebody has typed it. @param theme may be empty */
public record PlanForm(@Nullable String year, @Nullable String title, @Nullable String aims, @Nullable String category, @Nullable String theme,
                       @Nullable String hours, @Nullable String leader, @Nullable String lateMinutes, @Nullable String lateCounts) {

    /** What the year of a plan may fill, as it is called: categories, and the themes inside them. */
    public record Asked(Map<String, Localized> categories, Map<String, Localized> themes) {}

    static final PlanForm EMPTY = new PlanForm(null, null, null, null, null, "2", null, "10", "on");

    private static final int SHORT = 100;
    private static final int LONG = 2000;

    /** @param asked by the year of the plan; null where the year is none */
    Verdict verdict(@Nullable Asked asked) {
        return Verdict.of(
            Condition.of("study.form.year", on().isPresent()),
            Condition.of("study.form.title", isText(title, SHORT), SHORT),
            Condition.of("study.form.aims", isText(aims, LONG), LONG),
            asked == null ? Condition.of("study.form.category", isText(category, SHORT))
                : Condition.of("study.form.category-of-year", asked.categories.containsKey(text(category)), text(year), List.copyOf(asked.categories.values())),
            Condition.of("study.form.theme", text(theme).isEmpty() || asked == null || asked.themes.containsKey(text(theme)), text(year)),
            Condition.of("study.form.hours", hours(hours).isPresent()),
            Condition.of("study.form.leader", isText(leader, SHORT), SHORT),
            Condition.of("study.form.late", text(lateMinutes).matches("[0-9]{1,3}") && Integer.parseInt(text(lateMinutes)) <= 120));
    }

    /** @throws org.xingtan.platform.Refused with everything that is not as it must be */
    Plan plan(UUID id, OrganizationId unit, OrganizationId authority, @Nullable Asked asked) {
        verdict(asked).orRefuse();
        return new Plan(id, unit, authority, Integer.parseInt(text(year)), text(title), text(aims), text(category),
            text(theme).isEmpty() ? null : text(theme), hours(hours).orElseThrow(), text(leader), Integer.parseInt(text(lateMinutes)), lateCounts != null, Plan.State.DRAFT, null, null);
    }

    /** Its year, when it is one. */
    Optional<Integer> on() {
        return text(year).matches("20[0-9]{2}") ? Optional.of(Integer.valueOf(text(year))) : Optional.empty();
    }

    static PlanForm of(Plan plan) {
        return new PlanForm(String.valueOf(plan.year()), plan.title(), plan.aims(), plan.category(), plan.theme(), plan.eventHours().toString(),
            plan.leader(), String.valueOf(plan.lateMinutes()), plan.lateCounts() ? "on" : null);
    }

    static Optional<CreditHours> hours(@Nullable String text) {
        return text(text).matches("[0-9]{1,2}([.][0-9]{1,2})?") && !text(text).matches("0+([.]0+)?") ? Optional.of(CreditHours.of(text(text))) : Optional.empty();
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
}
