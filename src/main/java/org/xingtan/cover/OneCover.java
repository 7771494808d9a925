package org.xingtan.cover;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.Verdict;

/**
 * The lessons of somebody who is away for one thing: the form in which it is said what happens to them.
 *
 * @param days       on which he is away for it, from today on
 * @param colleagues who may take them: those of his subject first
 * @param conflicts  the key under which the conflicts that the verdict names can be taken as they are; null for none
 */
public record OneCover(OrganizationCard unit, Staff.Person who, List<Choice> days, List<Colleague> colleagues, CoverForm form, List<Arrangements.Act> history,
                       @Nullable Verdict wrong, @Nullable String conflicts, Vocabulary words) {

    /** @param version of what was said of the day last; 0 where nothing ever was */
    public record Choice(Away away, @Nullable Arrangement arrangement, int version) {

        public String key() {
            return away.day() + "/" + version;
        }
    }

    /** @param busy whether he is away himself then, or takes the lessons of somebody else */
    public record Colleague(Staff.Person person, boolean same, boolean busy) {}

    public Away away() {
        return days.getFirst().away();
    }

    public boolean isArranged() {
        return days.stream().anyMatch(it -> it.arrangement() != null);
    }

    public String back() {
        LocalDate day = away().day();
        return CoverView.PAGE + "?organization=" + unit.id() + "&from=" + Range.monday(day) + "&week=" + day;
    }
}
