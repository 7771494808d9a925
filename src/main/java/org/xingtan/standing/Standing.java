package org.xingtan.standing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Verdict;

/**
 * Where one teacher stands in a year: what counts so far, against what his jurisdiction asks for.
 *
 * @param requirement null where nobody on the path asks for hours in that year; then there are sums only
 * @param months      of the year that are asked for, 12 but for the exempt and the newly hired; none when nothing is asked of him
 * @param total       over all categories
 * @param themes      inside the categories, beside them
 */
public record Standing(int year, @Nullable AnnualRequirement requirement, int months, Line total, List<Line> categories, List<Line> themes) {

    public static final int MONTHS = 12;

    /**
     * @param code {@code TOTAL}, or the category's
     * @param need null where there is no requirement, zero where this category alone is asked nothing
     */
    public record Line(String code, Localized title, @Nullable CreditHours need, CreditHours have) {

        /** Whether something is asked for. */
        public boolean isAsked() {
            return need != null && need.compareTo(CreditHours.ZERO) > 0;
        }

        public boolean met() {
            return need == null || have.compareTo(need) >= 0;
        }

        /** What is missing; nothing when it is met. */
        public CreditHours missing() {
            return need == null ? CreditHours.ZERO : need.minus(have);
        }
    }

    /** The line with that code, of a category, a theme or the total; empty where it is none of his. */
    public Optional<Line> line(String code) {
        return lines().filter(line -> line.code().equals(code)).findFirst();
    }

    /** Those of which something is missing, the total first. */
    public List<Line> lacking() {
        return lines().filter(line -> !line.met()).toList();
    }

    private Stream<Line> lines() {
        return Stream.of(Stream.of(total), categories.stream(), themes.stream()).flatMap(it -> it);
    }

    /** The codes of what he meets, in their order; {@link LinesMet#ALL} at the end when that is everything. None where nobody asks. */
    List<String> linesMet() {
        if (!isAsked()) {
            return List.of();
        }
        var asked = Stream.of(requirement.total().hundredths() > 0 ? Stream.of("TOTAL") : Stream.<String>empty(),
            requirement.categories().stream().filter(it -> it.need().hundredths() > 0).map(AnnualRequirement.Category::code),
            requirement.themes().stream().filter(it -> it.need().hundredths() > 0).map(AnnualRequirement.Theme::code)).flatMap(it -> it).toList();
        var met = lines().filter(it -> asked.contains(it.code()) && it.met()).map(Line::code).sorted().toList();
        return met.size() == asked.size() ? Stream.concat(met.stream(), Stream.of(LinesMet.ALL)).toList() : met;
    }

    /** Whether anything is asked of him. */
    public boolean isAsked() {
        return requirement != null && months > 0;
    }

    /** Each category, each theme and the total, on its own: a surplus in one fills no other, and no year fills the next. */
    public Verdict verdict() {
        if (requirement == null) {
            return Verdict.of(Condition.of("standing.no-requirement", true, year));
        }
        if (months == 0) {
            return Verdict.of(Condition.of("standing.exempt", true, year)).from(requirement.basis());
        }
        return Verdict.of(Stream.of(Stream.of(condition("standing.total", total)), conditions("standing.category", categories),
            conditions("standing.theme", themes)).flatMap(it -> it).toList()).from(requirement.basis());
    }

    private static Stream<Condition> conditions(String code, List<Line> lines) {
        return lines.stream().filter(Line::isAsked).map(line -> condition(code, line));
    }

    private static Condition condition(String code, Line line) {
        return Condition.of(code, line.met(), line.title(), String.valueOf(line.need()))
            .withNeed(String.valueOf(line.need()), line.have().toString());
    }
}
