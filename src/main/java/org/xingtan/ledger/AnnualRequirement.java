package org.xingtan.ledger;

import java.util.List;
import java.util.Set;
import java.util.UUID;
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
 * @param dayMax   hours of one day that are recognized at most; null where the policy says nothing
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
     * A theme with hours of its own, e.g. 师德: they count in their categories too.
     *
     * @param programs whose hours fill it; recognized hours name their theme themselves
     */
    public record Theme(String code, String title, @Nullable String titleEn, CreditHours need, List<UUID> programs) {

        public Theme {
            programs = programs.stream().distinct().sorted().toList();
        }

        public Localized name() {
            return new Localized(title, titleEn);
        }
    }

    public record Category(String code, String title, @Nullable String titleEn, CreditHours need) {

        public Localized name() {
            return new Localized(title, titleEn);
        }
    }
}
