package org.xingtan.recognition;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.PersonCard;
import org.xingtan.document.DocumentCard;
import org.xingtan.ledger.Receipt;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Verdict;

/**
 * Everything about one claim.
 *
 * @param category   what it is called
 * @param theme      what it is called; null without one
 * @param leftOff    what the theme is called that a review has left off; null without one
 * @param units      names of the units of its steps, by their ids
 * @param verdict    as it stands now; of a closed one, what holds today
 * @param recognized what it would be recognized for now
 * @param receipt    what was posted; null unless it is approved
 * @param reversed   whether somebody has taken that back in the ledger
 */
public record ClaimFile(Claim claim, Kind kind, Localized category, @Nullable Localized theme, @Nullable Localized leftOff, List<Claim.Step> steps, List<Claim.Act> acts,
                        List<DocumentCard> evidence, Map<String, Localized> units, Verdict verdict, CreditHours converted, CreditHours recognized, @Nullable Receipt receipt,
                        boolean reversed, LocalDate today) {

    /** The name of a step's unit; null where there is none. */
    public @Nullable Localized unit(Claim.Step step) {
        return step.unit() == null ? null : units.get(step.unit().toString());
    }

    /** Whether it names a theme that its year does not ask for. */
    public boolean isStrange() {
        return verdict.unmet().stream().anyMatch(ClaimFile::isOfTheme);
    }

    /** Whether nothing else stands against it, so that it can be approved for its category alone. */
    public boolean isStrangeAlone() {
        return isStrange() && verdict.unmet().stream().allMatch(ClaimFile::isOfTheme);
    }

    private static boolean isOfTheme(Condition condition) {
        return condition.code().equals("recognition.theme");
    }

    public boolean isLate() {
        return claim.isLate(today);
    }

    /**
     * A claim in front of those who review.
     *
     * @param unit    where the person counted when he filed
     * @param decides whether it is the reader's turn
     * @param own     whether it is his own
     * @param undo    the review that the reader may undo; null when there is none
     * @param uses    claims of others with the same papers, as far as the reader may see them
     * @param hidden  how many more there are
     */
    public record Case(ClaimFile file, @Nullable PersonCard person, String name, Localized unit, boolean decides, boolean own, Claim.@Nullable Step undo,
                       List<ReviewQueue.Row> uses, int hidden) {}
}
