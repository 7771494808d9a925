package org.xingtan.safety;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Page;

/** What pages of safety show. */
public final class SafetyView {

    private SafetyView() {}

    /**
     * What units hold in person.
     *
     * @param unit  whose occasions, with those of all below it; null for all of the reader's
     * @param units the reader's own, and the one that is looked at
     * @param below units right below it
     * @param open  whether only those are shown that are not complete
     * @param past  whether those are shown that are over
     * @param all   how many there are, however they are answered
     * @param missing of how many not all is seen to
     * @param authority whether the reader keeps items of an authority
     */
    public record Overview(@Nullable OrganizationCard unit, List<OrganizationCard> units, List<OrganizationCard> below, boolean open, boolean past, Page<Named> page, int all, int missing, boolean authority) {

        /** The list's address with its filters. */
        public String href() {
            return "/console/safety?past=" + past + "&open=" + open + (unit == null ? "" : "&organization=" + unit.id());
        }
    }

    /** An occasion and what people call one of its kind. @param text key of that */
    public record Named(Occasion occasion, String text) {}

    /**
     * One occasion.
     *
     * @param answers   whether the reader answers for it
     * @param standsIn  whether he does so because nobody is in office in the unit that holds it
     * @param wrong     what is wrong with what he has typed; null while nothing is
     * @param meanwhile what another one has changed while he was typing; null while nobody has
     */
    public record One(Named named, Checklist checklist, List<Checklist.Step> history, boolean answers, boolean standsIn, @Nullable Verdict wrong, Overtaken.@Nullable Meanwhile meanwhile) {

        /** The same as somebody has filled it in, where that was refused. */
        One over(ChecklistForm form, Verdict verdict) {
            return new One(named, form.over(checklist), history, answers, standsIn, verdict, null);
        }

        /** The same where another one was first. */
        One over(Overtaken.Meanwhile other) {
            return new One(named, other.checklist(), history, answers, standsIn, null, other);
        }

        public Occasion occasion() {
            return named.occasion;
        }

        /** Whether he may answer it now. */
        public boolean isOpen() {
            return answers && occasion().isOpen();
        }
    }

    /**
     * An item that is asked.
     *
     * @param unit who has set it; null for the platform
     * @param own  whether it is the unit's that is looked at
     */
    public record Item(String code, Localized title, String basis, @Nullable Localized unit, boolean own, LocalDate since) {}

    /** What is asked of a unit. @param next id of an item that is yet to be added */
    public record Items(OrganizationCard unit, List<OrganizationCard> units, List<Item> items, String next) {

        public List<Item> own() {
            return items.stream().filter(Item::own).toList();
        }
    }
}
