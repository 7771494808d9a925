package org.xingtan.reminder;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * A reminder as the list of all shows it, whatever it was about.
 *
 * @param skipped how many of the list had been reminded lately
 * @param open    whether its list still leads anywhere: the unit may be closed or work for somebody else by now
 * @param by      null when nobody of that account is known any more
 * @param state   null for one that left as it was sent
 */
public record SentReminder(UUID id, About about, OrganizationId organization, Localized unit, @Nullable String by, Instant askedAt, int told, int skipped, boolean open, @Nullable State state) {

    /** What kind of list it was sent from. */
    public enum From {
        PROGRAM, YEAR, TERM, PLAN
    }

    /**
     * What it reminded of.
     *
     * @param list  code of the list or of the line
     * @param id    of the program, the term or the plan; null for a year
     * @param title of those; null for a year
     * @param year  of the hours
     * @param stage the people of this one alone
     */
    public record About(From from, String list, @Nullable UUID id, @Nullable Localized title, int year, @Nullable String stage) {}

    /** Of one that can be taken back for a while. */
    public record State(Instant leavesAt, @Nullable Instant recalledAt) {}

    public boolean isRecalled() {
        return state != null && state.recalledAt != null;
    }

    public boolean isRecallable(Instant now) {
        return state != null && state.recalledAt == null && now.isBefore(state.leavesAt);
    }

    /** The list as it is now. */
    public String href() {
        var at = "?organization=" + organization;
        return switch (about.from) {
            case PROGRAM -> "/console/reminders/" + id;
            case YEAR -> "/console/compliance/people" + at + "&year=" + about.year + "&line=" + about.list + (about.stage == null ? "" : "&stage=" + about.stage);
            case TERM -> "/console/offerings/teachers" + at + "&term=" + about.id + "&which=" + about.list;
            case PLAN -> "/console/planning/plans/" + about.id + "/people" + at + "&which=" + about.list;
        };
    }
}
