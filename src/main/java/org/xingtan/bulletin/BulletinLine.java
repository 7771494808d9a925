package org.xingtan.bulletin;

import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * The figures of one unit.
 *
 * @param isOwn     of its direct people only; otherwise with everything below it
 * @param hasBelow  whether units below it have lines
 * @param enrolled  null, like {@code started} and {@code certified}, where hours of a year are counted
 * @param rank      among its neighbors; null where nothing is ranked, or without a denominator
 */
public record BulletinLine(int position, OrganizationId organization, boolean isOwn, int depth, String code, Localized name, long denominator,
                           long numerator, long excluded, @Nullable Long enrolled, @Nullable Long started, @Nullable Long certified,
                           CreditHours hours, boolean hasBelow, @Nullable Integer rank) {

    public String enrolledOrDash() {
        return orDash(enrolled);
    }

    public String startedOrDash() {
        return orDash(started);
    }

    public String certifiedOrDash() {
        return orDash(certified);
    }

    private static String orDash(@Nullable Long figure) {
        return figure == null ? "–" : figure.toString();
    }
}
