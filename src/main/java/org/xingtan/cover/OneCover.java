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
 * @param days       on which he is away for it, from today or an earlier day that is looked at on; none where it takes him away no more
 * @param colleagues who may take them: those of his subject first
 * @param conflicts  the key under which the conflicts that the verdict names can be taken as they are; null for none
 * @param shown      a day of the week from which one has come
 */
public record OneCover(OrganizationCard unit, Staff.Person who, List<Choice> days, List<Colleague> colleagues, CoverForm form, List<Arrangements.Act> history,
                       @Nullable Verdict wrong, @Nullable String conflicts, Vocabulary words, LocalDate shown) {

    /** @param version of what was said of the day last; 0 where nothing ever was @param past whether it is only looked at */
    public record Choice(Away away, @Nullable Arrangement arrangement, int version, boolean past) {

        public String key() {
            return away.day() + "/" + version;
        }
    }

    /** @param busy whether he is away himself then, or takes the lessons of somebody else */
    public record Colleague(Staff.Person person, boolean same, boolean busy) {}

    /** What takes him away, or took him. */
    public String title() {
        return days.stream().map(it -> it.away().title()).findFirst().or(() -> history.stream().map(Arrangements.Act::title).findFirst()).orElse("");
    }

    /** Where that is shown; null where it takes him away no more. */
    public @Nullable String href() {
        return days.isEmpty() ? null : days.getFirst().away().href();
    }

    /** Days that are over: what was arranged stays to be read. */
    public List<Choice> over() {
        return days.stream().filter(Choice::past).toList();
    }

    /** Days on which something can be arranged. */
    public List<Choice> ahead() {
        return days.stream().filter(it -> !it.past()).toList();
    }

    public boolean isArranged() {
        return ahead().stream().anyMatch(it -> it.arrangement() != null);
    }

    public String back() {
        return CoverView.PAGE + "?organization=" + unit.id() + "&from=" + Range.monday(shown) + "&week=" + shown;
    }
}
