package org.xingtan.planning;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Verdict;

/**
 * A line as somebody has typed it.
 *
 * @param study  present when school-based study serves it as well
 * @param from   whole years of service; may be empty
 * @param rural  present when it is for rural schools alone
 * @param units  paths of units right below; none for all
 * @param shown  the version that he saw; null for a new one
 * @param reason of a change of what is published
 */
public record LineForm(@Nullable String title, @Nullable String aims, @Nullable String category, @Nullable String hours, @Nullable String study, @Nullable String from, @Nullable String to,
                       @Nullable List<String> stages, @Nullable List<String> subjects, @Nullable String rural, @Nullable List<String> posts,
                       @Nullable List<String> units, @Nullable String shown, @Nullable String reason) {

    /** Which codes there are to name. */
    record Known(Set<String> stages, Set<String> subjects, Set<String> posts, Set<String> units, Set<String> categories) {}

    static final LineForm EMPTY = new LineForm(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    private static final int OLDEST = 80;

    static LineForm of(PlanLine line) {
        var group = line.group();
        return new LineForm(line.title(), line.aims(), line.category(), line.hours() == null ? null : line.hours().toString(), line.study() ? "on" : null, text(group.from()), text(group.to()),
            group.stages(), group.subjects(), group.rural() ? "on" : null, group.posts(), group.units(), String.valueOf(line.version()), null);
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }

    /** @param amends whether it changes what is published */
    Verdict verdict(Known known, boolean amends) {
        var chosen = PlanForm.text(category);
        return Verdict.of(
            Condition.of("planning.form.title", PlanForm.isText(title, PlanForm.SHORT), PlanForm.SHORT),
            Condition.of("planning.line.aims", PlanForm.isStorable(aims, PlanForm.LONG), PlanForm.LONG),
            Condition.of("planning.line.years", isYears(from) && isYears(to) && (years(from) == null || years(to) == null || years(from) <= years(to)), OLDEST),
            Condition.of("planning.line.hours", PlanForm.text(hours).isEmpty() || aimed().isPresent()),
            Condition.of("planning.line.category", chosen.isEmpty() || known.categories.contains(chosen) && aimed().isPresent()),
            Condition.of("planning.line.codes", known.stages.containsAll(some(stages)) && known.subjects.containsAll(some(subjects)) && known.posts.containsAll(some(posts))
                && known.units.containsAll(some(units))),
            Condition.of("planning.reason", !amends || PlanForm.isText(reason, PlanForm.LONGEST_REASON), PlanForm.LONGEST_REASON));
    }

    /** What is typed of it. @param programs that serve it already */
    PlanLine line(UUID id, UUID plan, List<ProgramId> programs) {
        var group = new Group(years(from), years(to), some(stages), some(subjects), rural != null, some(posts), some(units));
        return new PlanLine(id, plan, PlanForm.text(title), group, PlanForm.text(aims), PlanForm.text(category).isEmpty() ? null : PlanForm.text(category),
            aimed().orElse(null), programs, study != null, 0);
    }

    private Optional<CreditHours> aimed() {
        return PlanForm.text(hours).matches("[0-9]{1,3}([.][0-9]{1,2})?") && !PlanForm.text(hours).matches("0+([.]0+)?") ? Optional.of(CreditHours.of(PlanForm.text(hours)))
            : Optional.empty();
    }

    private static boolean isYears(@Nullable String typed) {
        return PlanForm.text(typed).isEmpty() || PlanForm.text(typed).matches("[0-9]{1,2}") && Integer.parseInt(PlanForm.text(typed)) <= OLDEST;
    }

    private static @Nullable Integer years(@Nullable String typed) {
        return isYears(typed) && !PlanForm.text(typed).isEmpty() ? Integer.valueOf(PlanForm.text(typed)) : null;
    }

    private static List<String> some(@Nullable List<String> codes) {
        return codes == null ? List.of() : codes.stream().filter(it -> !it.isBlank()).distinct().toList();
    }

    /** Whether a box of it is ticked, for its page. */
    public static boolean has(@Nullable List<String> codes, String code) {
        return some(codes).contains(code);
    }
}
