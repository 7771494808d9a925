package org.xingtan.selection;

import java.util.List;
import org.xingtan.standing.Standing;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;

/**
 * Where somebody will stand at the end of a year with what he has chosen, if he learns all of it.
 *
 * @param standing as it is now
 */
public record YearPlan(Standing standing, List<Line> lines) {

    /**
     * One category, or the total.
     *
     * @param chosen hours of chosen courses that are not earned yet
     */
    public record Line(String code, Localized title, CreditHours need, CreditHours have, CreditHours chosen) {

        public CreditHours reached() {
            return have.plus(chosen);
        }

        public CreditHours missing() {
            return need.minus(reached());
        }

        public boolean isReached() {
            return reached().compareTo(need) >= 0;
        }
    }

    /** What is still missing of a category; nothing where nothing is asked. */
    CreditHours missing(String category) {
        return lines.stream().filter(line -> line.code().equals(category)).map(Line::missing).findFirst().orElse(CreditHours.ZERO);
    }

    public boolean isReached() {
        return lines.stream().allMatch(Line::isReached);
    }
}
