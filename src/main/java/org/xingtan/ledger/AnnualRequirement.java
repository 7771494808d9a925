package org.xingtan.ledger;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * What a jurisdiction asks of each teacher in a year. Data of a policy: total, categories and their names.
 *
 * @param title    what the requirement is called
 * @param basis    the document it rests on
 * @param themes   asked for inside the categories, whichever they are
 * @param dayMax   hours of one day that count at most, whatever they are of; null where the policy says nothing
 * @param newHires what whoever was hired in the year is asked for
 */
public record AnnualRequirement(OrganizationId jurisdiction, int year, int version, String title, String basis, CreditHours total,
                                List<Category> categories, List<Theme> themes, @Nullable CreditHours dayMax, NewHires newHires) {

    /** Codes of lines that every requirement has. */
    public static final Set<String> RESERVED = Set.of("ALL", "TOTAL", "ASKED");

    public AnnualRequirement {
        categories = List.copyOf(categories);
        themes = List.copyOf(themes);
        var codes = Stream.concat(categories.stream().map(Category::code), themes.stream().map(Theme::code)).toList();
        if (Set.copyOf(codes).size() < codes.size() || codes.stream().anyMatch(RESERVED::contains)) {
            throw new IllegalArgumentException("Codes of a requirement are distinct, and none of " + RESERVED + ": " + codes);
        }
    }

    /** One of categories alone. */
    public AnnualRequirement(OrganizationId jurisdiction, int year, int version, String title, String basis, CreditHours total, List<Category> categories) {
        this(jurisdiction, year, version, title, basis, total, categories, List.of(), null, NewHires.FULL_YEAR);
    }

    /** Whether the months before he was hired are asked of a new teacher. */
    public enum NewHires { FULL_YEAR, BY_MONTH }

    AnnualRequirement as(int version) {
        return new AnnualRequirement(jurisdiction, year, version, title, basis, total, categories, themes, dayMax, newHires);
    }

    /**
     * What this one asks, and whatever one above it asks more: no total, category or theme of less hours, no theme filled by other programs, no more
     * hours of a day, no months left out that are asked there. A line whose code is one of another sort above gives way.
     */
    public AnnualRequirement atLeast(AnnualRequirement above) {
        var asked = Stream.concat(above.categories.stream().filter(it -> it.need.hundredths() > 0).map(Category::code),
            above.themes.stream().filter(it -> it.need.hundredths() > 0).map(Theme::code)).collect(Collectors.toSet());
        var lines = categories.stream().filter(it -> !asked.contains(it.code) || above.category(it.code).isPresent())
            .map(it -> above.category(it.code).map(it::atLeast).orElse(it));
        var themed = themes.stream().filter(it -> !asked.contains(it.code) || above.theme(it.code).isPresent()).map(it -> above.theme(it.code).map(it::atLeast).orElse(it));
        var more = above.categories.stream().filter(it -> it.need.hundredths() > 0 && category(it.code).isEmpty());
        var moreThemed = above.themes.stream().filter(it -> it.need.hundredths() > 0 && theme(it.code).isEmpty());
        var all = Stream.concat(lines, more).toList();
        var sum = all.stream().map(Category::need).reduce(CreditHours.ZERO, CreditHours::plus);
        var least = total.compareTo(above.total) >= 0 ? total : above.total;
        var day = dayMax == null ? above.dayMax : above.dayMax == null ? dayMax : dayMax.min(above.dayMax);
        return new AnnualRequirement(jurisdiction, year, version, title, basis, least.compareTo(sum) >= 0 ? least : sum, all, Stream.concat(themed, moreThemed).toList(), day,
            above.newHires == NewHires.FULL_YEAR ? NewHires.FULL_YEAR : newHires);
    }

    /** One that is more than its authority has said itself rests on what the authority above says as well. */
    AnnualRequirement resting(AnnualRequirement above) {
        var both = basis.contains(above.basis) ? basis : basis + "；" + above.basis;
        return new AnnualRequirement(jurisdiction, year, version, title, both, total, categories, themes, dayMax, newHires);
    }

    private Optional<Category> category(String code) {
        return categories.stream().filter(it -> it.code.equals(code)).findFirst();
    }

    private Optional<Theme> theme(String code) {
        return themes.stream().filter(it -> it.code.equals(code)).findFirst();
    }

    /**
     * A theme with hours of its own, e.g. 师德: they count in their categories too.
     *
     * @param programs whose hours fill it; recognized hours and those of school-based study name their theme themselves
     */
    public record Theme(String code, String title, @Nullable String titleEn, CreditHours need, List<UUID> programs) {

        public Theme {
            programs = programs.stream().distinct().sorted().toList();
        }

        Theme atLeast(Theme above) {
            return new Theme(code, title, titleEn, need.compareTo(above.need) >= 0 ? need : above.need,
                above.need.hundredths() == 0 || !programs.isEmpty() && above.programs.containsAll(programs) ? programs : above.programs);
        }

        public Localized name() {
            return new Localized(title, titleEn);
        }
    }

    public record Category(String code, String title, @Nullable String titleEn, CreditHours need) {

        Category atLeast(Category above) {
            return new Category(code, title, titleEn, need.compareTo(above.need) >= 0 ? need : above.need);
        }

        public Localized name() {
            return new Localized(title, titleEn);
        }
    }
}
