package org.xingtan.study;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Page;
import org.xingtan.safety.Checklist;

/** What pages of school-based study show. */
public final class StudyView {

    private StudyView() {}

    /**
     * The first look of the console.
     *
     * @param at      the unit that is looked at; null for the reader's own
     * @param units   those for which he may plan
     * @param plans   of these units, or of the one that is looked at
     * @param waiting plans that wait for his answer
     * @param below   figures of the units right below
     */
    public record Overview(int year, @Nullable OrganizationCard at, List<OrganizationCard> units, Part<Named> plans, Part<Named> waiting, Part<Figures> below) {}

    /** A part of a list. @param all how many the list has */
    public record Part<T>(Page<T> page, int all) {

        public List<T> items() {
            return page.items();
        }

        /** Whether there are more than are shown. */
        public boolean isCut() {
            return all > items().size();
        }
    }

    /** Where each list of the first look goes on; null from the beginning. */
    public record After(@Nullable String plans, @Nullable String waiting, @Nullable String below) {}

    /** A plan and whose it is. */
    public record Named(Plan plan, Localized unit) {}

    /**
     * What a unit and those below it have done in a year.
     *
     * @param schools   units below and the unit itself that study by themselves
     * @param planning  how many of them have a confirmed plan
     * @param submitted plans that wait for an answer
     * @param hours     credited for closed events
     */
    public record Figures(UUID id, String code, Localized name, int schools, int planning, int submitted, int events, int people, CreditHours hours) {}

    /**
     * One plan.
     *
     * @param theme   what its theme is called; null without one
     * @param acts    whether the reader acts for its unit
     * @param decides whether it is his to answer
     * @param people  of the unit, who may lead an event
     */
    public record OnePlan(Plan plan, OrganizationCard unit, Localized authority, Localized category, @Nullable Localized theme, List<Plan.Step> steps,
                          List<Event> events, boolean acts, boolean decides, boolean own, List<PersonCard> people, CreditHours dayHours, UUID next) {}

    /** Somebody and what is said of him; null where nothing is. @param entered whether the reader may say whether he was there */
    public record Person(PersonCard card, @Nullable Attendance attendance, boolean entered) {}

    /**
     * One event in front of those who hold it.
     *
     * @param theme    that its hours count for as well; null for none
     * @param safety   what has to be seen to; nothing where nobody comes together
     * @param people   of the unit, as far as they are shown, and whoever was there and has left since
     * @param there    what is said of everybody
     * @param search   a part of the name of those that are shown; empty for all
     * @param more     whether the unit has more people than are shown
     * @param acts     whether the reader holds it or acts for its unit
     * @param keeps    whether he acts for its unit
     * @param closable whether it may be closed, and what is missing
     */
    public record OneEvent(Event event, Plan plan, OrganizationCard unit, @Nullable Localized theme, Checklist safety, List<Person> people,
                           List<Attendance> there, String search, boolean more, boolean acts, boolean keeps, Verdict closable) {

        /** The same with the checklist as somebody has filled it in, where that was not kept. */
        OneEvent over(Checklist typed) {
            return new OneEvent(event, plan, unit, theme, typed, people, there, search, more, acts, keeps, closable);
        }

        public long count(Attendance.State state) {
            return there.stream().filter(it -> it.state() == state).count();
        }

        /** Those shown of whom something is said that the reader may put right. */
        public List<Person> said() {
            return people.stream().filter(it -> it.attendance() != null && it.entered()).toList();
        }

        /** Whether there is anybody of whom the reader may say that he is there. */
        public boolean ticks() {
            return event.isPlanned() && people.stream().anyMatch(it -> it.attendance() == null && it.entered());
        }
    }

    /**
     * An event in front of somebody who is invited, or leads it.
     *
     * @param theme that its hours count for as well; null for none
     * @param open  whether he may say now that he is there; who leads an event of another unit is not asked
     */
    public record Mine(Event event, Localized unit, @Nullable Localized theme, @Nullable Attendance attendance, boolean open, boolean leads) {}

    /** All of them, the coming ones first. @param hours credited for events of this year */
    public record AllMine(List<Mine> coming, List<Mine> past, CreditHours hours) {}
}
