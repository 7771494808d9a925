package org.xingtan.recognition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * A kind of work done outside of the platform, as an authority recognizes it.
 *
 * @param yearHours      no more of it in a year; null for any number
 * @param categories     codes of those it may fill; empty for all
 * @param evidenceFiles  how many files it needs at least
 * @param evidence       what they have to show
 * @param sharesEvidence whether one file may serve several people, as a list of those present does
 * @param needsPresence  whether one cannot be elsewhere on these days
 * @param needsCounty    whether the authority above the unit looks at it as well
 */
public record Kind(OrganizationId jurisdiction, String code, int version, int position, Localized title, Measure measure, CreditHours hours,
                   @Nullable CreditHours yearHours, List<String> categories, int evidenceFiles, String evidence, boolean sharesEvidence,
                   boolean needsPresence, boolean needsCounty, String basis, boolean retired) {

    /** How what is claimed becomes hours. */
    public enum Measure { CLAIMED, ITEM, DAY }

    public boolean takes(String category) {
        return categories.isEmpty() || categories.contains(category);
    }

    /** Whether it is work of the days that are named: what is measured by the item is not. */
    public boolean isOfDays() {
        return measure != Measure.ITEM;
    }

    /** What so many hours on so many days become, before anything is held back. */
    public CreditHours convert(CreditHours claimed, long days) {
        return switch (measure) {
            case CLAIMED -> claimed.min(hours);
            case ITEM -> hours;
            case DAY -> claimed.min(CreditHours.ofHundredths(hours.hundredths() * days));
        };
    }

    /**
     * What an authority says about all hours from outside.
     *
     * @param version       0 for what holds where it has said nothing
     * @param firstDays     working days of the first review
     * @param nextDays      working days of each one after it
     * @param categoryHours how many hours of a category count in a year, where there is an end to it
     */
    public record Policy(OrganizationId jurisdiction, int version, int firstDays, int nextDays,
                         Map<String, CreditHours> categoryHours, @Nullable String basis) {

        /** Two weeks for each review. */
        static Policy usual(OrganizationId jurisdiction) {
            return new Policy(jurisdiction, 0, 10, 10, Map.of(), null);
        }
    }
}
